/** The pixels of a film on their way from the archive to the page: whose they are, and what becomes of them. */
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openParcel } from '#lib/viewing/film-parcel.ts';
import { analyse, launch, type Launch } from '#tests/support/clinician.ts';
import { untilState } from '#tests/support/hold-stage.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy, uidsOf } from '#tests/support/test-films.ts';

const studies = [961, 962, 963, 964, 965].map(inventStudy);
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem(filmsOf(studies));
});
afterAll(() => system.stop());

function patientOf(at: number): string {
  const found = system.hospital.patients.find(({ patientId }) => patientId === studies[at]?.patientId);
  return found?.fhirId ?? '';
}

/** Asked until there is an answer. */
async function valuesOf({ base, browser }: Launch, analysisId: string, film = '0'): Promise<Response> {
  for (;;) {
    const response = await browser.request(`${base}/analyses/${analysisId}/films/${film}/values`);
    if (response.status !== 202) return response;
    await new Promise((later) => setTimeout(later, 100));
  }
}

test('come whole, in the greys that the model saw, and are kept by no browser', async () => {
  const started = await launch(system, patientOf(0));
  const { id } = await analyse(started);
  const response = await valuesOf(started, id);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('content-type')).toBe('application/gzip');
  const parcel = Uint8Array.from(gunzipSync(await response.arrayBuffer()));
  const { values, greyscale, extent } = openParcel(parcel.buffer);
  expect(values).toHaveLength(greyscale.rows * greyscale.columns);
  expect(extent.high).toBeGreaterThan(extent.low);
  const seen = await system.db.selectFrom('audit_event').select('event').execute();
  expect(seen.some(({ event }) => event.includes(id) && event.includes('film'))).toBe(true);
});

test('are not another patient’s launch’s, nor of a film that there is not', async () => {
  const started = await launch(system, patientOf(0));
  const { analysisId = '' } = await started.press();
  const foreign = await launch(system, patientOf(1));
  expect((await valuesOf(foreign, analysisId)).status).toBe(404);
  for (const film of ['7', '-1', '0x0', '../0'])
    expect((await valuesOf(started, analysisId, film)).status, film).toBe(404);
});

test('of a result that was taken back are shown to nobody any more, nor is its preview', async () => {
  const started = await launch(system, patientOf(3));
  const { id } = await analyse(started);
  expect((await valuesOf(started, id)).status).toBe(200);
  await system.ops('results', 'withdraw', id);
  await untilState(system.db, id, ['completed']);
  expect((await valuesOf(started, id)).status).toBe(404);
  expect((await started.browser.request(`${started.base}/analyses/${id}/films/0`)).status).toBe(404);
});

test('that one login could not have are another’s all the same, and its problem is not told there', async () => {
  const started = await launch(system, patientOf(4));
  const { id } = await analyse(started);
  const problem = { analysis_id: id, film_index: 0, problem_code: 'token-expired' };
  await system.db
    .insertInto('film_values')
    .values({ ...problem, launch_session_id: 'another' })
    .execute();
  expect((await valuesOf(started, id)).status).toBe(200);
});

test('are refused where the archive has given the film to another patient since', async () => {
  const started = await launch(system, patientOf(1));
  const { id } = await analyse(started);
  const study = studies[1];
  if (study === undefined) throw new Error('no such study');
  system.archive.moved.set(uidsOf(study).studyInstanceUid, 'SOMEBODY-ELSE');
  const refused = await valuesOf(started, id);
  expect(refused.ok).toBe(false);
  expect(await refused.json()).toMatchObject({ code: expect.stringMatching(/^patient-/) as string });
});

test('wait for an archive that is away, and come once it is back', async () => {
  const started = await launch(system, patientOf(2));
  const { id } = await analyse(started);
  const study = studies[2];
  if (study === undefined) throw new Error('no such study');
  const { studyInstanceUid } = uidsOf(study);
  system.archive.studies.set(studyInstanceUid, 'down');
  const away = await valuesOf(started, id);
  expect(away.ok).toBe(false);
  expect(await away.json()).toMatchObject({ code: expect.stringMatching(/^archive-/) as string });
  system.archive.studies.delete(studyInstanceUid);
  await expect
    .poll(async () => (await valuesOf(started, id)).status, { timeout: 30_000, interval: 500 })
    .toBe(200);
}, 60_000);
