/** What an ADT feed tells reaches the orders that wait and the results that stand, once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatientChange } from '#lib/orders/patient-change.ts';
import { parseMessage, parseOrder } from '#lib/orders/parse-order.ts';
import { recordOrder } from '#lib/orders/record-order.ts';
import { recordPatientChange } from '#lib/orders/record-patient-change.ts';
import { keepResult } from '#lib/pipeline/keep-result.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { orderedResult } from '#tests/support/study-result-fixture.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { AUTHORITIES, orderText } from '#tests/unit/orders/order-messages.ts';
import { insertAnalysis } from '../outbox/analysis-fixture.ts';

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

const number = (value: string) => ({ system: 'urn:oid:1.2.3.4', value });

function mergeOf(prior: string, survivor: string, controlId: string = randomUUID()): PatientChange {
  const change = { patientIdentifiers: [number(survivor)], priorIdentifiers: [number(prior)] };
  return {
    control: 'patient-change',
    sendingApplication: 'ADT',
    controlId,
    trigger: 'A40',
    changes: [change],
  };
}
const record = (change: PatientChange, site = 'general') =>
  recordPatientChange(database.db, queue, site, change);

/** A filed result of whoever bears the number. */
async function fileResult(value: string, status: StudyResult['status'] = 'preliminary'): Promise<string> {
  const analysisId = await insertAnalysis(database.db);
  const patient = { ...orderedResult.patient, identifiers: [number(value)] };
  await keepResult(database.db, { ...orderedResult, analysisId, status, patient });
  return analysisId;
}
const rechecks = async (analysisId: string) =>
  (await queue.findJobs('recheck', { data: { analysisId } })).length;

/** An order that waits for its study, under this number. */
async function placeOrder(value: string): Promise<string> {
  const name = randomUUID();
  const text = orderText({ PID: `PID|||${value}^^^GHMRN` }).replaceAll(/(C|PLC|FIL|ACC)-1/g, `$1-${name}`);
  return (
    (await recordOrder(database.db, queue, 'general', parseOrder(parseMessage(text), AUTHORITIES))) ?? ''
  );
}
const numbersOf = async (orderId: string) =>
  (
    await database.db
      .selectFrom('imaging_order')
      .select('patient_identifiers')
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
  ).patient_identifiers;

describe('a merge', () => {
  test('has the results under both numbers looked at again, and no others', async () => {
    const [old, survivor, other] = [
      await fileResult('A-1'),
      await fileResult('A-2'),
      await fileResult('A-3'),
    ];
    await record(mergeOf('A-1', 'A-2'));
    expect(await Promise.all([old, survivor, other].map(rechecks))).toEqual([1, 1, 0]);
  });

  test('moves an order that waits under the number that was given up, and no other', async () => {
    const [waiting, other] = [await placeOrder('B-1'), await placeOrder('B-3')];
    await record(mergeOf('B-1', 'B-2'));
    expect(await numbersOf(waiting)).toEqual([number('B-2')]);
    expect(await numbersOf(other)).toEqual([number('B-3')]);
  });

  test('of another site’s numbers concerns nobody here', async () => {
    const [result, order] = [await fileResult('S-1'), await placeOrder('S-1')];
    await record(mergeOf('S-1', 'S-2'), 'lakeside');
    expect(await rechecks(result)).toBe(0);
    expect(await numbersOf(order)).toEqual([number('S-1')]);
  });

  test('does not wake a result that was taken back', async () => {
    const withdrawn = await fileResult('D-1', 'entered-in-error');
    await record(mergeOf('D-1', 'D-2'));
    expect(await rechecks(withdrawn)).toBe(0);
  });

  test('sent again, and several times at once, is kept and acted on once', async () => {
    const result = await fileResult('E-1');
    const merge = mergeOf('E-1', 'E-2');
    const told = await Promise.allSettled([record(merge), record(merge), record(merge)]);
    // Of those at the same moment, one that fails is answered so that the engine sends it again.
    expect(told.filter((each) => each.status === 'fulfilled' && each.value !== undefined)).toHaveLength(1);
    expect(await record(merge)).toBeUndefined();
    expect(await rechecks(result)).toBe(1);
  });

  test('under the control id of another one is refused, and changes nothing', async () => {
    const result = await fileResult('F-2');
    const first = mergeOf('F-0', 'F-1');
    await record(first);
    await expect(record(mergeOf('F-2', 'F-3', first.controlId))).rejects.toMatchObject({
      code: 'order-invalid',
    });
    expect(await rechecks(result)).toBe(0);
  });
});
