import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimDelivery } from '#lib/outbox/claim-delivery.ts';
import { DROPPED, type Decision } from '#lib/outbox/decide-delivery.ts';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { listDeliveries } from '#lib/outbox/list-deliveries.ts';
import { settleByHand } from '#lib/pipeline/settle-by-hand.ts';
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

async function deliveryIn(state: DeliveryState): Promise<{ id: string; analysis: string }> {
  const analysis = await insertAnalysis(database.db);
  const document = { kind: 'oru' as const, destination: 'hl7-engine', identity: analysis, body: 'MSH|' };
  await database.db
    .transaction()
    .execute((transaction) =>
      enqueueDocuments(transaction, queue, { id: analysis, site: 'general', version: 1 }, [document]),
    );
  const { id } = await database.db
    .updateTable('delivery')
    .set({ state, attempts: 1, problem_code: 'delivery-ambiguous' })
    .where('analysis_id', '=', analysis)
    .returning('id')
    .executeTakeFirstOrThrow();
  await queue.deleteAllJobs('delivery');
  return { id, analysis };
}
const row = (id: string) =>
  database.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const analysisState = async (id: string) =>
  (await database.db.selectFrom('analysis').select('state').where('id', '=', id).executeTakeFirstOrThrow())
    .state;
const decide = (id: string, decision: Decision) =>
  settleByHand({ db: database.db, queue }, id, decision, 'operator tester');
const jobsOf = async (id: string) => (await queue.findJobs('delivery', { data: { deliveryId: id } })).length;
const ARRIVED: Decision = { verb: 'arrived', reference: 'seen in the RIS' };

test.each<[Decision['verb'], DeliveryState, DeliveryState]>([
  ['retry', 'held', 'ambiguous'],
  ['retry', 'failed', 'pending'],
  ['retry', 'dead', 'pending'],
  ['not-arrived', 'held', 'pending'],
  ['not-arrived', 'ambiguous', 'pending'],
])('%s of one that is %s makes it %s, with a job of its own', async (verb, before, after) => {
  const { id } = await deliveryIn(before);
  expect(await decide(id, { verb } as Decision)).toEqual({ before, after });
  expect(await row(id)).toMatchObject({ state: after });
  expect(await jobsOf(id)).toBe(1);
});

test('what was held is looked up before it is sent again, but for what a person says is not there', async () => {
  const [held, absent] = [await deliveryIn('held'), await deliveryIn('held')];
  await decide(held.id, { verb: 'retry' });
  await decide(absent.id, { verb: 'not-arrived' });
  expect(await claimDelivery(database.db, held.id)).toMatchObject({ delivery: { mayHaveArrived: true } });
  expect(await claimDelivery(database.db, absent.id)).toMatchObject({ delivery: { mayHaveArrived: false } });
});

test('what a person has seen there is acknowledged, under what they call it, and the analysis is done', async () => {
  const { id, analysis } = await deliveryIn('held');
  await decide(id, ARRIVED);
  expect(await row(id)).toMatchObject({
    state: 'acknowledged',
    references: ['seen in the RIS'],
    problem_code: null,
  });
  expect(await analysisState(analysis)).toBe('completed');
  expect(await jobsOf(id)).toBe(0);
});

test('what is dropped is never sent, and its analysis never counts as delivered', async () => {
  const { id, analysis } = await deliveryIn('failed');
  await decide(id, { verb: 'drop' });
  expect(await row(id)).toMatchObject({ state: 'dead', problem_code: DROPPED });
  expect(await analysisState(analysis)).toBe('undelivered');
  expect(await claimDelivery(database.db, id)).toEqual({ kind: 'nothing' });
});

test.each<[Decision, DeliveryState]>([
  [{ verb: 'retry' }, 'sending'],
  [{ verb: 'drop' }, 'sending'],
  [ARRIVED, 'sending'],
  [{ verb: 'retry' }, 'acknowledged'],
  [{ verb: 'drop' }, 'acknowledged'],
  [{ verb: 'not-arrived' }, 'acknowledged'],
  [{ verb: 'not-arrived' }, 'superseded'],
  [ARRIVED, 'pending'],
])('%o is refused of one that is %s: it would be a lie by now', async (decision, state) => {
  const { id } = await deliveryIn(state);
  await expect(decide(id, decision)).rejects.toMatchObject({ code: 'delivery-not-decidable' });
  expect(await row(id)).toMatchObject({ state });
  expect(await jobsOf(id)).toBe(0);
});

test('a delivery that is not in the ledger is none', async () => {
  await expect(decide(randomUUID(), { verb: 'retry' })).rejects.toMatchObject({ code: 'delivery-unknown' });
});

test('the list has what is open, the oldest first, and nothing that names a patient', async () => {
  const [first, second, ended] = [
    await deliveryIn('held'),
    await deliveryIn('pending'),
    await deliveryIn('acknowledged'),
  ];
  const listed = await listDeliveries(database.db);
  const ids = listed.map(({ id }) => id);
  expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id));
  expect(ids).not.toContain(ended.id);
  expect(Object.keys(listed[0] ?? {})).not.toEqual(
    expect.arrayContaining(['body', 'patient_id', 'problemText']),
  );
  expect((await listDeliveries(database.db, { site: 'nowhere' })).length).toBe(0);
});
