import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimDelivery, type ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { settleDelivery, type Settlement } from '#lib/outbox/settle-delivery.ts';
import type { DeliveryState } from '#lib/platform/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { insertAnalysis } from './analysis-fixture.ts';

let database: TestDatabase;
let queue: Queue;

beforeAll(async () => {
  database = await createTestDatabase();
  queue = await openQueue(database.url, createLog('test', 'silent'), 'work');
});
afterAll(async () => {
  await queue.stop({ graceful: false });
  await database.close();
});

/** One more version of the analysis's report to one destination; gives its delivery. */
async function enqueue(analysisId: string, version: number, identity = analysisId): Promise<string> {
  const document = { kind: 'fhir' as const, destination: 'ehr', identity, body: `{"v":${String(version)}}` };
  const analysis = { id: analysisId, site: 'general', version };
  await database.db
    .transaction()
    .execute((transaction) => enqueueDocuments(transaction, queue, analysis, [document]));
  const { id } = await database.db
    .selectFrom('delivery')
    .select('id')
    .where('analysis_id', '=', analysisId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return id;
}

async function claim(id: string): Promise<ClaimedDelivery> {
  const turn = await claimDelivery(database.db, id);
  if (turn.kind !== 'claimed') throw new Error(`not claimed: ${turn.kind}`);
  return turn.delivery;
}
const settle = (claimed: ClaimedDelivery, settlement: Settlement) =>
  database.db.transaction().execute((transaction) => settleDelivery(transaction, queue, claimed, settlement));
const stateOf = async (id: string): Promise<DeliveryState> =>
  (await database.db.selectFrom('delivery').select('state').where('id', '=', id).executeTakeFirstOrThrow())
    .state;
const jobsOf = async (id: string) => (await queue.findJobs('delivery', { data: { deliveryId: id } })).length;
const ARRIVED: Settlement = { state: 'acknowledged', references: ['DiagnosticReport/1'] };

test('an old version that has not left yet does not leave any more', async () => {
  const analysis = await insertAnalysis(database.db);
  const [first, second] = [await enqueue(analysis, 1), await enqueue(analysis, 2)];
  expect(await stateOf(first)).toBe('superseded');
  expect(await claimDelivery(database.db, first)).toEqual({ kind: 'nothing' });
  expect((await claim(second)).version).toBe(2);
});

test('a newer version waits while nobody knows whether the old one still arrives, and goes when that is known', async () => {
  const analysis = await insertAnalysis(database.db);
  const first = await enqueue(analysis, 1);
  const claimed = await claim(first);
  const second = await enqueue(analysis, 2);
  expect(await claimDelivery(database.db, second)).toEqual({ kind: 'behind' });
  const before = await jobsOf(second);
  await settle(claimed, ARRIVED);
  expect(await jobsOf(second)).toBe(before + 1);
  expect((await claim(second)).version).toBe(2);
});

test.each(['held', 'failed', 'dead'] as const)(
  'an old version that is %s keeps no newer one back, and is superseded by its arrival',
  async (state) => {
    const analysis = await insertAnalysis(database.db);
    const first = await enqueue(analysis, 1);
    await settle(await claim(first), { state, problem: 'p' });
    const second = await enqueue(analysis, 2);
    const claimed = await claim(second);
    expect(await stateOf(first)).toBe(state);
    await settle(claimed, ARRIVED);
    expect(await stateOf(first)).toBe('superseded');
  },
);

test('an old version never arrives after a newer one', async () => {
  const analysis = await insertAnalysis(database.db);
  const first = await enqueue(analysis, 1);
  await settle(await claim(first), { state: 'held', problem: 'p' });
  const second = await claim(await enqueue(analysis, 2));
  // A person sends the old one again at the moment in which the new one arrives.
  await settle(second, ARRIVED);
  await database.db.updateTable('delivery').set({ state: 'pending' }).where('id', '=', first).execute();
  expect(await claimDelivery(database.db, first)).toEqual({ kind: 'superseded', analysisId: analysis });
  expect(await stateOf(first)).toBe('superseded');
});

test('versions of one report share its identity, and each is written out once', async () => {
  const analysis = await insertAnalysis(database.db);
  await enqueue(analysis, 1);
  await enqueue(analysis, 2);
  await expect(enqueue(analysis, 2, randomUUID())).rejects.toMatchObject({ code: '23505' });
});

test('other studies and other destinations keep nobody back', async () => {
  const [one, other] = [await insertAnalysis(database.db), await insertAnalysis(database.db)];
  await claim(await enqueue(one, 1));
  expect((await claim(await enqueue(other, 2))).version).toBe(2);
});
