import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimDelivery } from '#lib/outbox/claim-delivery.ts';
import { noteAnswer, noteFailure } from '#lib/outbox/destination-rest.ts';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { sweepDeliveries } from '#lib/outbox/sweep-deliveries.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { insertAnalysis } from './analysis-fixture.ts';

let database: TestDatabase;
let queue: Queue;
let name: string;

beforeAll(async () => {
  database = await createTestDatabase();
  queue = await openQueue(database.url, createLog('test', 'silent'), 'work');
});
afterAll(async () => {
  await queue.stop({ graceful: false });
  await database.close();
});
beforeEach(() => {
  name = `d-${randomUUID().slice(0, 8)}`;
});

const SITE = 'general';
async function enqueue(): Promise<string> {
  const id = await insertAnalysis(database.db);
  const document = { kind: 'oru' as const, destination: name, identity: id, body: 'MSH|' };
  await database.db
    .transaction()
    .execute((transaction) =>
      enqueueDocuments(transaction, queue, { id, site: SITE, version: 1 }, [document]),
    );
  const row = await database.db
    .selectFrom('delivery')
    .select('id')
    .where('analysis_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.id;
}
const fail = async (times: number, askedMs?: number): Promise<number | undefined> => {
  let rest: number | undefined;
  for (let count = 0; count < times; count += 1)
    rest = await database.db
      .transaction()
      .execute((each) => noteFailure(each, { site: SITE, name }, askedMs));
  return rest;
};
const answer = () =>
  database.db.transaction().execute((each) => noteAnswer(each, queue, { site: SITE, name }));
const passRest = () =>
  database.db
    .updateTable('destination')
    .set({
      open_until: sql`open_until - interval '2 hours'`,
      asked_until: sql`asked_until - interval '2 hours'`,
    })
    .where('name', '=', name)
    .execute();
const turn = async (id: string) => (await claimDelivery(database.db, id)).kind;
const jobsOf = async (id: string) => (await queue.findJobs('delivery', { data: { deliveryId: id } })).length;

describe('a destination that fails again and again', () => {
  test('rests, and nothing is sent to it meanwhile', async () => {
    const id = await enqueue();
    expect(await fail(4)).toBeUndefined();
    expect(await fail(1)).toBe(5_000);
    expect(await turn(id)).toBe('resting');
    const row = await database.db
      .selectFrom('delivery')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'pending', attempts: 0 });
    expect(row.next_attempt_at.getTime()).toBeGreaterThan(Date.now());
  });

  test('is then tried by one delivery alone', async () => {
    const all = [await enqueue(), await enqueue(), await enqueue()];
    await fail(5);
    await passRest();
    const turns = await Promise.all(all.map(turn));
    expect(turns.toSorted()).toEqual(['claimed', 'resting', 'resting']);
  });

  test('once it answers, all that waited goes at once, the oldest first', async () => {
    const all = [await enqueue(), await enqueue()];
    await fail(5);
    for (const id of all) await turn(id);
    const before = await Promise.all(all.map(jobsOf));
    await answer();
    expect(await Promise.all(all.map(jobsOf))).toEqual(before.map((count) => count + 1));
    expect(await Promise.all(all.map(turn))).toEqual(['claimed', 'claimed']);
  });

  test('an answer in between begins the count anew', async () => {
    await fail(4);
    await answer();
    expect(await fail(4)).toBeUndefined();
  });

  test('keeps no other destination back', async () => {
    await fail(5);
    name = `other-${name}`;
    expect(await turn(await enqueue())).toBe('claimed');
  });
});

describe('the sweep', () => {
  const age = (id: string, seconds: number) =>
    database.db
      .updateTable('delivery')
      .set({
        updated_at: sql`now() - make_interval(secs => ${seconds})`,
        next_attempt_at: sql`now() - make_interval(secs => ${seconds})`,
      })
      .where('id', '=', id)
      .execute();

  test('gives what is due and has lost its job a new one', async () => {
    const id = await enqueue();
    await queue.deleteAllJobs('delivery');
    await age(id, 120);
    expect(await sweepDeliveries(database.db, queue)).toBeGreaterThan(0);
    expect(await jobsOf(id)).toBe(1);
  });

  test('leaves alone what is not due, and what has ended', async () => {
    const [fresh, ended] = [await enqueue(), await enqueue()];
    await age(ended, 120);
    await database.db
      .updateTable('delivery')
      .set({ state: 'acknowledged' })
      .where('id', '=', ended)
      .execute();
    await queue.deleteAllJobs('delivery');
    await sweepDeliveries(database.db, queue);
    expect(await Promise.all([fresh, ended].map(jobsOf))).toEqual([0, 0]);
  });
});

describe('a destination that asks to be left alone (Retry-After)', () => {
  const restOf = async (id: string) =>
    (
      await database.db
        .selectFrom('delivery')
        .select(sql<string>`extract(epoch FROM next_attempt_at - now())`.as('seconds'))
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).seconds;

  test('rests as a whole for so long, after its first word', async () => {
    const [id, other] = [await enqueue(), await enqueue()];
    expect(await fail(1, 90_000)).toBe(90_000);
    expect([await turn(id), await turn(other)]).toEqual(['resting', 'resting']);
    expect(Number(await restOf(other))).toBeGreaterThan(80);
  });

  test('rests an hour at most, whatever it asks for', async () => {
    expect(await fail(1, 86_400_000)).toBe(3_600_000);
  });

  test('still rests when it answers one that was under way', async () => {
    const id = await enqueue();
    await fail(1, 90_000);
    await answer();
    expect(await turn(id)).toBe('resting');
    expect(await jobsOf(id)).toBe(1);
  });

  test('is tried by one once that is over, and its answer wakes the others', async () => {
    const [first, second] = [await enqueue(), await enqueue()];
    await fail(1, 90_000);
    await answer();
    expect([await turn(first), await turn(second)]).toEqual(['resting', 'resting']);
    await passRest();
    expect([await turn(first), await turn(second)]).toEqual(['claimed', 'resting']);
    const before = await jobsOf(second);
    await answer();
    expect(await jobsOf(second)).toBe(before + 1);
    expect(await turn(second)).toBe('claimed');
  });

  test('wakes all that came while it rested, those that are overdue by now too', async () => {
    const all = [await enqueue(), await enqueue(), await enqueue()];
    await fail(1, 90_000);
    for (const id of all) expect(await turn(id)).toBe('resting');
    await answer();
    await passRest();
    await database.db
      .updateTable('delivery')
      .set({ next_attempt_at: sql`now() - interval '1 minute'` })
      .where('id', 'in', all)
      .execute();
    const before = await Promise.all(all.map(jobsOf));
    expect(await turn(all[0] ?? '')).toBe('claimed');
    await answer();
    expect(await Promise.all(all.slice(1).map(jobsOf))).toEqual(before.slice(1).map((count) => count + 1));
  });

  test('does not shorten what it asked for before', async () => {
    const id = await enqueue();
    await fail(1, 90_000);
    await fail(1, 1000);
    await turn(id);
    expect(Number(await restOf(id))).toBeGreaterThan(80);
  });
});
