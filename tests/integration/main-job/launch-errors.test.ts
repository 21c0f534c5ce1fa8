/** What can go wrong between an EHR's launch and our first page, at the running app, as whoever launched reads it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { locales } from '#lib/i18n/locales.ts';
import { isProblemCode } from '#lib/i18n/sentences.ts';
import type { Site } from '#lib/platform/sites.ts';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';
import { launch } from '#tests/support/clinician.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { Browser } from '../../../commands/browse.ts';

/** Paths of a server that is no EHR; each is a site's issuer. */
const BROKEN = ['html', 'huge', 'elsewhere', 'error', 'silent', 'no-endpoints', 'plain-http'] as const;
/** A port of loopback where nobody listens. */
const DEAD = 'http://127.0.0.1:9';
const HOPS_AT_MOST = 8;

let system: TestSystem;
let broken: HttpPeer;

beforeAll(async () => {
  broken = await listenHttp((request, response) => {
    const kind = BROKEN.find((each) => request.url?.startsWith(`/${each}/`) === true);
    if (kind === 'html') response.end('<html><body>Maintenance</body></html>');
    if (kind === 'huge') response.end(`{"filler":"${'x'.repeat(4 * 1024 * 1024)}"}`);
    if (kind === 'elsewhere') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    if (kind === 'error') response.writeHead(500).end('at Object.<anonymous> (/srv/ehr.js:1:1)');
    if (kind === 'no-endpoints') sendJson(response, { token_endpoint: `${broken.url}/token` });
    if (kind === 'plain-http')
      sendJson(response, {
        authorization_endpoint: 'http://ehr.example/authorize',
        token_endpoint: 'http://ehr.example/token',
      });
  });
  const study = inventStudy(900);
  system = await startSystem(filmsOf([study]), { others: otherSites });
});
afterAll(async () => {
  await Promise.all([system.stop(), broken.close()]);
});
afterEach(async () => {
  await system.fault('jwks', { mode: 'right' });
  await system.fault('clock', { offsetSeconds: 0 });
  await system.fault('consent', { ask: false });
  await system.fault('answers', {});
});

function otherSites(own: Site): readonly Site[] {
  const other = (id: string, issuer: string): Site => ({
    ...own,
    id,
    hl7v2: { results: own.hl7v2.results },
    fhir: { ...own.fhir, issuer },
  });
  return [other('dead', `${DEAD}/fhir`), ...BROKEN.map((kind) => other(kind, `${broken.url}/${kind}/fhir`))];
}

const patient = () => system.hospital.patients[0]?.fhirId ?? '';

async function logIn(): Promise<Browser> {
  const browser = new Browser();
  const { user, password } = CLINICIAN;
  await browser.open(`${system.hospital.ehrUrl}/login`, { user, password, next: '/patients' });
  return browser;
}

/** From the EHR's chart to whatever page the browser ends at. */
async function launchFromChart(browser: Browser): Promise<string> {
  return (await browser.open(`${system.hospital.ehrUrl}/sandbox/launch?patient=${patient()}`)).url;
}

/** Where the EHR sends the browser to launch, before anybody has followed it. */
async function launchLink(browser: Browser): Promise<string> {
  const answer = await browser.request(`${system.hospital.ehrUrl}/sandbox/launch?patient=${patient()}`);
  return answer.headers.get('location') ?? '';
}

