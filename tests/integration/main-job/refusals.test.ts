import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AnalysisView } from '#lib/pipeline/views.ts';
import { analyse, launch } from '#tests/support/clinician.ts';
import { expectFiledOnce, expectNothingFiled, expectStopped } from '#tests/support/read-destinations.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { inventStudy, makeTestFilm, uidsOf } from '#tests/support/test-films.ts';

/** One invented patient for each case: what is filed for one never hides what is filed for another. */
const CASES = [
  'hip',
  'lateral',
  'for-processing',
  'truncated',
  'not-dicom',
  'blank',
  'empty',
  'down',
  'drop',
  'two-patients',
  'misfiled',
  'misfiled-to',
  'nameless',
  'other-study',
  'other-object',
  'endpoint',
  'endpoint-elsewhere',
  'no-endpoint',
  'child',
  'undated-child',
] as const;
type Case = (typeof CASES)[number];
const studyOf = (name: Case) => inventStudy(100 + CASES.indexOf(name));
const CHILD = { PatientBirthDate: '20150601', PatientAge: '' };
const HEADERS: Partial<Record<Case, Readonly<Record<string, unknown>>>> = {
  hip: { BodyPartExamined: 'HIP', StudyDescription: 'XR HIP' },
  lateral: { ViewPosition: 'LL', ViewCodeSequence: [] },
  'for-processing': { PresentationIntentType: 'FOR PROCESSING' },
  child: CHILD,
  'undated-child': CHILD,
};
let system: TestSystem;
let outages: Promise<AnalysisView[]>;

beforeAll(async () => {
  const films = CASES.map((name) => [`${name}.dcm`, makeTestFilm(studyOf(name), HEADERS[name])] as const);
  const intruder = makeTestFilm(studyOf('two-patients'), {
    PatientID: 'SOMEBODY-ELSE',
    SOPInstanceUID: '2.25.4711',
    InstanceNumber: '2',
  });
  system = await startSystem({ ...Object.fromEntries(films), 'intruder.dcm': intruder });
  // These two take their time: they run beside the others.
  system.archive.studies.set(uidsOf(studyOf('down')).studyInstanceUid, 'down');
  system.archive.studies.set(uidsOf(studyOf('drop')).studyInstanceUid, 'drop');
  outages = Promise.all([run('down'), run('drop')]);
});
afterAll(() => system.stop());
afterEach(() => {
  system.archive.tamper = undefined;
});

function patient(name: Case) {
  const id = studyOf(name).patientId;
  const found = system.hospital.patients.find(({ patientId }) => patientId === id);
  if (!found) throw new Error(`no patient ${id}`);
  return found;
}

async function run(name: Case): Promise<AnalysisView> {
  return analyse(await launch(system, patient(name).fhirId));
}

/** The archive answers the request for this case's film with other bytes. */
function serveInstead(name: Case, bytes: Uint8Array): void {
  const { sopInstanceUid } = uidsOf(studyOf(name));
  system.archive.tamper = (asked) => (asked === sopInstanceUid ? bytes : undefined);
}

/** The reason stands in the view and in a log line with the analysis's id; nothing left the house. */
function expectRefused(name: Case, view: AnalysisView, code: string, state?: 'failed'): Promise<void> {
  return expectStopped(system, patient(name), view, { code, state: state ?? 'refused' });
}

describe('a film that may not be analysed is refused by name, and nothing is filed', () => {
  test.each([
    ['hip', 'body-part-not-accepted'],
    ['lateral', 'view-not-accepted'],
    ['for-processing', 'not-for-presentation'],
    ['child', 'age-not-accepted'],
  ] as const)('its header says %s: %s', async (name, code) => {
    await expectRefused(name, await run(name), code);
  });

  test('the chart knows a child where the film names neither age nor birth nor day', async () => {
    const silent = { PatientBirthDate: '', PatientAge: '' };
    const undated = { StudyDate: '', SeriesDate: '', AcquisitionDate: '', ContentDate: '' };
    serveInstead('undated-child', makeTestFilm(studyOf('undated-child'), { ...silent, ...undated }));
    await expectRefused('undated-child', await run('undated-child'), 'age-not-accepted');
  });

  test('the archive serves a truncated file', async () => {
    const whole = makeTestFilm(studyOf('truncated'));
    serveInstead('truncated', whole.subarray(0, whole.length - 2000));
    const view = await run('truncated');
    await expectRefused('truncated', view, 'film-truncated');
  });

  test('the archive serves bytes that are not DICOM', async () => {
    serveInstead('not-dicom', Buffer.from('<html>please log in</html>'.repeat(20)));
    await expectRefused('not-dicom', await run('not-dicom'), 'film-not-dicom');
  });

  test('its pixels show nothing', async () => {
    serveInstead(
      'blank',
      makeTestFilm(studyOf('blank'), {}, () => 7),
    );
    await expectRefused('blank', await run('blank'), 'film-blank');
  });

  test('the study has no instances', async () => {
    system.archive.studies.set(uidsOf(studyOf('empty')).studyInstanceUid, 'empty');
    await expectRefused('empty', await run('empty'), 'study-without-images');
  });
});

