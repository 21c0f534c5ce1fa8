/** Clocks that differ, EHRs that are not there or are none, and launches that go on otherwise than they began. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import type { Site } from '#lib/platform/sites.ts';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';
import { launch } from '#tests/support/clinician.ts';
import {
  asText,
  expectNoPatientInLog,
  expectToldInWords,
  launchFromChart,
  launchLink,
  logIn,
} from '#tests/support/launch-visitor.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { Browser } from '../../../commands/browse.ts';

/** Paths of a server that is no EHR; each is a site's issuer. */
const BROKEN = ['html', 'huge', 'elsewhere', 'error', 'silent', 'no-endpoints', 'plain-http'] as const;
/** A port of loopback where nobody listens. */
const DEAD = 'http://127.0.0.1:9';

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
  system = await startSystem(filmsOf([inventStudy(900)]), { others: otherSites });
});
afterAll(async () => {
  await Promise.all([system.stop(), broken.close()]);
});
afterEach(() => system.fault('clock', { offsetSeconds: 0 }));

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

describe('clocks', () => {
  test.each([600, -600])('that differ by %i seconds are told as that', async (offsetSeconds) => {
    await system.fault('clock', { offsetSeconds });
    const browser = await logIn(system);
    await expectToldInWords(system, browser, await launchFromChart(system, browser), 'clock-skew');
  });

  test.each([600, -600])(
    'that differ by %i seconds keep our own work from nothing',
    async (offsetSeconds) => {
      await system.fault('clock', { offsetSeconds });
      await system.fault('expire-tokens', { refreshToo: false });
      expect((await system.fhir('Patient')).status).toBe(200);
    },
  );

  test.each([45, -45])('that differ by %i seconds are let off', async (offsetSeconds) => {
    await system.fault('clock', { offsetSeconds });
    expect(await launchFromChart(system, await logIn(system))).toMatch(/\/chart\/[0-9a-f]{32}$/);
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
    await expectToldInWords(system, browser, url, code);
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
    await expectToldInWords(system, browser, url, code);
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
    const browser = await logIn(system);
    const link = await launchLink(system, browser);
    const ends = await Promise.all([browser.open(link), browser.open(link)]);
    const paths = ends.map(({ url }) => new URL(url).pathname.split('/')[1]).toSorted();
    expect(paths).toEqual(['chart', 'problem']);
    const refused = ends.find(({ url }) => url.includes('/problem'))?.url ?? '';
    await expectToldInWords(system, browser, refused, 'launch-refused');
  });

  test('whose callback is loaded again opens no second session, and leaves the first', async () => {
    const browser = await logIn(system);
    const begun = await browser.request(await launchLink(system, browser));
    const answered = await browser.request(begun.headers.get('location') ?? '');
    const callback = answered.headers.get('location') ?? '';
    const first = await browser.open(callback);
    expect(first.url).toMatch(/\/chart\/[0-9a-f]{32}$/);
    await expectToldInWords(system, browser, (await browser.open(callback)).url, 'launch-invalid');
    expect((await browser.open(first.url)).text).toContain(system.hospital.patients[0]?.patientId);
  });
});

test('no log line names a patient', () => {
  expectNoPatientInLog(system);
});
