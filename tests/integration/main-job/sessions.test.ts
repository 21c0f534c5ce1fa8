import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChartView } from '#lib/pipeline/views.ts';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { launch, openLaunch } from '#tests/support/clinician.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { Browser } from '../../../commands/browse.ts';

const PATIENTS = 20;
const LAUNCHES = 200;
/** Windows of one browser that are used at the same time. */
const FRAMES = 8;

let system: TestSystem;

beforeAll(async () => {
  system = await startSystem(
    filmsOf(Array.from({ length: PATIENTS }, (_, number) => inventStudy(number + 1))),
  );
});
afterAll(() => system.stop());

const patients = () => system.hospital.patients.filter(({ patientId }) => patientId.startsWith('TEST-'));

async function logIn(browser: Browser): Promise<void> {
  const { user, password } = CLINICIAN;
  await browser.open(`${system.hospital.ehrUrl}/login`, { user, password, next: '/patients' });
}

async function launchId(browser: Browser, fhirId: string): Promise<string> {
  const { url } = await browser.open(`${system.hospital.ehrUrl}/sandbox/launch?patient=${fhirId}`);
  return /\/chart\/([0-9a-f]{32})$/.exec(url)?.[1] ?? url;
}

/** What a window of this launch shows of whom: a medical record number, or the code of what it says instead. */
async function shownBy(browser: Browser, id: string): Promise<string> {
  const answer = await browser.request(`${system.appUrl}/api/launches/${id}/studies`);
  const body = (await answer.json()) as Partial<ChartView> & { code?: string };
  return body.patient?.identifier ?? body.code ?? '';
}

describe('launches in one browser', () => {
  test('200 of 20 patients, interleaved in eight frames, never show another patient than their own', async () => {
    const browser = new Browser();
    await logIn(browser);
    const crossed: string[] = [];
    let shown = 0;
    const useFrame = async (frame: number): Promise<void> => {
      for (let round = 0; round < LAUNCHES / FRAMES; round += 1) {
        const patient = patients()[(frame * 7 + round * 3) % PATIENTS];
        if (patient === undefined) throw new Error('no such patient');
        const id = await launchId(browser, patient.fhirId);
        // Twice, with other frames' launches in between.
        for (const seen of [await shownBy(browser, id), await shownBy(browser, id)]) {
          if (seen !== patient.patientId) crossed.push(`${patient.patientId} showed ${seen}`);
          else shown += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: FRAMES }, (_, frame) => useFrame(frame)));
    expect(crossed).toEqual([]);
    expect(shown).toBe(2 * LAUNCHES);
  }, 240_000);

  test('are bounded: the oldest end, and their cookies go', async () => {
    const browser = new Browser();
    await logIn(browser);
    const [patient] = patients();
    const ids: string[] = [];
    for (let count = 0; count < 45; count += 1) ids.push(await launchId(browser, patient?.fhirId ?? ''));
    const kept = browser
      .cookieFor(system.appUrl)
      .split('; ')
      .filter((pair) => pair.startsWith('__Host-'));
    expect(kept).toHaveLength(40);
    expect(await shownBy(browser, ids.at(-1) ?? '')).toBe(patient?.patientId);
    const { state } = await system.db
      .selectFrom('launch_session')
      .select('state')
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirstOrThrow();
    expect(state).toBe('ended');
  }, 240_000);

  test('a frame that opens another patient ends what it showed, and leaves other frames alone', async () => {
    const browser = new Browser();
    await logIn(browser);
    const [first, second, third] = patients();
    const replaced = await launchId(browser, first?.fhirId ?? '');
    const beside = await launchId(browser, second?.fhirId ?? '');
    const newest = await launchId(browser, third?.fhirId ?? '');
    const told = await browser.request(`${system.appUrl}/api/launches/${newest}/shown`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ shown: [newest, beside] }),
    });
    expect(await told.json()).toEqual({ ended: [replaced] });
    expect(await shownBy(browser, replaced)).toBe('session-superseded');
    expect(await shownBy(browser, beside)).toBe(second?.patientId);
    expect(await shownBy(browser, newest)).toBe(third?.patientId);
  });

  test('an older launch can’t end a newer one, nor another browser’s', async () => {
    const [own, other] = [new Browser(), new Browser()];
    await Promise.all([logIn(own), logIn(other)]);
    const [first, second] = patients();
    const foreign = await launchId(other, first?.fhirId ?? '');
    const older = await launchId(own, first?.fhirId ?? '');
    const newer = await launchId(own, second?.fhirId ?? '');
    const answer = await own.request(`${system.appUrl}/api/launches/${older}/shown`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: `__Host-sightline-${foreign}=guessed`,
      },
      body: JSON.stringify({ shown: [] }),
    });
    expect(await answer.json()).toEqual({ ended: [] });
    expect(await shownBy(own, newer)).toBe(second?.patientId);
    expect(await shownBy(other, foreign)).toBe(first?.patientId);
  });
});

