import type { DiagnosticReport, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse, launch } from '#tests/support/clinician.ts';
import { untilState, whileNothingLeaves } from '#tests/support/hold-stage.ts';
import { expectNothingFiled, readFiled } from '#tests/support/read-destinations.ts';
import { sendOrderText } from '#tests/support/send-order-text.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';

const CASES = [
  'renamed',
  'merged',
  'moved',
  // As far from the first that both are of one sex.
  'survivor',
  'moved-unsent',
  'misfiled-unsent',
  'contradicted',
  'cancelled',
  'archive-away',
] as const;
type Case = (typeof CASES)[number];
const studyOf = (name: Case) => inventStudy(700 + CASES.indexOf(name));
const WAIT = { timeout: 40_000, interval: 200 };
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem(filmsOf(CASES.map(studyOf)));
});
afterAll(() => system.stop());

function patient(name: Case) {
  const found = system.hospital.patients.find(({ patientId }) => patientId === studyOf(name).patientId);
  if (!found) throw new Error(`no patient ${name}`);
  return found;
}

const analyseOf = async (name: Case) => analyse(await launch(system, patient(name).fhirId));
const rowOf = (id: string) =>
  system.db.selectFrom('analysis').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const versionsOf = (id: string) =>
  system.db
    .selectFrom('result')
    .select(['version', 'status', 'reason'])
    .where('analysis_id', '=', id)
    .orderBy('version')
    .execute();
const deliveriesOf = (id: string) =>
  system.db
    .selectFrom('delivery')
    .select(['destination', 'version', 'state', 'problem_code'])
    .where('analysis_id', '=', id)
    .orderBy('version')
    .orderBy('destination')
    .execute();

async function readPatientOf(name: Case): Promise<Patient> {
  return (await system.fhir(`Patient/${patient(name).fhirId}`)).body as Patient;
}
async function changePatient(name: Case, change: Partial<Patient>): Promise<void> {
  const body = { ...(await readPatientOf(name)), ...change };
  const { status } = await system.fhir(`Patient/${patient(name).fhirId}`, { method: 'PUT', body });
  expect(status).toBe(200);
}

let counter = 0;

/** What the hospital's own order names in PID-3 of this patient. */
async function orderOf(name: Case): Promise<string> {
  const { body } = await system.fhir(`ServiceRequest?subject=Patient/${patient(name).fhirId}`);
  const [entry] = (body as { entry: { resource: { id: string } }[] }).entry;
  const sent = await system.fault('orders', { serviceRequestId: entry?.resource.id });
  return (sent as { text: string }).text;
}
const numberIn = (order: string) => /\rPID\|[^|]*\|[^|]*\|([^|]*)/.exec(order)?.[1] ?? '';

/** The ADT feed tells that this patient changed, or that these two are one. */
async function sendChange(trigger: string, numbers: { now: string; prior?: string }): Promise<string> {
  counter += 1;
  const message = [
    `MSH|^~\\&|ADT|GH|SIGHTLINE|AI|20261126101112||ADT^${trigger}|ADT-${String(counter)}|T|2.5.1`,
    `EVN|${trigger}|20261126101112`,
    `PID|||${numbers.now}||Test^Nobody`,
    ...(numbers.prior === undefined ? [] : [`MRG|${numbers.prior}`]),
  ].join('\r');
  return sendOrderText(system.ordersPort, `${message}\r`);
}