describe('a study that is not surely of this patient is refused whole, and nothing is filed for anybody', () => {
  test("another patient's film lies within the study", async () => {
    await expectRefused('two-patients', await run('two-patients'), 'patient-mismatch');
  });

  test("the EHR files another patient's study under this one", async () => {
    const target = patient('misfiled-to');
    const { body } = await system.fhir(`ImagingStudy?subject=Patient/${patient('misfiled').fhirId}`);
    const imagingStudyId = (body as { entry: { resource: { id: string } }[] }).entry[0]?.resource.id;
    const started = await launch(system, target.fhirId);
    await system.fault('misfile', { imagingStudyId, patientFhirId: target.fhirId });
    const keys = (await started.chart()).studies.map(({ key }) => key);
    expect(keys).toHaveLength(2);
    const views = [];
    for (const key of keys) views.push(await analyse(started, key));
    expect(views.map(({ state }) => state).sort()).toEqual(['completed', 'refused']);
    const refused = views.find(({ state }) => state === 'refused');
    expect(refused).toMatchObject({ problem: { code: 'patient-mismatch' }, deliveries: [] });
    await expectNothingFiled(system, patient('misfiled'));
    // Their own study's result, and nothing else.
    await expectFiledOnce(system, target, views.find(({ state }) => state === 'completed')?.id ?? '');
  });

  test('the film names no patient', async () => {
    serveInstead('nameless', makeTestFilm(studyOf('nameless'), { PatientID: '' }));
    await expectRefused('nameless', await run('nameless'), 'patient-unverifiable');
  });

  test('the film belongs to another study of the same patient', async () => {
    serveInstead('other-study', makeTestFilm(studyOf('other-study'), { StudyInstanceUID: '2.25.815' }));
    await expectRefused('other-study', await run('other-study'), 'study-mismatch');
  });

  test('the film is another object than the one that was asked for', async () => {
    serveInstead('other-object', makeTestFilm(studyOf('other-object'), { SOPInstanceUID: '2.25.816' }));
    await expectRefused('other-object', await run('other-object'), 'study-mismatch');
  });
});

describe('an archive that cannot be reached', () => {
  test('a study without an Endpoint that the archive does not know either', async () => {
    await system.fault('endpoint', { present: false });
    system.archive.studies.set(uidsOf(studyOf('endpoint')).studyInstanceUid, 'empty');
    const view = await run('endpoint').finally(system.restoreEndpoint);
    await expectRefused('endpoint', view, 'study-not-found');
  });

  test('and one that the archive knows is found there, and analysed', async () => {
    await system.fault('endpoint', { present: false });
    const view = await run('no-endpoint').finally(system.restoreEndpoint);
    await expectFiledOnce(system, patient('no-endpoint'), view.id);
  });

  test('the Endpoint names an address that the site does not list', async () => {
    await system.fault('endpoint', { present: true });
    const view = await run('endpoint-elsewhere').finally(system.restoreEndpoint);
    await expectRefused('endpoint-elsewhere', view, 'endpoint-not-allowed');
  });

  test('an archive that is down, or breaks the connection, is told within a minute', async () => {
    const [down, drop] = await outages;
    if (!down || !drop) throw new Error('no analyses');
    await expectRefused('down', down, 'archive-busy', 'failed');
    await expectRefused('drop', drop, 'archive-unreachable', 'failed');
    for (const { startedAt, finishedAt = '' } of [down, drop])
      expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBeLessThan(60_000);
    // And once it is up again, pressing again is all it takes.
    system.archive.studies.clear();
    await expectFiledOnce(system, patient('down'), (await run('down')).id);
  });
});

test('no patient in a log line', () => {
  for (const { name, patientId, fhirId } of system.hospital.patients)
    for (const word of [name, patientId, fhirId]) expect(system.logs()).not.toContain(word);
});