describe('logging out', () => {
  test('shows nothing any more, and leaves no token', async () => {
    const [patient] = patients();
    const open = await launch(system, patient?.fhirId ?? '');
    const cookie = open.browser.cookieFor(system.appUrl);
    const { url, text } = await open.browser.open(`${open.base}/end`, {});
    expect(new URL(url).pathname).toBe('/ended');
    expect(text).not.toContain(patient?.patientId);
    const thief = await fetch(`${open.base}/studies`, { headers: { cookie } });
    expect(await thief.json()).toMatchObject({ code: 'session-ended' });
    const { vault } = await system.db
      .selectFrom('launch_session')
      .select('vault')
      .where('id', '=', open.id)
      .executeTakeFirstOrThrow();
    expect(vault).toBeNull();
  });

  test('ends a stream of events that another window of the launch holds open', async () => {
    const [, , patient] = patients();
    const open = await launch(system, patient?.fhirId ?? '');
    const uid = system.hospital.films.flatMap((film) =>
      !('refused' in film) && film.patientFhirId === patient?.fhirId ? [film.studyInstanceUid] : [],
    );
    // The archive is away for a while: the analysis goes on, and the stream stays open.
    system.archive.studies.set(uid[0] ?? '', 'down');
    const { analysisId = '' } = await open.press();
    const stream = await open.browser.request(`${open.base}/analyses/${analysisId}/events`);
    const reader = stream.body?.getReader();
    await reader?.read();
    await open.browser.open(`${open.base}/end`, {});
    for (let last = await reader?.read(); last?.done === false; last = await reader?.read()) continue;
    system.archive.studies.clear();
    const view = await system.db
      .selectFrom('analysis')
      .select('finished_at')
      .where('id', '=', analysisId)
      .executeTakeFirstOrThrow();
    expect(view.finished_at).toBeNull();
  }, 60_000);

  test('lets an analysis under way end, and its results be filed', async () => {
    const [, patient] = patients();
    const open = await launch(system, patient?.fhirId ?? '');
    const { analysisId = '' } = await open.press();
    await open.browser.open(`${open.base}/end`, {});
    const again = await launch(system, patient?.fhirId ?? '');
    await expect
      .poll(async () => (await again.view(analysisId)).state, { timeout: 40_000 })
      .toBe('completed');
  });
});

