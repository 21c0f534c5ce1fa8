import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { makeSyntheticFilm } from '#sandbox/films/write-synthetic-films.ts';
import { analyse, launch, openLaunch, untilEnded } from '#tests/support/clinician.ts';
import { expectFiledOnce } from '#tests/support/read-destinations.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { inventStudy, makeTestFilm } from '#tests/support/test-films.ts';
import { Browser } from '../../../commands/browse.ts';

const SHARED = '../shared/data/dicom/cxr';
const shared = existsSync(SHARED) ? readdirSync(SHARED).filter((name) => !name.endsWith('.md')) : [];
const BRUNO = demoStudies.find(({ patientId }) => patientId === 'SYN-0002');
const studies = [1, 2, 3, 4, 5].map(inventStudy);
let system: TestSystem;

beforeAll(async () => {
  if (!BRUNO) throw new Error('no such synthetic study');
  system = await startSystem({
    'bruno.dcm': makeSyntheticFilm(BRUNO, 256),
    ...Object.fromEntries(studies.map((study) => [`${study.patientId}.dcm`, makeTestFilm(study)])),
    ...Object.fromEntries(shared.map((name) => [`shared-${name}`, readFileSync(join(SHARED, name))])),
  });
});
afterAll(() => system.stop());

function patient(patientId: string) {
  const found = system.hospital.patients.find((each) => each.patientId === patientId);
  if (!found) throw new Error(`no patient ${patientId}`);
  return found;
}

describe('the main job from a launch', () => {
  test('leads to one preliminary report, one observation for each label and one accepted ORU, told as they stand', async () => {
    const bruno = patient('SYN-0002');
    const view = await analyse(await launch(system, bruno.fhirId));
    expect(view.state).toBe('completed');
    expect(view).not.toHaveProperty('sentToEngineOnly');
    expect(view.films.map(({ outcome }) => outcome)).toEqual(['analysed']);
    const { messages } = await expectFiledOnce(system, bruno, view.id);
    expect(messages[0]?.receipts).toBe(1);
    expect(view.deliveries.flatMap(({ references }) => references)).toContain(
      `${messages[0]?.controlId ?? ''} AA`,
    );
  });

  test('pressing Analyse again, or ten times at once, files once', async () => {
    const first = patient('TEST-0001');
    const started = await launch(system, first.fhirId);
    const key = (await started.chart()).studies[0]?.key;
    const presses = await Promise.all(Array.from({ length: 10 }, () => started.press(key)));
    const ids = new Set(presses.map(({ analysisId }) => analysisId));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await untilEnded(started, id);
    expect((await started.press(key)).analysisId).toBe(id);
    expect((await (await launch(system, first.fhirId)).press()).analysisId).toBe(id);
    await expectFiledOnce(system, first, id);
  });

  test('one Device stands for the model, however many results name it', async () => {
    const pair = [patient('TEST-0002'), patient('TEST-0003')];
    const views = await Promise.all(pair.map(async ({ fhirId }) => analyse(await launch(system, fhirId))));
    for (const [index, each] of pair.entries()) await expectFiledOnce(system, each, views[index]?.id ?? '');
    const { body } = await system.fhir('Device');
    expect((body as { entry: unknown[] }).entry).toHaveLength(1);
  });
});

describe('two launches in one browser', () => {
  test('stay two patients, each in its own path', async () => {
    const browser = new Browser();
    const a = await launch(system, patient('TEST-0004').fhirId, browser);
    const b = await launch(system, patient('TEST-0005').fhirId, browser);
    expect((await a.chart()).patient.identifier).toBe('TEST-0004');
    expect((await b.chart()).patient.identifier).toBe('TEST-0005');
    const view = await analyse(a);
    await expectFiledOnce(system, patient('TEST-0004'), view.id);
    for (const path of ['', '/events', '/films/0']) {
      const foreign = await browser.request(`${b.base}/analyses/${view.id}${path}`);
      expect(foreign.status, path).toBe(404);
    }
    const keyOfA = (await a.chart()).studies[0]?.key;
    expect(await b.press(keyOfA)).toMatchObject({ status: 404, code: 'study-not-found' });
  });

  test("one launch's address with another launch's cookie is refused", async () => {
    const a = await launch(system, patient('TEST-0004').fhirId);
    const b = await launch(system, patient('TEST-0005').fhirId);
    const mixed = openLaunch(system, a.id, b.browser);
    const answer = await b.browser.request(`${mixed.base}/studies`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'session-cookie-missing' });
    expect(await mixed.press('0'.repeat(24))).toMatchObject({ status: 401 });
  });

  test('a request that changes something without our own Origin is refused', async () => {
    const a = await launch(system, patient('TEST-0005').fhirId);
    const key = (await a.chart()).studies[0]?.key ?? '';
    const address = `${a.base}/analyses`;
    const cookie = a.browser.cookieFor(address);
    for (const origin of [undefined, 'null', system.hospital.ehrUrl]) {
      const response = await fetch(address, {
        method: 'POST',
        headers: { accept: 'application/json', cookie, ...(origin === undefined ? {} : { origin }) },
        body: new URLSearchParams({ study: key }),
      });
      expect(response.status, origin).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'cross-site-request' });
    }
    const count = await system.db
      .selectFrom('analysis')
      .select('id')
      .where('patient_id', '=', patient('TEST-0005').fhirId)
      .execute();
    expect(count).toEqual([]);
  });
});

describe('a request that is none of ours', () => {
  test.each([
    ['JSON', 'application/json', '{"study":1}'],
    ['a form without a boundary', 'multipart/form-data', 'study'],
    ['a form of 40 kilobytes', 'application/x-www-form-urlencoded', `study=${'x'.repeat(40_000)}`],
    ['another key', 'application/x-www-form-urlencoded', 'study=../../x'],
  ])('%s in place of the form is told as that, and as no fault of ours', async (_, type, body) => {
    const { base, browser } = await launch(system, patient('TEST-0005').fhirId);
    const headers = { accept: 'application/json', 'content-type': type };
    const answer = await browser.request(`${base}/analyses`, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'request-invalid' });
  });

  test('an address that cannot be decoded is a bad request', async () => {
    for (const path of ['/chart/%ff', '/%E0%A4%A', '/studies/%/x'])
      expect((await fetch(system.appUrl + path)).status, path).toBe(400);
  });
});

describe('the stream of events', () => {
  test('gives the end of an ended analysis at once, and closes', async () => {
    const a = await launch(system, patient('TEST-0005').fhirId);
    const view = await analyse(a);
    const startedAt = Date.now();
    const views = await a.follow(view.id);
    expect(views.at(-1)?.finishedAt).toBe(view.finishedAt);
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });
});

describe.skipIf(shared.length === 0)(
  `real films${shared.length === 0 ? ' (shared data absent)' : ''}`,
  () => {
    test('each patient ends with one result filed once, or with a named reason and none', async () => {
      for (const each of system.hospital.patients
        .filter(({ patientId }) => !/^(SYN|TEST)-/.test(patientId))
        .slice(0, 6)) {
        const started = await launch(system, each.fhirId);
        for (const study of (await started.chart()).studies) {
          const view = await analyse(started, study.key);
          if (view.state === 'completed') await expectFiledOnce(system, each, view.id);
          else
            expect(view).toMatchObject({
              state: 'refused',
              deliveries: [],
              problem: { code: /^(?!unexpected)/ },
            });
        }
      }
    });
  },
);