describe('what changes after a result was filed', () => {
  test('a name that the ADT feed tells of (A08) is filed again under it, in the same report', async () => {
    const view = await analyseOf('renamed');
    const before = await readFiled(system, patient('renamed'));
    await changePatient('renamed', { name: [{ use: 'official', family: 'Newname', given: ['Anna'] }] });
    const ack = await sendChange('A08', { now: numberIn(await orderOf('renamed')) });
    expect(ack).toContain('MSA|AA');
    await expect.poll(() => versionsOf(view.id), WAIT).toHaveLength(2);
    await untilState(system.db, view.id, ['completed']);
    expect(await versionsOf(view.id)).toMatchObject([
      { version: 1, status: 'preliminary', reason: null },
      { version: 2, status: 'preliminary', reason: 'patient-updated' },
    ]);
    const after = await readFiled(system, patient('renamed'));
    expect(after.reports.map(({ id }) => id)).toEqual(before.reports.map(({ id }) => id));
    expect(after.observations).toHaveLength(before.observations.length);
    expect(after.messages).toHaveLength(2);
    expect(after.messages[1]?.text).toContain('Newname^Anna');
    expect(after.messages[1]?.text).toMatch(/changed the identifiers or personal data/);
    // The same again changes nothing, and files nothing.
    await sendChange('A31', { now: numberIn(await orderOf('renamed')) });
    await expect.poll(async () => (await rowOf(view.id)).rechecks, WAIT).toBeGreaterThanOrEqual(2);
    expect(await versionsOf(view.id)).toHaveLength(2);
  });

  test('a merge (A40) that the EHR confirms moves the result to the survivor, and leaves none behind', async () => {
    const view = await analyseOf('merged');
    const old = numberIn(await orderOf('merged'));
    const now = old.replace(studyOf('merged').patientId, studyOf('survivor').patientId);
    expect(now).not.toBe(old);
    await changePatient('merged', {
      active: false,
      link: [{ type: 'replaced-by', other: { reference: `Patient/${patient('survivor').fhirId}` } }],
    });
    expect(await sendChange('A40', { now, prior: old })).toContain('MSA|AA');
    await expect.poll(() => versionsOf(view.id), WAIT).toHaveLength(2);
    await untilState(system.db, view.id, ['completed']);
    expect((await versionsOf(view.id))[1]).toMatchObject({ status: 'preliminary', reason: 'patient-merged' });
    expect((await readFiled(system, patient('merged'))).reports).toEqual([]);
    const { reports, observations, messages } = await readFiled(system, patient('survivor'));
    expect(reports).toHaveLength(1);
    expect(observations.length).toBeGreaterThan(5);
    expect(messages.map(({ ack }) => ack)).toEqual(['AA']);
    expect(messages[0]?.text).toContain(`|${now.split('^')[0] ?? ''}^`);
    expect(await rowOf(view.id)).toMatchObject({ patient_id: patient('survivor').fhirId });
  });

  test('a study that moved to another patient in the archive is withdrawn wherever it was filed', async () => {
    const view = await analyseOf('moved');
    const { study_uid: uid } = await rowOf(view.id);
    system.archive.moved.set(uid, 'SOMEBODY-ELSE');
    await system.db
      .updateTable('analysis')
      .set({ recheck_at: new Date(0) })
      .where('id', '=', view.id)
      .execute();
    await expect.poll(() => versionsOf(view.id), WAIT).toHaveLength(2);
    await untilState(system.db, view.id, ['completed']);
    const filed = await readFiled(system, patient('moved'));
    expect(filed.reports.map(({ status }) => status)).toEqual(['entered-in-error']);
    expect(new Set(filed.observations.map(({ status }) => status))).toEqual(new Set(['entered-in-error']));
    expect(filed.messages).toHaveLength(2);
    const shown = await (await launch(system, patient('moved').fhirId)).view(view.id);
    expect(shown).toMatchObject({
      isWithdrawn: true,
      findings: [],
      presentFindings: [],
      reissued: { reason: 'study-moved', version: 2 },
    });
  });
});