/** A page in words, in four languages, with a number that the log has too, what to do, and no way round in circles. */
async function expectToldInWords(browser: Browser, address: string, code: string): Promise<void> {
  const { pathname, searchParams } = new URL(address);
  expect([pathname, searchParams.get('code')]).toEqual(['/problem', code]);
  const support = searchParams.get('support') ?? '';
  expect(support).toMatch(/^[0-9a-f]{8}$/);
  expect(system.logs()).toContain(support);
  const ours = browser.visits.filter(({ path }) => /^\/(launch|problem|chart)/.test(path));
  expect(ours.length).toBeLessThan(HOPS_AT_MOST);
  for (const locale of locales) {
    const answer = await fetch(address, { headers: { 'accept-language': locale } });
    const page = asText(await answer.text());
    const { problems } = messagesOf(locale);
    if (!isProblemCode(messagesOf(locale), code)) throw new Error(`${code} has no words`);
    expect(page, locale).toContain(problems[code].what);
    expect(page, locale).toContain(problems[code].todo);
    expect(page, locale).toContain(support);
    expect(page, locale).not.toMatch(/\bat \S+ \(|node_modules|Error:|http-equiv="refresh"/);
  }
}

function asText(html: string): string {
  return html
    .replaceAll(/&#x27;|&#39;/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('the EHR’s keys', () => {
  // In this order: once the right ones have been seen they are kept.
  test.each([
    ['are not there', 'error', 'ehr-keys-unusable'],
    ['are a page of a proxy', 'not-json', 'ehr-keys-unusable'],
    ['never end', 'huge', 'ehr-keys-unusable'],
    ['lead elsewhere', 'elsewhere', 'ehr-keys-unusable'],
    ['take for ever', 'slow', 'ehr-unreachable'],
    ['are none', 'empty', 'ehr-keys-unusable'],
    ['are another’s', 'other-key', 'identity-unproven'],
  ])('%s: the launch is refused in words', async (_, mode, code) => {
    await system.fault('jwks', { mode });
    const browser = await logIn();
    await expectToldInWords(browser, await launchFromChart(browser), code);
  });

  test('are right again: the next launch opens', async () => {
    expect(await launchFromChart(await logIn())).toMatch(/\/chart\/[0-9a-f]{32}$/);
  });
});

describe('the EHR’s authorization page', () => {
  test.each([
    ['access_denied', 'launch-denied'],
    ['login_required', 'launch-denied'],
    ['consent_required', 'launch-denied'],
    ['interaction_required', 'launch-denied'],
    ['invalid_scope', 'scope-refused'],
    ['unauthorized_client', 'client-refused'],
    ['server_error', 'ehr-unreachable'],
    ['temporarily_unavailable', 'ehr-unreachable'],
    ['invalid_request', 'launch-refused'],
    ['unsupported_response_type', 'launch-refused'],
    ['something_of_its_own', 'launch-refused'],
    ['<script>alert(1)</script>', 'launch-refused'],
  ])('answers %s: %s', async (error, code) => {
    await system.fault('authorize', { error });
    const browser = await logIn();
    await expectToldInWords(browser, await launchFromChart(browser), code);
  });

  test('asks, and the user says no', async () => {
    await system.fault('consent', { ask: true });
    const browser = await logIn();
    const page = await browser.open(`${system.hospital.ehrUrl}/sandbox/launch?patient=${patient()}`);
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const action = /action="([^"]+\/decision)"/.exec(page.text)?.[1] ?? '';
    const { url } = await browser.open(system.hospital.ehrUrl + action, { ticket, decision: 'deny' });
    await expectToldInWords(browser, url, 'launch-denied');
  });

  test('has a launch that expired before it was followed', async () => {
    const browser = await logIn();
    const link = await launchLink(browser);
    await system.fault('expire-launches', {});
    await expectToldInWords(browser, (await browser.open(link)).url, 'launch-refused');
  });
});

describe('the EHR’s token endpoint', () => {
  test.each([
    ['invalid_request', 'token-refused'],
    ['invalid_grant', 'grant-spent'],
    ['invalid_client', 'client-refused'],
    ['unauthorized_client', 'client-refused'],
    ['unsupported_grant_type', 'token-refused'],
    ['invalid_scope', 'scope-refused'],
    ['error', 'ehr-unreachable'],
    ['unavailable', 'ehr-unreachable'],
    ['html', 'ehr-answer-broken'],
    ['elsewhere', 'ehr-unreachable'],
    ['huge', 'ehr-answer-broken'],
  ])('answers %s: %s', async (answer, code) => {
    await system.fault('token', { answer });
    const browser = await logIn();
    await expectToldInWords(browser, await launchFromChart(browser), code);
  });

  test('takes for ever: that is told within fifteen seconds', async () => {
    await system.fault('token', { answer: 'slow', delayMs: 20_000 });
    const browser = await logIn();
    const startedAt = Date.now();
    const address = await launchFromChart(browser);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    await expectToldInWords(browser, address, 'ehr-unreachable');
  });

  test.each<[string, object, string]>([
    ['no patient', { patient: null }, 'launch-patient-missing'],
    ['an empty patient', { patient: '' }, 'launch-patient-missing'],
    ['a patient that is an address', { patient: '../Patient/1' }, 'ehr-answer-broken'],
    ['a token of another type', { token_type: 'DPoP' }, 'ehr-answer-broken'],
    ['no token', { access_token: null }, 'ehr-answer-broken'],
    ['a lifetime that has ended', { expires_in: -1 }, 'ehr-answer-broken'],
    ['openid granted and no id_token', { id_token: null }, 'identity-unproven'],
    ['an id_token that nobody signed', { id_token: 'eyJhbGciOiJub25lIn0.e30.' }, 'identity-unproven'],
  ])('gives %s: no session opens', async (_, token, code) => {
    await system.fault('answers', { token });
    const browser = await logIn();
    await expectToldInWords(browser, await launchFromChart(browser), code);
  });

  test.each<[string, object, string]>([
    ['is for another app', { aud: 'another' }, 'identity-unproven'],
    ['is of another issuer', { iss: 'https://evil.example' }, 'identity-unproven'],
    ['is of another login', { nonce: 'of-another-login' }, 'identity-unproven'],
    ['has expired', { exp: 1_700_000_000 }, 'clock-skew'],
    ['names a patient as the user', { fhirUser: 'Patient/p-1' }, 'user-not-clinician'],
  ])('gives an id_token that %s: no session opens', async (_, idToken, code) => {
    await system.fault('answers', { idToken });
    const browser = await logIn();
    await expectToldInWords(browser, await launchFromChart(browser), code);
  });

  test('grants rights to other patients’ data: the session still reads its own patient alone', async () => {
    const scope = 'openid fhirUser launch user/*.cruds system/*.cruds patient/*.cruds';
    await system.fault('answers', { token: { scope } });
    const open = await launch(system, patient());
    expect((await open.chart()).patient.identifier).toBe(system.hospital.patients[0]?.patientId);
  });
});

