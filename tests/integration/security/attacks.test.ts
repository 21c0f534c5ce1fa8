/** The attacks of the launch, done at the running app. Each test's name begins with the attack's. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Site } from '#lib/platform/sites.ts';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';
import { analyse, launch, openLaunch } from '#tests/support/clinician.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { Browser } from '../../../commands/browse.ts';

const FLOOD_BYTES = 64 * 1024 * 1024;

let system: TestSystem;
/** An EHR that is listed, and has gone over to the attacker. */
let evil: HttpPeer;
/** What its token endpoint says. */
let tokenAnswer: object = {};
/** Where an attacker wants us to call. */
let target: HttpPeer;
const forger = await generateKeyPair('RS256', { extractable: true });

beforeAll(async () => {
  target = await listenHttp(async (_, response) => {
    sendJson(response, { keys: [{ ...(await exportJWK(forger.publicKey)), kid: 'forged', alg: 'RS256' }] });
  });
  evil = await listenHttp((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path.endsWith('/smart-configuration')) sendJson(response, describeEvil(path));
    else if (path === '/keys') sendJson(response, { keys: [] });
    else if (path === '/token') sendJson(response, tokenAnswer);
    else sendJson(response, {}, 404);
  });
  system = await startSystem(filmsOf([901, 902].map(inventStudy)), { others: evilSites });
});
afterAll(async () => {
  await Promise.all([system.stop(), evil.close(), target.close()]);
});

function describeEvil(path: string): object {
  return {
    issuer: `${evil.url}${path.replace('/.well-known/smart-configuration', '')}`,
    authorization_endpoint: `${evil.url}/authorize`,
    token_endpoint: `${evil.url}/token`,
    jwks_uri: `${evil.url}/keys`,
    capabilities: ['launch-ehr'],
    ...(path.startsWith('/names-itself/') ? { authorization_response_iss_parameter_supported: true } : {}),
  };
}

function evilSites(own: Site): readonly Site[] {
  const other = (id: string, fhir: Partial<Site['fhir']> = {}): Site => ({
    ...own,
    id,
    hl7v2: { results: own.hl7v2.results },
    fhir: { ...own.fhir, issuer: `${evil.url}/${id}`, ...fhir },
    frameAncestors: [evil.url],
  });
  return [other('evil'), other('own-callback', { callback: 'own' }), other('names-itself')];
}

const [first, second] = [0, 1].map((index) => () => {
  const patient = system.hospital.patients.filter(({ patientId }) => patientId.startsWith('TEST-'))[index];
  if (patient === undefined) throw new Error('no such patient');
  return patient;
}) as [() => TestSystem['hospital']['patients'][number], () => TestSystem['hospital']['patients'][number]];

async function logIn(): Promise<Browser> {
  const browser = new Browser();
  const { user, password } = CLINICIAN;
  await browser.open(`${system.hospital.ehrUrl}/login`, { user, password, next: '/patients' });
  return browser;
}

/** A launch up to the EHR's authorization page: its address, and the launch's id. */
async function begin(browser: Browser, iss: string, key = 'l'): Promise<{ address: URL; id: string }> {
  const query = new URLSearchParams({ iss, launch: key });
  const answer = await browser.request(`${system.appUrl}/launch?${query.toString()}`);
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('__Host-sightline-')) ?? '';
  return {
    address: new URL(answer.headers.get('location') ?? ''),
    id: /^__Host-sightline-([0-9a-f]{32})=/.exec(cookie)?.[1] ?? '',
  };
}

/** The EHR's own launch, up to the callback's address with a fresh code, which nobody has opened. */
async function answerOf(browser: Browser, state?: string): Promise<string> {
  const { ehrUrl } = system.hospital;
  const link = await browser.request(`${ehrUrl}/sandbox/launch?patient=${first().fhirId}`);
  const begun = await browser.request(link.headers.get('location') ?? '');
  const address = new URL(begun.headers.get('location') ?? '');
  if (state !== undefined) address.searchParams.set('state', state);
  return (await browser.request(address.href)).headers.get('location') ?? '';
}