describe('what changes before a result has left', () => {
  test('a study that moved in the archive stops every delivery, and nobody ever hears of it', async () => {
    const view = await whileNothingLeaves(system.db, async () => {
      const started = await launch(system, patient('moved-unsent').fhirId);
      const { analysisId = '' } = await started.press();
      await untilState(system.db, analysisId, ['delivering']);
      system.archive.moved.set((await rowOf(analysisId)).study_uid, 'SOMEBODY-ELSE');
      return { id: analysisId };
    });
    await expect.poll(() => versionsOf(view.id), WAIT).toHaveLength(2);
    expect((await versionsOf(view.id))[1]).toMatchObject({
      status: 'entered-in-error',
      reason: 'study-moved',
    });
    await expectNothingFiled(system, patient('moved-unsent'));
    expect((await deliveriesOf(view.id)).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
  });

  test('a study that the EHR has under another patient by now is not filed', async () => {
    const view = await whileNothingLeaves(system.db, async () => {
      const started = await launch(system, patient('misfiled-unsent').fhirId);
      const { analysisId = '' } = await started.press();
      await untilState(system.db, analysisId, ['delivering']);
      const { imagingStudyId } = (await rowOf(analysisId)).study as { imagingStudyId: string };
      await system.fault('misfile', { imagingStudyId, patientFhirId: patient('renamed').fhirId });
      return { id: analysisId };
    });
    await expect.poll(() => versionsOf(view.id), WAIT).toHaveLength(2);
    expect((await versionsOf(view.id))[1]).toMatchObject({
      status: 'entered-in-error',
      reason: 'study-moved',
    });
    await expectNothingFiled(system, patient('misfiled-unsent'));
  });

  test('a birth date that contradicts the films stops what has not left, and waits for a person', async () => {
    const view = await whileNothingLeaves(system.db, async () => {
      const started = await launch(system, patient('contradicted').fhirId);
      const { analysisId = '' } = await started.press();
      await untilState(system.db, analysisId, ['delivering']);
      await changePatient('contradicted', { birthDate: '1975-05-05' });
      return { id: analysisId };
    });
    await expect.poll(async () => (await rowOf(view.id)).recheck_problem, WAIT).toBe('patient-mismatch');
    // The first to be stopped has the result looked at again; the other is stopped a moment later.
    const stopped = async () => (await deliveriesOf(view.id)).map((row) => [row.state, row.problem_code]);
    await expect.poll(stopped, WAIT).toEqual([
      ['pending', 'patient-mismatch'],
      ['pending', 'patient-mismatch'],
    ]);
    await expectNothingFiled(system, patient('contradicted'));
  });

  test('an archive that is down for a moment keeps no fresh result back', async () => {
    const view = await whileNothingLeaves(system.db, async () => {
      const started = await launch(system, patient('archive-away').fhirId);
      const { analysisId = '' } = await started.press();
      await untilState(system.db, analysisId, ['delivering']);
      system.archive.studies.set((await rowOf(analysisId)).study_uid, 'down');
      return { id: analysisId };
    });
    await untilState(system.db, view.id, ['completed']);
    expect((await readFiled(system, patient('archive-away'))).reports).toHaveLength(1);
  });
});

test('an order that is cancelled after its result was filed is told in the next version, with the findings as they were', async () => {
  const order = await orderOf('cancelled');
  const rowOfOrder = () =>
    system.db
      .selectFrom('imaging_order')
      .select(['analysis_id', 'state'])
      .where(
        'patient_identifiers',
        '@>',
        JSON.stringify([{ value: studyOf('cancelled').patientId }]) as never,
      )
      .executeTakeFirst();
  await expect.poll(async () => (await rowOfOrder())?.state, WAIT).toBe('linked');
  const id = (await rowOfOrder())?.analysis_id ?? '';
  await untilState(system.db, id, ['completed']);
  const cancel = order.replace(/^((?:[^|]*\|){9})[^|]*/, '$1CANCEL-1').replace('\rORC|NW|', '\rORC|CA|');
  expect(await sendOrderText(system.ordersPort, cancel)).toContain('MSA|AA');
  await expect.poll(() => versionsOf(id), WAIT).toHaveLength(2);
  await untilState(system.db, id, ['completed']);
  expect((await versionsOf(id))[1]).toMatchObject({ status: 'preliminary', reason: 'order-cancelled' });
  const { reports, messages } = await readFiled(system, patient('cancelled'));
  expect(reports).toHaveLength(1);
  const { body } = await system.fhir(`DiagnosticReport/${reports[0]?.id ?? ''}`);
  expect((body as DiagnosticReport).text?.div).toContain('the order was cancelled');
  expect(messages).toHaveLength(2);
});
