/** Results that go into the archive too, beside the films that they were made of. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TokenSource } from '#lib/launch/authorized-fetch.ts';
import { backendTokenSource } from '#lib/launch/backend-token.ts';
import { analyse, launch } from '#tests/support/clinician.ts';
import { untilState } from '#tests/support/hold-stage.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { inventStudy, makeTestFilm, uidsOf } from '#tests/support/test-films.ts';

const ENCAPSULATED_PDF = '1.2.840.10008.5.1.4.1.1.104.1';
const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';
const studies = [901, 902, 903, 904, 905].map(inventStudy);
let system: TestSystem;
let tokens: TokenSource;

beforeAll(async () => {
  system = await startSystem(
    Object.fromEntries(studies.map((study) => [`${study.patientId}.dcm`, makeTestFilm(study)])),
    {
      adjust: (site) => {
        const [archive] = site.dicomweb;
        if (!archive || !site.fhir.backend) throw new Error('the demo site has changed');
        const backend = { ...site.fhir.backend, scopes: 'system/*.cruds' };
        tokens = backendTokenSource({ ...site, id: 'archive-reader', fhir: { ...site.fhir, backend } });
        const pacs = { to: 'archive' as const, when: 'always' as const, name: 'pacs', root: archive.root };
        return { ...site, results: { routes: [{ to: 'ehr', when: 'always', resources: {} }, pacs] } };
      },
    },
  );
});
afterAll(() => system.stop());

type Row = Readonly<Record<string, { readonly Value?: readonly unknown[] }>>;

/** What the archive itself lists of the study, asked past our proxy. */
async function objectsOf(
  study: (typeof studies)[number],
): Promise<{ kind: unknown; patient: unknown; uid: unknown }[]> {
  const { studyInstanceUid } = uidsOf(study);
  const response = await fetch(`${system.hospital.archiveUrl}/studies/${studyInstanceUid}/instances`, {
    headers: { accept: 'application/dicom+json', authorization: `Bearer ${await tokens()}` },
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as Row[]).map((row) => ({
    kind: row['00080016']?.Value?.[0],
    patient: row['00100020']?.Value?.[0],
    uid: row['00080018']?.Value?.[0],
  }));
}

async function analysed(study: (typeof studies)[number]): Promise<{ id: string; state: string }> {
  const patient = system.hospital.patients.find(({ patientId }) => patientId === study.patientId);
  const started = await launch(system, patient?.fhirId ?? '');
  return analyse(started);
}

const toPacs = (analysisId: string) =>
  system.db
    .selectFrom('delivery')
    .select(['version', 'state', 'problem_code', 'references', 'attempts'])
    .where('analysis_id', '=', analysisId)
    .where('destination', '=', 'pacs')
    .orderBy('version')
    .execute();

test('a report becomes an object of its films’ study; taken back, it is rejected there', async () => {
  const [study] = studies as [(typeof studies)[number]];
  const { id, state } = await analysed(study);
  expect(state).toBe('completed');
  const [first] = await toPacs(id);
  const report = { kind: ENCAPSULATED_PDF, patient: study.patientId, uid: first?.references[0] };
  expect(await objectsOf(study)).toContainEqual(report);
  expect(await objectsOf(study)).toHaveLength(2);

  expect(await system.ops('results', 'withdraw', id)).toContain('withdrawn');
  await untilState(system.db, id, ['completed']);
  const [, second] = await toPacs(id);
  expect(second).toMatchObject({ version: 2, state: 'acknowledged' });
  const rejection = { kind: KEY_OBJECT_SELECTION, patient: study.patientId, uid: second?.references[0] };
  expect(await objectsOf(study)).toContainEqual(rejection);
  expect(await objectsOf(study)).toHaveLength(3);
});

test('an answer that is lost leaves one object there, found again and not stored twice', async () => {
  const [, study] = studies as [unknown, (typeof studies)[number]];
  system.archive.losing = 1;
  const { id, state } = await analysed(study);
  expect(state).toBe('completed');
  expect(await toPacs(id)).toMatchObject([{ state: 'acknowledged', attempts: 2 }]);
  expect(await objectsOf(study)).toHaveLength(2);
});

test('what the archive took is taken back, though its list does not show it yet', async () => {
  const [, , , study] = studies as [unknown, unknown, unknown, (typeof studies)[number]];
  const { id } = await analysed(study);
  const { studyInstanceUid } = uidsOf(study);
  system.archive.unlisted.add(studyInstanceUid);
  await system.ops('results', 'withdraw', id);
  await untilState(system.db, id, ['completed']);
  const [first, second] = await toPacs(id);
  expect(second).toMatchObject({ version: 2, state: 'acknowledged' });
  const rejection = { kind: KEY_OBJECT_SELECTION, patient: study.patientId, uid: second?.references[0] };
  expect(await objectsOf(study)).toContainEqual(rejection);
  expect(first?.references).toHaveLength(1);
});

test('an object that never arrived is sent again, though the archive lists others in its place', async () => {
  const [, , , , study] = studies as [unknown, unknown, unknown, unknown, (typeof studies)[number]];
  system.archive.ignoresKeys = true;
  system.archive.swallowing = 1;
  const { id } = await analysed(study);
  const [first] = await toPacs(id);
  expect(first).toMatchObject({ state: 'acknowledged', attempts: 2 });
  const report = { kind: ENCAPSULATED_PDF, patient: study.patientId, uid: first?.references[0] };
  expect(await objectsOf(study)).toContainEqual(report);
});

test('a film that names another patient than its archive’s list does gets no report beside it', async () => {
  const [, , study] = studies as [unknown, unknown, (typeof studies)[number]];
  system.archive.relabelled.set(uidsOf(study).studyInstanceUid, 'SOMEBODY-ELSE');
  const patient = system.hospital.patients.find(({ patientId }) => patientId === study.patientId);
  const started = await launch(system, patient?.fhirId ?? '');
  const { analysisId = '' } = await started.press();
  await expect
    .poll(() => toPacs(analysisId), { timeout: 40_000, interval: 200 })
    .toMatchObject([{ state: 'pending', problem_code: 'patient-mismatch' }]);
  expect(await objectsOf(study)).toHaveLength(1);
});
