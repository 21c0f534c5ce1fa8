/** Who may read what a model is worth, and from where they get there. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse, launch, type Launch } from '#tests/support/clinician.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { inventStudy, makeTestFilm } from '#tests/support/test-films.ts';
import { Browser } from '../../../commands/browse.ts';

const { sha256 } = JSON.parse(readFileSync('inference/models/sightline-cxr/model.json', 'utf8')) as {
  sha256: string;
};
const studies = [1, 2].map(inventStudy);
const UNKNOWN = [
  'sightline-cxr/9.9.9',
  'other/0.2.0',
  '..%2F..%2Fetc/passwd',
  '%00/%00',
  'sightline-cxr/%25',
];
let system: TestSystem;
let first: Launch;
let second: Launch;

beforeAll(async () => {
  const films = studies.map((study) => [`${study.patientId}.dcm`, makeTestFilm(study)] as const);
  system = await startSystem(Object.fromEntries(films));
  const launches = studies.map(({ patientId }) => {
    const found = system.hospital.patients.find((each) => each.patientId === patientId);
    return launch(system, found?.fhirId ?? '');
  });
  [first, second] = (await Promise.all(launches)) as [Launch, Launch];
});
afterAll(() => system.stop());

const ask = (path: string, { browser } = first) => browser.open(system.appUrl + path);
const card = async (started = first) => (await started.chart()).model.cardUrl;
const picturesIn = (text: string) => [...text.matchAll(/<img src="([^"]+)"/g)].map(([, url = '']) => url);

describe('the model’s card', () => {
  test('is linked from the list of studies and from every result', async () => {
    const view = await analyse(first);
    const { studies: rows, model } = await first.chart();
    expect(view.madeBy).toEqual(model);
    for (const path of [`/chart/${first.id}`, `/studies/${first.id}/${rows[0]?.key ?? ''}`]) {
      const { status, text } = await ask(path);
      expect(status).toBe(200);
      expect(text).toContain(`href="${model.cardUrl}"`);
      expect(text).toContain('Research use; not cleared by any regulator');
    }
  });

  test('opens within the launch, with the figures, the package’s own words and its pictures', async () => {
    const { status, text } = await ask(await card());
    expect(status).toBe(200);
    for (const each of [
      'Research use; not cleared by any regulator',
      sha256,
      'Pleural effusion',
      'lang="en"',
    ])
      expect(text).toContain(each);
    const pictures = picturesIn(text);
    expect(pictures.length).toBeGreaterThan(0);
    for (const url of pictures) {
      const answer = await first.browser.request(system.appUrl + url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^image\//);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-disposition')).toBe('attachment');
    }
  });

  test('is refused to whoever has no session of that launch, and so are its pictures', async () => {
    const address = await card();
    const [picture = ''] = picturesIn((await ask(address)).text);
    for (const browser of [new Browser(), second.browser]) {
      const { text } = await ask(address, { ...first, browser });
      expect(text).not.toContain(sha256);
      expect((await browser.request(system.appUrl + picture)).status).toBe(401);
    }
  });

  test.each(UNKNOWN)('is not found for a model that made nothing of this patient: %s', async (model) => {
    expect((await ask(`/models/${first.id}/${model}`)).status).toBe(404);
  });

  test('has no other file of the package among its pictures', async () => {
    const base = `/api/launches${(await card()).replace('/models', '').replace(first.id, `${first.id}/models`)}`;
    for (const name of ['model.json', 'MODEL_CARD.md', 'model.onnx', '..%2Fmodel.json', '%2Fetc%2Fpasswd'])
      expect((await ask(`${base}/pictures/${name}`)).status, name).toBe(404);
  });
});

describe('a result of a version that is gone', () => {
  test('leads its own patient, and no other, to a page that says whose figures it shows', async () => {
    const { id } = await analyse(second);
    const gone = '0.0.1';
    await system.db.updateTable('analysis').set({ model_version: gone }).where('id', '=', id).execute();
    const { madeBy } = await second.view(id);
    expect(madeBy.version).toBe(gone);
    const [study] = (await second.chart()).studies;
    const page = await ask(`/studies/${second.id}/${study?.key ?? ''}`, second);
    expect(page.text).toContain(`href="${madeBy.cardUrl}"`);
    const { status, text } = await ask(madeBy.cardUrl, second);
    expect(status).toBe(200);
    expect(text).toContain(`version ${gone}, which is no longer installed here`);
    expect((await ask(`/models/${first.id}/${madeBy.id}/${gone}`)).status).toBe(404);
  });
});