describe('clocks', () => {
  test.each([600, -600])('that differ by %i seconds are told as that', async (offsetSeconds) => {
    await system.fault('clock', { offsetSeconds });
    const browser = await logIn();
    await expectToldInWords(browser, await launchFromChart(browser), 'clock-skew');
  });

  test.each([600, -600])('that differ by %i seconds keep our own work from nothing', async (offsetSeconds) => {
    await system.fault('clock', { offsetSeconds });
    await system.fault('expire-tokens', { refreshToo: false });
    expect((await system.fhir('Patient')).status).toBe(200);
  });

  test.each([45, -45])('that differ by %i seconds are let off', async (offsetSeconds) => {
    await system.fault('clock', { offsetSeconds });
    expect(await launchFromChart(await logIn())).toMatch(/\/chart\/[0-9a-f]{32}$/);
  });
});

describe('an EHR', () => {
  test.each([
    ['that is not listed', 'https://unknown.example/fhir', 'site-unknown'],
    ['that is not there', `${DEAD}/fhir`, 'ehr-unreachable'],
  ])('%s', async (_, iss, code) => {
    const browser = new Browser();
    const query = new URLSearchParams({ iss, launch: 'l' });
    const { url } = await browser.open(`${system.appUrl}/launch?${query.toString()}`);
    await expectToldInWords(browser, url, code);
  });

  test.each<[(typeof BROKEN)[number], string]>([
    ['html', 'ehr-answer-broken'],
    ['huge', 'ehr-answer-broken'],
    ['elsewhere', 'ehr-unreachable'],
    ['error', 'ehr-unreachable'],
    ['silent', 'ehr-unreachable'],
    ['no-endpoints', 'ehr-answer-broken'],
    ['plain-http', 'ehr-answer-broken'],
  ])('whose smart-configuration is %s: %s', async (kind, code) => {
    const browser = new Browser();
    const query = new URLSearchParams({ iss: `${broken.url}/${kind}/fhir`, launch: 'l' });
    const startedAt = Date.now();
    const { url } = await browser.open(`${system.appUrl}/launch?${query.toString()}`);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    await expectToldInWords(browser, url, code);
  });
});

describe('a launch that went well', () => {
  test('whose refresh token was revoked asks for a new one, in the page and in words', async () => {
    const open = await launch(system, patient());
    await system.fault('revoke-refresh-tokens', {});
    await system.fault('expire-tokens', { refreshToo: false });
    const answer = await open.browser.request(`${open.base}/studies`);
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { code: 'token-expired', supportId: expect.stringMatching(/^[0-9a-f]{8}$/) as string },
    ]);
    const page = await open.browser.open(`${system.appUrl}/chart/${open.id}`);
    expect(new URL(page.url).pathname).toBe(`/chart/${open.id}`);
    expect(asText(page.text)).toContain(messagesOf('en').problems['token-expired'].what);
    expect(page.text).not.toContain(system.hospital.patients[0]?.patientId);
  });

  test('opened twice at once from one link opens one session, and says so in the other window', async () => {
    const browser = await logIn();
    const link = await launchLink(browser);
    const ends = await Promise.all([browser.open(link), browser.open(link)]);
    const paths = ends.map(({ url }) => new URL(url).pathname.split('/')[1]).toSorted();
    expect(paths).toEqual(['chart', 'problem']);
    const refused = ends.find(({ url }) => url.includes('/problem'))?.url ?? '';
    await expectToldInWords(browser, refused, 'launch-refused');
  });

  test('whose callback is loaded again opens no second session, and leaves the first', async () => {
    const browser = await logIn();
    const begun = await browser.request(await launchLink(browser));
    const answered = await browser.request(begun.headers.get('location') ?? '');
    const callback = answered.headers.get('location') ?? '';
    const first = await browser.open(callback);
    expect(first.url).toMatch(/\/chart\/[0-9a-f]{32}$/);
    await expectToldInWords(browser, (await browser.open(callback)).url, 'launch-invalid');
    expect((await browser.open(first.url)).text).toContain(system.hospital.patients[0]?.patientId);
  });
});

test('no problem page names a patient, and no log line either', () => {
  for (const { name, patientId, fhirId } of system.hospital.patients)
    for (const word of [name, patientId, fhirId]) expect(system.logs()).not.toContain(word);
});
