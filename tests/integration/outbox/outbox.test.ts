import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimDelivery, type ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { enqueueDocuments, type OutgoingDocument } from '#lib/outbox/enqueue-documents.ts';
import { settleDelivery, type Settlement } from '#lib/outbox/settle-delivery.ts';
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

const oru = (identity: string): OutgoingDocument => ({
  kind: 'oru',
  destination: 'hl7v2',
  identity,
  body: 'MSH|…',
});
const enqueue = (analysisId: string, ...documents: OutgoingDocument[]): Promise<void> =>
  database.db
    .transaction()
    .execute((transaction) =>
      enqueueDocuments(transaction, queue, { id: analysisId, site: 'general', version: 1 }, documents),
    );
const ledger = (analysisId: string) =>
  database.db
    .selectFrom('delivery')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .orderBy('kind', 'desc')
    .execute();

async function enqueueOne(): Promise<string> {
  const analysisId = await insertAnalysis(database.db);
  await enqueue(analysisId, oru(randomUUID()));
  const [row] = await ledger(analysisId);
  return row?.id ?? '';
}
const row = (id: string) =>
  database.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
async function claim(id: string): Promise<ClaimedDelivery> {
  const turn = await claimDelivery(database.db, id);
  if (turn.kind !== 'claimed') throw new Error(`nothing to claim: ${turn.kind}`);
  return turn.delivery;
}
const settle = (claimed: ClaimedDelivery, settlement: Settlement): Promise<boolean> =>
  database.db.transaction().execute((transaction) => settleDelivery(transaction, queue, claimed, settlement));
const ACKNOWLEDGED: Settlement = { state: 'acknowledged', references: ['C-1 AA'] };

describe('enqueueing', () => {
  test('writes document, ledger row and job together', async () => {
    const analysisId = await insertAnalysis(database.db);
    await enqueue(analysisId, oru('id-1'), {
      kind: 'fhir',
      destination: 'ehr',
      identity: 'id-1',
      body: '{}',
    });
    const rows = await ledger(analysisId);
    expect(rows.map(({ kind, state, attempts }) => ({ kind, state, attempts }))).toEqual([
      { kind: 'oru', state: 'pending', attempts: 0 },
      { kind: 'fhir', state: 'pending', attempts: 0 },
    ]);
    for (const { id } of rows)
      expect(await queue.findJobs('delivery', { data: { deliveryId: id } })).toHaveLength(1);
  });

  test('a second row for the same destination and identity is refused, with everything beside it', async () => {
    const [first, second] = [await insertAnalysis(database.db), await insertAnalysis(database.db)];
    const identity = randomUUID();
    await enqueue(first, oru(identity));
    const documents = [{ ...oru('x'), destination: 'other', kind: 'fhir' as const }, oru(identity)];
    await expect(enqueue(second, ...documents)).rejects.toMatchObject({ code: '23505' });
    expect(await ledger(second)).toEqual([]);
    const left = await database.db
      .selectFrom('document')
      .selectAll()
      .where('analysis_id', '=', second)
      .execute();
    expect(left).toEqual([]);
  });

  test('the same result is not written out twice', async () => {
    const analysisId = await insertAnalysis(database.db);
    await enqueue(analysisId, oru(randomUUID()));
    await expect(enqueue(analysisId, oru(randomUUID()))).rejects.toMatchObject({ code: '23505' });
    expect(await ledger(analysisId)).toHaveLength(1);
  });
});

describe('claiming', () => {
  test('stands in the ledger before anything is sent', async () => {
    const id = await enqueueOne();
    expect(await claim(id)).toMatchObject({
      id,
      attempts: 1,
      mayHaveArrived: false,
      body: 'MSH|…',
      kind: 'oru',
    });
    expect(await row(id)).toMatchObject({ state: 'sending', attempts: 1 });
  });

  test('of two workers at the same moment only one believes that nothing has left yet', async () => {
    const id = await enqueueOne();
    const claims = await Promise.all(Array.from({ length: 4 }, () => claim(id)));
    expect(claims.filter(({ mayHaveArrived }) => !mayHaveArrived)).toHaveLength(1);
    expect(claims.map(({ attempts }) => attempts).sort()).toEqual([1, 2, 3, 4]);
  });

  test('what a dead worker was sending comes back as what may have arrived', async () => {
    const id = await enqueueOne();
    await claim(id);
    expect(await claim(id)).toMatchObject({ attempts: 2, mayHaveArrived: true });
  });

  test.each([
    ['pending', false],
    ['ambiguous', true],
  ] as const)('after an attempt settled as %s, may it have arrived: %s', async (state, mayHaveArrived) => {
    const id = await enqueueOne();
    await settle(await claim(id), { state, problem: 'p', retryInMs: 0 });
    expect(await claim(id)).toMatchObject({ mayHaveArrived });
  });

  test.each<Settlement>([ACKNOWLEDGED, { state: 'held', problem: 'p' }, { state: 'failed', problem: 'p' }])(
    'finds nothing to send once it is $state',
    async (settlement) => {
      const id = await enqueueOne();
      await settle(await claim(id), settlement);
      expect(await claimDelivery(database.db, id)).toEqual({ kind: 'nothing' });
      expect(await row(id)).toMatchObject({ attempts: 1 });
    },
  );

  test('finds nothing where there is no such delivery', async () => {
    expect(await claimDelivery(database.db, randomUUID())).toEqual({ kind: 'nothing' });
  });
});

describe('settling', () => {
  test('an acknowledgement is kept with where it arrived, and when', async () => {
    const id = await enqueueOne();
    expect(await settle(await claim(id), ACKNOWLEDGED)).toBe(true);
    expect(await row(id)).toMatchObject({
      state: 'acknowledged',
      references: ['C-1 AA'],
      problem_code: null,
      acknowledged_at: expect.any(Date) as unknown,
    });
  });

  test('clears the problem of an earlier attempt', async () => {
    const id = await enqueueOne();
    await settle(await claim(id), {
      state: 'pending',
      problem: 'delivery-unreachable',
      retryInMs: 0,
    });
    expect(await row(id)).toMatchObject({ problem_code: 'delivery-unreachable', acknowledged_at: null });
    await settle(await claim(id), ACKNOWLEDGED);
    expect(await row(id)).toMatchObject({ problem_code: null });
  });

  test.each<Settlement>([
    ACKNOWLEDGED,
    { state: 'pending', problem: 'late', retryInMs: 0 },
    { state: 'ambiguous', problem: 'late', retryInMs: 0 },
    { state: 'held', problem: 'late' },
    { state: 'failed', problem: 'late' },
  ])('$state, said late by a worker thought dead, changes nothing', async (late: Settlement) => {
    const id = await enqueueOne();
    const first = await claim(id);
    const second = await claim(id);
    const before = await row(id);
    expect(await settle(first, late)).toBe(false);
    expect(await row(id)).toEqual(before);
    expect(await settle(second, { state: 'held', problem: 'own' })).toBe(true);
    expect(await settle(first, late)).toBe(false);
    expect(await row(id)).toMatchObject({ state: 'held', problem_code: 'own' });
  });

  test('is said once: an attempt does not settle twice', async () => {
    const id = await enqueueOne();
    const claimed = await claim(id);
    expect(await settle(claimed, ACKNOWLEDGED)).toBe(true);
    expect(await settle(claimed, { state: 'failed', problem: 'p' })).toBe(false);
    expect(await row(id)).toMatchObject({ state: 'acknowledged' });
  });
});
