/** Attacks on patients' data and on the server itself, done at the running app. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAttackedApp, patientOf, type AttackedApp } from '#tests/support/attacked-app.ts';
import { launch, openLaunch } from '#tests/support/clinician.ts';
import { askRaw } from '#tests/support/ask-raw.ts';
import type { TestSystem } from '#tests/support/start-system.ts';

const FLOOD_BYTES = 64 * 1024 * 1024;

let app: AttackedApp;
let system: TestSystem;

beforeAll(async () => {
  app = await openAttackedApp(905);
  ({ system } = app);
});
afterAll(() => app.stop());

describe('another site’s or patient’s data', () => {
  test('a user of one site gets no analysis of another’s, though the patient’s id is the same', async () => {
    const open = await launch(system, patientOf(system, 0).fhirId);
    const { analysisId = '' } = await open.press();
    const row = await system.db
      .selectFrom('analysis')
      .selectAll()
      .where('id', '=', analysisId)
      .executeTakeFirstOrThrow();
    const id = randomUUID();
    await system.db
      .insertInto('analysis')
      .values({
        id,
        site: 'evil',
        origin: 'order',
        patient_id: row.patient_id,
        study_uid: row.study_uid,
        study: JSON.stringify(row.study),
        model_id: row.model_id,
        model_version: row.model_version,
        state: 'failed',
        problem_code: 'unexpected',
      })
      .execute();
    for (const path of ['', '/events', '/films/0']) {
      const answer = await open.browser.request(`${open.base}/analyses/${id}${path}`);
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'analysis-unknown' }]);
    }
    expect((await open.chart()).studies.map(({ analysis }) => analysis?.id)).not.toContain(id);
  });

  test('a patient-scoped session gets nothing of another patient, whatever it names', async () => {
    const [own, other] = [
      await launch(system, patientOf(system, 0).fhirId),
      await launch(system, patientOf(system, 1).fhirId),
    ];
    const key = (await other.chart()).studies[0]?.key ?? '';
    const { analysisId = '' } = await other.press(key);
    for (const path of ['', '/events', '/films/0'])
      expect((await own.browser.request(`${own.base}/analyses/${analysisId}${path}`)).status).toBe(404);
    expect(await own.press(key)).toMatchObject({ status: 404, code: 'study-not-found' });
    expect((await own.browser.open(`${system.appUrl}/studies/${own.id}/${key}`)).text).not.toContain(
      patientOf(system, 1).patientId,
    );
    const borrowed = openLaunch(system, other.id, own.browser);
    expect((await own.browser.request(`${borrowed.base}/studies`)).status).toBe(401);
  });

  test('guessing: neither a study’s UID nor another launch’s key opens it', async () => {
    const open = await launch(system, patientOf(system, 0).fhirId);
    const film = system.hospital.films.find(
      (each) => !('refused' in each) && each.patientFhirId === patientOf(system, 0).fhirId,
    );
    const uid = film !== undefined && !('refused' in film) ? film.studyInstanceUid : '';
    const again = await launch(system, patientOf(system, 0).fhirId);
    const ofAnotherLaunch = (await again.chart()).studies[0]?.key ?? '';
    for (const key of [uid, uid.replaceAll('.', '').slice(0, 24), ofAnotherLaunch, '0'.repeat(24), '../../x'])
      expect((await open.press(key)).status).toBeGreaterThanOrEqual(400);
    expect((await open.press(ofAnotherLaunch)).code).toBe('study-not-found');
  });
});

describe('oversized', () => {
  test('state, code, launch and error: refused, and the server goes on', async () => {
    const long = 'x'.repeat(12_000);
    for (const path of [`/launch/callback?state=${long}&code=c`, `/launch?iss=${long}&launch=l`])
      expect((await askRaw(system.appUrl + path, {})).headers['location']).toContain('/problem?');
    const query = new URLSearchParams({ iss: system.hospital.fhirUrl, launch: 'x'.repeat(5000) });
    expect((await askRaw(system.appUrl + `/launch?${query.toString()}`, {})).headers['location']).toContain(
      'launch-invalid',
    );
    expect((await askRaw(system.appUrl + `/launch?iss=${'x'.repeat(40_000)}`, {})).status).toBe(431);
    expect((await fetch(`${system.appUrl}/api/health`)).status).toBe(200);
  });

  test('cookies of eight kilobytes beside the launch’s own leave it open; those of forty are refused', async () => {
    const open = await launch(system, patientOf(system, 0).fhirId);
    const own = open.browser.cookieFor(system.appUrl);
    const withCookies = (bytes: number) =>
      askRaw(system.appUrl + `/api/launches/${open.id}/studies`, {
        cookie: `${own}; filler=${'y'.repeat(bytes)}`,
      });
    expect((await withCookies(8000)).status).toBe(200);
    expect((await withCookies(40_000)).status).toBe(431);
  });

  test.each([
    ['whose length nobody stated', {}, 411],
    ['of sixty-four megabytes', { 'content-length': String(FLOOD_BYTES) }, 413],
    ['of sixty kilobytes', { 'content-length': '60000' }, 400],
  ])('a body %s is answered before it has been read, whoever sends it', async (_, length, expected) => {
    const open = await launch(system, patientOf(system, 0).fhirId);
    for (const path of ['analyses', 'shown']) {
      const { status, sent } = await flood(`/api/launches/${open.id}/${path}`, {
        cookie: open.browser.cookieFor(system.appUrl),
        origin: system.appUrl,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...length,
      });
      expect([path, status]).toEqual([path, expected]);
      expect(sent).toBeLessThan(FLOOD_BYTES / 2);
    }
    expect((await open.chart()).patient.identifier).toBe(patientOf(system, 0).patientId);
  });
});

/** Sends and sends, up to the length that it states, until it is answered. */
function flood(
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; sent: number }> {
  const length = Number(headers['content-length'] ?? FLOOD_BYTES);
  return new Promise((resolve, reject) => {
    let sent = 0;
    let status: number | undefined;
    const flooding = httpRequest(new URL(path, system.appUrl), { method: 'POST', headers }, (response) => {
      clearInterval(timer);
      status = response.statusCode ?? 0;
      response.resume();
      resolve({ status, sent });
      flooding.destroy();
    });
    const timer = setInterval(() => {
      if (flooding.writableNeedDrain) return;
      const chunk = Buffer.alloc(Math.min(64 * 1024, length - sent), 'study=');
      if (chunk.length === 0) flooding.end();
      else flooding.write(chunk);
      sent += chunk.length;
    }, 1);
    flooding.on('error', (error) => {
      clearInterval(timer);
      // Cut off while it was still sending: the answer came before.
      if (status === undefined) reject(error);
    });
  });
}