const endOf = async (browser: Browser, address: string) => {
  const { url } = await browser.open(address);
  return new URL(url).searchParams.get('code') ?? new URL(url).pathname.split('/')[1];
};

describe('login CSRF', () => {
  test('an attacker’s own answer, opened in a victim’s browser, opens nothing there', async () => {
    const attacker = await logIn();
    const victim = await logIn();
    expect(await endOf(victim, await answerOf(attacker))).toBe('session-cookie-missing');
    expect(victim.cookieFor(system.appUrl)).not.toContain('__Host-sightline-');
  });

  test('a form on another site neither starts an analysis, nor logs out, nor ends a launch', async () => {
    const open = await launch(system, first().fhirId);
    for (const path of ['analyses', 'end', 'shown']) {
      const answer = await fetch(`${open.base}/${path}`, {
        method: 'POST',
        headers: { cookie: open.browser.cookieFor(system.appUrl), origin: 'https://evil.example' },
        body: new URLSearchParams({ study: '0'.repeat(24) }),
        redirect: 'manual',
      });
      expect(answer.status === 403 || answer.headers.get('location')?.includes('cross-site-request')).toBe(
        true,
      );
    }
    expect((await open.chart()).patient.identifier).toBe(first().patientId);
  });
});

describe('replay', () => {
  test('a state serves once, and not at all with another code', async () => {
    const browser = await logIn();
    const callback = await answerOf(browser);
    expect(await endOf(browser, callback)).toBe('chart');
    expect(await endOf(browser, callback)).toBe('launch-invalid');
    const other = new URL(callback);
    other.searchParams.set('code', new URL(await answerOf(browser)).searchParams.get('code') ?? '');
    expect(await endOf(browser, other.href)).toBe('launch-invalid');
  });

  test('a code that another launch was given does not fit this one’s verifier', async () => {
    const browser = await logIn();
    const [stolen, own] = [new URL(await answerOf(browser)), new URL(await answerOf(browser))];
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    expect(await endOf(browser, own.href)).toBe('grant-spent');
  });

  test('a launch of the EHR serves once', async () => {
    const browser = await logIn();
    const { ehrUrl } = system.hospital;
    const asked = await browser.request(`${ehrUrl}/sandbox/launch?patient=${first().fhirId}`);
    const link = asked.headers.get('location') ?? '';
    expect(await endOf(browser, link)).toBe('chart');
    expect(await endOf(browser, link)).toBe('launch-refused');
    expect(await endOf(await logIn(), link)).toBe('launch-refused');
  });
});

describe('mix-up between two issuers', () => {
  const tokensAsked = () => evil.asked.filter((each) => each.includes('/token'));

  test('an answer that names another issuer than the one asked sends its code nowhere', async () => {
    const browser = await logIn();
    const { address } = await begin(browser, `${evil.url}/evil`);
    const callback = new URL(await answerOf(browser, address.searchParams.get('state') ?? ''));
    callback.searchParams.set('iss', system.hospital.fhirUrl);
    expect(await endOf(browser, callback.href)).toBe('launch-invalid');
    expect(tokensAsked()).toEqual([]);
  });

  test('an answer without an issuer is none of an EHR’s that names itself in each', async () => {
    const browser = await logIn();
    const { address } = await begin(browser, `${evil.url}/names-itself`);
    const callback = await answerOf(browser, address.searchParams.get('state') ?? '');
    expect(await endOf(browser, callback)).toBe('launch-invalid');
    expect(tokensAsked()).toEqual([]);
  });

  test('an EHR with a callback of its own is answered there and nowhere else, though nobody names an issuer', async () => {
    const browser = await logIn();
    const { address } = await begin(browser, `${evil.url}/own-callback`);
    expect(address.searchParams.get('redirect_uri')).toBe(`${system.appUrl}/launch/callback/own-callback`);
    const shared = await answerOf(browser, address.searchParams.get('state') ?? '');
    expect(await endOf(browser, shared)).toBe('launch-invalid');
    const honest = new URL(await answerOf(browser));
    honest.pathname = '/launch/callback/own-callback';
    expect(await endOf(browser, honest.href)).toBe('launch-invalid');
    expect(tokensAsked()).toEqual([]);
  });
});