describe('a launch in a frame', () => {
  const inFrame = { 'sec-fetch-dest': 'iframe' };

  async function beginInFrame(browser: Browser): Promise<string> {
    const [patient] = patients();
    const begun = await browser.request(
      `${system.hospital.ehrUrl}/sandbox/launch?patient=${patient?.fhirId ?? ''}`,
    );
    const address = begun.headers.get('location') ?? '';
    const answer = await browser.request(address, { headers: inFrame });
    return answer.headers.get('location') ?? '';
  }

  test('goes on where the browser kept its cookie', async () => {
    const browser = new Browser();
    await logIn(browser);
    const checkpoint = await beginInFrame(browser);
    expect(new URL(checkpoint).pathname).toMatch(/^\/launch\/continue\/[0-9a-f]{32}$/);
    expect((await browser.open(checkpoint)).url).toMatch(/\/chart\/[0-9a-f]{32}$/);
  });

  test('offers a window of its own, in which the same launch still works, where the browser kept none', async () => {
    const browser = new Browser();
    await logIn(browser);
    const checkpoint = await beginInFrame(browser);
    const page = await (await fetch(checkpoint)).text();
    const link = /href="(\/launch\?[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(page).toContain('target="_blank"');
    expect((await browser.open(new URL(link, system.appUrl).href)).url).toMatch(/\/chart\/[0-9a-f]{32}$/);
  });

  test('another browser’s cookie does not go on with it', async () => {
    const [browser, other] = [new Browser(), new Browser()];
    await Promise.all([logIn(browser), logIn(other)]);
    const id = new URL(await beginInFrame(browser)).pathname.split('/').at(-1) ?? '';
    const answer = await fetch(`${system.appUrl}/launch/continue/${id}`, {
      headers: { cookie: `__Host-sightline-${id}=${'x'.repeat(43)}` },
      redirect: 'manual',
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain('/oauth/');
  });

  test('may be framed by its own site’s EHR, and nobody else', async () => {
    const [patient] = patients();
    const open = await launch(system, patient?.fhirId ?? '');
    const policy = async (path: string) =>
      (await open.browser.request(system.appUrl + path)).headers.get('content-security-policy') ?? '';
    expect(await policy(`/chart/${open.id}`)).toContain(`frame-ancestors ${system.hospital.ehrUrl}`);
    expect(await policy(`/chart/${'0'.repeat(32)}`)).toContain("frame-ancestors 'none'");
    expect(await policy('/launch?iss=https://evil.example&launch=x')).toContain("frame-ancestors 'none'");
  });
});

describe('whoever lies about where we are', () => {
  test.each([
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { forwarded: 'host=evil.example' },
  ])('moves neither the callback nor any redirect: %j', async (headers) => {
    const iss = system.hospital.fhirUrl;
    const answer = await fetch(
      `${system.appUrl}/launch?${new URLSearchParams({ iss, launch: 'l' }).toString()}`,
      {
        headers,
        redirect: 'manual',
      },
    );
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.origin).toBe(new URL(system.hospital.ehrUrl).origin);
    expect(location.searchParams.get('redirect_uri')).toBe(`${system.appUrl}/launch/callback`);
    const refused = await fetch(`${system.appUrl}/launch?iss=https://evil.example&launch=x`, {
      headers,
      redirect: 'manual',
    });
    expect(new URL(refused.headers.get('location') ?? '').origin).toBe(system.appUrl);
  });

  test('a cookie and a state as long as a header may be are refused, and harm nothing', async () => {
    const long = 'x'.repeat(12_000);
    const byState = await fetch(`${system.appUrl}/launch/callback?code=c&state=${long}`, {
      redirect: 'manual',
    });
    expect(byState.headers.get('location')).toContain('code=launch-invalid');
    const byCookie = await fetch(`${system.appUrl}/api/launches/${'0'.repeat(32)}/studies`, {
      headers: { cookie: `__Host-sightline-${'0'.repeat(32)}=${long}` },
    });
    expect(byCookie.status).toBe(401);
  });

  test('a guessed launch, study or analysis is nobody’s', async () => {
    const [patient] = patients();
    const open = await launch(system, patient?.fhirId ?? '');
    const guessed = openLaunch(system, 'a'.repeat(32), open.browser);
    expect((await open.browser.request(`${guessed.base}/studies`)).status).toBe(401);
    expect(await open.press('a'.repeat(24))).toMatchObject({ status: 404, code: 'study-not-found' });
    const path = `${open.base}/analyses/00000000-0000-4000-8000-000000000000`;
    expect((await open.browser.request(path)).status).toBe(404);
  });
});
