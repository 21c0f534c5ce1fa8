import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyse, launch, untilEnded } from '#tests/support/clinician.ts';
import { untilState } from '#tests/support/hold-stage.ts';
import {
  expectFiledOnce,
  expectNothingFiled,
  LOG_ARRIVES,
  readFiled,
} from '#tests/support/read-destinations.ts';
import { sendOrderText } from '#tests/support/send-order-text.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy, makeTestFilm } from '#tests/support/test-films.ts';

const [WATCHED, UNWATCHED, AFTER, BESIDE, UNKNOWN, AMBIGUOUS] = [201, 202, 203, 204, 205, 206].map(
  inventStudy,
);
let system: TestSystem;

beforeAll(async () => {
  const all = [WATCHED, UNWATCHED, AFTER, BESIDE, UNKNOWN, AMBIGUOUS].filter((study) => study !== undefined);
  // The same patient and accession number, another study.
  const twin =
    AMBIGUOUS && makeTestFilm(AMBIGUOUS, { StudyInstanceUID: '2.25.9001', SOPInstanceUID: '2.25.9002' });
  system = await startSystem({ ...filmsOf(all), ...(twin ? { 'twin.dcm': twin } : {}) });
});
afterAll(() => system.stop());

function patient(study: typeof WATCHED) {
  const found = system.hospital.patients.find(({ patientId }) => patientId === study?.patientId);
  if (!found) throw new Error('no such patient');
  return found;
}

/** The HL7 engine orders this patient's film: the message as it was sent, and its acknowledgement. */
async function sendOrder(study: typeof WATCHED): Promise<{ text: string; ack: string; controlId: string }> {
  const { body } = await system.fhir(`ServiceRequest?subject=Patient/${patient(study).fhirId}`);
  const [entry] = (body as { entry: { resource: { id: string } }[] }).entry;
  const sent = await system.fault('orders', { serviceRequestId: entry?.resource.id });
  return sent as { text: string; ack: string; controlId: string };
}

/** The order of this control id once it no longer waits. */
async function settledOrder(controlId: string) {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const row = await system.db
      .selectFrom('imaging_order')
      .selectAll()
      .where('control_id', '=', controlId)
      .executeTakeFirst();
    if (row && row.state !== 'waiting') return row;
    await delay(50);
  }
  throw new Error('the order still waits');
}

/** The order's text under a control id of its own, with some of its text replaced. */
function varied(
  text: string,
  controlId: string,
  replacements: readonly (readonly [string | RegExp, string])[],
): string {
  const fresh = text.replace(/^((?:[^|]*\|){9})[^|]*/, `$1${controlId}`);
  return replacements.reduce((each, [from, to]) => each.replaceAll(from, to), fresh);
}

async function orderToEnd(
  study: typeof WATCHED,
): Promise<{ text: string; controlId: string; analysisId: string }> {
  const { text, ack, controlId } = await sendOrder(study);
  expect(ack).toBe('AA');
  const order = await settledOrder(controlId);
  expect(order.state).toBe('linked');
  await untilState(system.db, order.analysis_id ?? '', ['completed']);
  return { text, controlId, analysisId: order.analysis_id ?? '' };
}

test('an order leads to the same results with nobody watching, under the numbers that the order gave', async () => {
  const { text, analysisId } = await orderToEnd(UNWATCHED);
  const { messages } = await expectFiledOnce(system, patient(UNWATCHED), analysisId);
  const placer = /\rORC\|NW\|([^|^]+)/.exec(text)?.[1] ?? 'none';
  expect(messages[0]?.text).toContain(placer);
  const sessions = await system.db.selectFrom('launch_session').select('id').execute();
  expect(sessions).toEqual([]);
});

test('the same message again, and the same order under another control id, file nothing more', async () => {
  const { text, controlId, analysisId } = await orderToEnd(WATCHED);
  const again = await Promise.all([1, 2, 3].map(() => sendOrderText(system.ordersPort, text)));
  for (const ack of again) expect(ack).toContain(`MSA|AA|${controlId}`);
  const ack = await sendOrderText(system.ordersPort, varied(text, 'ANOTHER-CONTROL-ID', []));
  expect(ack).toContain('MSA|AA|ANOTHER-CONTROL-ID');
  expect((await settledOrder('ANOTHER-CONTROL-ID')).analysis_id).toBe(analysisId);
  const rows = await system.db
    .selectFrom('imaging_order')
    .select('id')
    .where('control_id', '=', controlId)
    .execute();
  expect(rows).toHaveLength(1);
  await expectFiledOnce(system, patient(WATCHED), analysisId);
});

test('an order for a study that a clinician has had analysed files nothing more', async () => {
  const view = await analyse(await launch(system, patient(AFTER).fhirId));
  expect((await orderToEnd(AFTER)).analysisId).toBe(view.id);
  await expectFiledOnce(system, patient(AFTER), view.id);
});

test('an order and a clinician at the same moment file once', async () => {
  const started = await launch(system, patient(BESIDE).fhirId);
  const key = (await started.chart()).studies[0]?.key;
  const [order, pressed] = await Promise.all([orderToEnd(BESIDE), started.press(key)]);
  expect(pressed.analysisId).toBe(order.analysisId);
  await untilEnded(started, order.analysisId);
  await expectFiledOnce(system, patient(BESIDE), order.analysisId);
});

test.each([
  ['a patient whom the EHR does not know', 'patient-unverifiable', [['TEST-0205', 'NOBODY']]],
  [
    'a study that does not come',
    'order-without-study',
    [[/\rZDS\|[^\r]*/g, '\rZDS|2.25.404^Application^DICOM']],
  ],
] as const)('an order for %s is refused by name, and nothing is filed', async (_, code, replacements) => {
  const source = await readOrderText();
  await sendOrderText(system.ordersPort, varied(source, code, replacements));
  expect(await settledOrder(code)).toMatchObject({ state: 'refused', problem_code: code, analysis_id: null });
  await expect
    .poll(() => system.logs(), LOG_ARRIVES)
    .toMatch(new RegExp(`"event":"order-stopped".*"code":"${code}"`));
  await expectNothingFiled(system, patient(UNKNOWN));
});

test('an order that two studies claim is refused by name, and nothing is filed', async () => {
  const { body } = await system.fhir(`ServiceRequest?subject=Patient/${patient(AMBIGUOUS).fhirId}`);
  expect((body as { entry: unknown[] }).entry).toHaveLength(2);
  const accession = AMBIGUOUS?.accessionNumber ?? '';
  const text = varied(await readOrderText(), 'AMBIGUOUS', [
    [/\rZDS\|[^\r]*/g, ''],
    ['TEST-0205', 'TEST-0206'],
    [/TEST-A-205/g, accession],
  ]);
  await sendOrderText(system.ordersPort, text);
  expect(await settledOrder('AMBIGUOUS')).toMatchObject({ state: 'refused', problem_code: 'order-invalid' });
  expect(await readFiled(system, patient(AMBIGUOUS))).toEqual({
    reports: [],
    observations: [],
    documents: [],
    messages: [],
  });
});

let orderText: string | undefined;

/** An order of a patient whose film is never analysed: the engine's message, kept from ever being linked. */
async function readOrderText(): Promise<string> {
  if (orderText !== undefined) return orderText;
  const { text } = await orderToEnd(WATCHED);
  const { body } = await system.fhir(`ServiceRequest?subject=Patient/${patient(UNKNOWN).fhirId}`);
  expect(body).toMatchObject({ total: 1 });
  orderText = text.replaceAll('TEST-0201', 'TEST-0205').replaceAll('TEST-A-201', 'TEST-A-205');
  return orderText;
}