describe('id_token', () => {
  async function launchWith(claims: object, header: object = {}): Promise<string | undefined> {
    const browser = await logIn();
    const { address } = await begin(browser, `${evil.url}/evil`);
    const now = Math.floor(Date.now() / 1000);
    const idToken = await new SignJWT({
      iss: `${evil.url}/evil`,
      aud: 'sightline',
      sub: 'u',
      iat: now,
      exp: now + 300,
      nonce: address.searchParams.get('nonce'),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'forged', ...header })
      .sign(forger.privateKey);
    tokenAnswer = { access_token: 'a', token_type: 'Bearer', patient: first().fhirId, id_token: idToken };
    const query = new URLSearchParams({ code: 'c', state: address.searchParams.get('state') ?? '' });
    return endOf(browser, `${system.appUrl}/launch/callback?${query.toString()}`);
  }

  test('forged: keys that the token itself brings or names (jwk, jku, x5u) are neither used nor fetched (SSRF)', async () => {
    const before = target.asked.length;
    const jwk = await exportJWK(forger.publicKey);
    for (const header of [{ jku: `${target.url}/keys` }, { x5u: `${target.url}/cert` }, { jwk }])
      expect(await launchWith({}, header)).toBe('ehr-keys-unusable');
    expect(target.asked.length).toBe(before);
  });

  test.each([
    ['expired', { exp: 1_700_000_000 }],
    ['of a wrong audience', { aud: 'another' }],
  ])('%s and forged: no session', async (_, claims) => {
    expect(await launchWith(claims)).toBe('ehr-keys-unusable');
  });
});

describe('open redirect', () => {
  test.each([
    '/launch?iss=https://evil.example&launch=x&redirect_uri=https://evil.example',
    '/launch/callback?state=x&code=y&redirect=https://evil.example',
    '/launch//evil.example',
    '//evil.example/launch',
    '/api/locale?to=ko&back=//evil.example',
    '/api/locale?to=ko&back=/\\evil.example',
    '/api/locale?to=ko&back=https://evil.example',
    '/problem?code=https://evil.example&support=//evil.example',
  ])('%s leads nowhere but here', async (path) => {
    const answer = await fetch(system.appUrl + path, { redirect: 'manual' });
    const location = new URL(answer.headers.get('location') ?? '/', system.appUrl);
    expect(location.origin).toBe(system.appUrl);
  });
});

describe('session fixation', () => {
  test('who knew a launch’s cookie before its user logged in has nothing afterwards', async () => {
    const browser = await logIn();
    const before = browser.cookieFor(system.appUrl);
    expect(before).toBe('');
    const { ehrUrl } = system.hospital;
    const asked = await browser.request(`${ehrUrl}/sandbox/launch?patient=${first().fhirId}`);
    const begun = await browser.request(asked.headers.get('location') ?? '');
    const planted = browser.cookieFor(system.appUrl);
    const chart = await browser.open(begun.headers.get('location') ?? '');
    const id = chart.url.split('/').at(-1) ?? '';
    const studies = `${system.appUrl}/api/launches/${id}/studies`;
    expect((await fetch(studies, { headers: { cookie: planted } })).status).toBe(401);
    expect((await browser.request(studies)).status).toBe(200);
  });

  test('an id that somebody else chose is never taken', async () => {
    const browser = await logIn();
    const id = 'f'.repeat(32);
    const cookie = `__Host-sightline-${id}=${'x'.repeat(43)}`;
    const query = new URLSearchParams({ iss: system.hospital.fhirUrl, launch: 'l' });
    const answer = await browser.request(`${system.appUrl}/launch?${query.toString()}`, {
      headers: { cookie },
    });
    expect(answer.headers.getSetCookie().join()).not.toContain(id);
  });
});

