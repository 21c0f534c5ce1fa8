/** One slow FHIR server, and everybody else: who waits for it, waits outside. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { takeTurn } from '#lib/outbox/wait-in-line.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { insertAnalysis } from './analysis-fixture.ts';

let database: TestDatabase;
let queue: Queue;
let destination: string;

beforeAll(async () => {
  database = await createTestDatabase();
  queue = await openQueue(database.url, createLog('test', 'silent'), 'work');
});
afterAll(async () => {
  await queue.stop({ graceful: false });
  await database.close();
});
beforeEach(async () => {
  destination = `d-${randomUUID().slice(0, 8)}`;
  await queue.deleteAllJobs('delivery');
});

async function enqueue(kind: 'fhir' | 'oru' = 'fhir', to = destination): Promise<string> {
  const { db } = database;
  const id = await insertAnalysis(db);
  const document = { kind, destination: to, identity: id, body: '{}' };
  await db
    .transaction()
    .execute((each) => enqueueDocuments(each, queue, { id, site: 'general', version: 1 }, [document]));
  const row = await db
    .selectFrom('delivery')
    .select('id')
    .where('analysis_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.id;
}

const isParked = async (id: string) =>
  (await database.db.selectFrom('delivery').select('parked').where('id', '=', id).executeTakeFirstOrThrow())
    .parked;
const jobsOf = async (id: string) => {
  const jobs = await queue.fetch<{ deliveryId: string }>('delivery', { batchSize: 100 });
  return jobs.filter(({ data }) => data.deliveryId === id).length;
};

/** Begins, and stays until it is let go. */
function begin(id: string) {
  const [begun, end] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const done = takeTurn(database.db, queue, id, async () => {
    begun.resolve(undefined);
    await end.promise;
  });
  return {
    begun: begun.promise,
    done,
    letGo: () => {
      end.resolve(undefined);
      return done;
    },
  };
}

test('two go at once, the third stands in line and holds nothing, and who leaves wakes it', async () => {
  const [first, second, third] = [begin(await enqueue()), begin(await enqueue()), await enqueue()];
  await Promise.all([first.begun, second.begun]);
  await queue.deleteAllJobs('delivery');
  let ran = false;
  await takeTurn(database.db, queue, third, () => {
    ran = true;
    return Promise.resolve();
  });
  expect(ran).toBe(false);
  expect(await isParked(third)).toBe(true);
  await first.letGo();
  expect(await isParked(third)).toBe(false);
  expect(await jobsOf(third)).toBe(1);
  const again = begin(third);
  await again.begun;
  await Promise.all([second.letGo(), again.letGo()]);
});

test('another destination goes meanwhile, and so does a message to an engine', async () => {
  const slow = [begin(await enqueue()), begin(await enqueue())];
  await Promise.all(slow.map(({ begun }) => begun));
  const others = [
    begin(await enqueue('fhir', `${destination}-b`)),
    begin(await enqueue('oru')),
    begin(await enqueue('oru')),
    begin(await enqueue('oru')),
  ];
  await Promise.all(others.map(({ begun }) => begun));
  await Promise.all([...slow, ...others].map(({ letGo }) => letGo()));
});

test('a line of thirty drains with two at a time and nobody forgotten', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, () => enqueue()));
  await queue.deleteAllJobs('delivery');
  const left = new Set(ids);
  let [now, most] = [0, 0];
  const run = async (id: string) =>
    takeTurn(database.db, queue, id, async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((next) => setTimeout(next, 5));
      left.delete(id);
      await database.db.updateTable('delivery').set({ state: 'acknowledged' }).where('id', '=', id).execute();
      now -= 1;
    });
  await Promise.all(ids.slice(0, 6).map(run));
  await Promise.all(
    ids
      .slice(6)
      .map((id) => database.db.updateTable('delivery').set({ parked: true }).where('id', '=', id).execute()),
  );
  await run(ids[0] ?? '');
  while (left.size > 0) {
    const jobs = await queue.fetch<{ deliveryId: string }>('delivery', { batchSize: 6 });
    expect(jobs.length, `${String(left.size)} are left and nobody is woken`).toBeGreaterThan(0);
    await Promise.all(jobs.map(({ data }) => run(data.deliveryId)));
  }
  expect(most).toBe(2);
}, 30_000);

test('work that fails leaves its lane', async () => {
  const id = await enqueue();
  const fail = () => takeTurn(database.db, queue, id, () => Promise.reject(new Error('away')));
  await expect(fail()).rejects.toThrow('away');
  await expect(fail()).rejects.toThrow('away');
  await expect(fail()).rejects.toThrow('away');
});