describe('cookie theft', () => {
  test('a cookie is for this host alone, unseen by scripts, and for the EHR’s partition (Chromium’s part: tests/peers)', async () => {
    const answer = await fetch(
      `${system.appUrl}/launch?${new URLSearchParams({ iss: system.hospital.fhirUrl, launch: 'l' }).toString()}`,
      { redirect: 'manual' },
    );
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-[^;]+; Max-Age=\d+; Path=\/; Secure; HttpOnly; SameSite=None; Partitioned$/,
    );
  });
});

describe('SSRF', () => {
  test('iss: only what sites.json lists is asked, letter by letter', async () => {
    const before = target.asked.length;
    const { fhirUrl } = system.hospital;
    const host = new URL(target.url).host;
    for (const iss of [
      target.url,
      `${fhirUrl}@${host}`,
      fhirUrl.replace('//', `//${host}/?x=`),
      `${fhirUrl}/../../`,
      `${fhirUrl}#`,
      'file:///etc/passwd',
      'http://169.254.169.254/latest',
    ])
      expect(
        await endOf(
          new Browser(),
          `${system.appUrl}/launch?${new URLSearchParams({ iss, launch: 'l' }).toString()}`,
        ),
      ).toBe('site-unknown');
    expect(target.asked.length).toBe(before);
  });

  test('smart_style_url: an address that is none of the EHR’s is not fetched, and the launch opens', async () => {
    const before = target.asked.length;
    await system.fault('answers', { token: { smart_style_url: `${target.url}/style.json` } });
    expect(await endOf(await logIn(), await answerOf(await logIn()))).toBe('session-cookie-missing');
    const browser = await logIn();
    await system.fault('answers', { token: { smart_style_url: `${target.url}/style.json` } });
    expect(await endOf(browser, await answerOf(browser))).toBe('chart');
    expect(target.asked.length).toBe(before);
  });

  test('Endpoint: an address that sites.json does not list gets no request, and no token', async () => {
    await system.fault('endpoint', { present: true, address: `${target.url}/dicom-web` });
    const view = await analyse(await launch(system, first().fhirId)).finally(system.restoreEndpoint);
    expect(view).toMatchObject({ state: 'refused', problem: { code: 'endpoint-not-allowed' } });
    expect(target.asked.filter((each) => each.includes('dicom-web'))).toEqual([]);
  });

  test('redirects: a token endpoint that leads elsewhere is not followed, with code and secret in hand', async () => {
    const browser = await logIn();
    await system.fault('token', { answer: 'elsewhere' });
    expect(await endOf(browser, await answerOf(browser))).toBe('ehr-unreachable');
  });

  test('the image optimiser, which would fetch and keep what anybody names, is not there', async () => {
    const open = await launch(system, first().fhirId);
    for (const url of [`${target.url}/a.png`, `/api/launches/${open.id}/studies`, '/icon.svg']) {
      const address = `${system.appUrl}/_next/image?${new URLSearchParams({ url, w: '640', q: '75' }).toString()}`;
      expect((await open.browser.request(address)).status).toBe(404);
    }
  });
});

describe('header injection', () => {
  test.each([
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
    { forwarded: 'for=1.2.3.4;host=evil.example;proto=https' },
    { 'x-original-url': '/api/health', 'x-rewrite-url': '/api/health' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy', 'x-middleware-next': '1' },
    { 'content-security-policy': 'default-src *', 'x-nonce': 'known' },
  ])('%j changes no address and no policy', async (headers) => {
    const query = new URLSearchParams({ iss: system.hospital.fhirUrl, launch: 'l' });
    const answer = await raw(`/launch?${query.toString()}`, headers);
    const location = new URL(String(answer.headers['location']));
    expect(location.searchParams.get('redirect_uri')).toBe(`${system.appUrl}/launch/callback`);
    expect(String(answer.headers['content-security-policy'])).toContain("default-src 'none'");
    expect(String(answer.headers['content-security-policy'])).not.toContain('nonce-known');
    const refused = await raw('/launch?iss=https://evil.example&launch=l', headers);
    expect(String(refused.headers['location'])).toMatch(new RegExp(`^${system.appUrl}/problem\\?`));
  });

  test('a line end in what the EHR sends becomes no header', async () => {
    const query = new URLSearchParams({
      iss: system.hospital.fhirUrl,
      launch: 'l\r\nset-cookie: planted=1',
    });
    const answer = await raw(`/launch?${query.toString()}`, {});
    expect(String(answer.headers['set-cookie'])).not.toContain('planted');
  });
});

describe('another site’s or patient’s data', () => {
  test('a user of one site gets no analysis of another’s, though the patient’s id is the same', async () => {
    const open = await launch(system, first().fhirId);
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
    const [own, other] = [await launch(system, first().fhirId), await launch(system, second().fhirId)];
    const key = (await other.chart()).studies[0]?.key ?? '';
    const { analysisId = '' } = await other.press(key);
    for (const path of ['', '/events', '/films/0'])
      expect((await own.browser.request(`${own.base}/analyses/${analysisId}${path}`)).status).toBe(404);
    expect(await own.press(key)).toMatchObject({ status: 404, code: 'study-not-found' });
    expect((await own.browser.open(`${system.appUrl}/studies/${own.id}/${key}`)).text).not.toContain(
      second().patientId,
    );
    const borrowed = openLaunch(system, other.id, own.browser);
    expect((await own.browser.request(`${borrowed.base}/studies`)).status).toBe(401);
  });

  test('guessing: neither a study’s UID nor another launch’s key opens it', async () => {
    const open = await launch(system, first().fhirId);
    const film = system.hospital.films.find(
      (each) => !('refused' in each) && each.patientFhirId === first().fhirId,
    );
    const uid = film !== undefined && !('refused' in film) ? film.studyInstanceUid : '';
    const again = await launch(system, first().fhirId);
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
      expect((await raw(path, {})).headers['location']).toContain('/problem?');
    const query = new URLSearchParams({ iss: system.hospital.fhirUrl, launch: 'x'.repeat(5000) });
    expect((await raw(`/launch?${query.toString()}`, {})).headers['location']).toContain('launch-invalid');
    expect((await raw(`/launch?iss=${'x'.repeat(40_000)}`, {})).status).toBe(431);
    expect((await fetch(`${system.appUrl}/api/health`)).status).toBe(200);
  });

  test('cookies of eight kilobytes beside the launch’s own leave it open; those of forty are refused', async () => {
    const open = await launch(system, first().fhirId);
    const own = open.browser.cookieFor(system.appUrl);
    const withCookies = (bytes: number) =>
      raw(`/api/launches/${open.id}/studies`, { cookie: `${own}; filler=${'y'.repeat(bytes)}` });
    expect((await withCookies(8000)).status).toBe(200);
    expect((await withCookies(40_000)).status).toBe(431);
  });

  test.each([
    ['whose length nobody stated', {}, 411],
    ['of sixty-four megabytes', { 'content-length': String(FLOOD_BYTES) }, 413],
    ['of sixty kilobytes', { 'content-length': '60000' }, 400],
  ])('a body %s is answered before it has been read, whoever sends it', async (_, length, expected) => {
    const open = await launch(system, first().fhirId);
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
    expect((await open.chart()).patient.identifier).toBe(first().patientId);
  });
});

/** With headers that fetch would not send, such as Host. */
function raw(
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; headers: Readonly<Record<string, string | string[] | undefined>> }> {
  return new Promise((resolve, reject) => {
    httpRequest(new URL(path, system.appUrl), { headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}

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
