/** Attacks by addresses and headers, done at the running app: where we call, and where we send anybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerOf,
  endOf,
  openAttackedApp,
  patientOf,
  type AttackedApp,
} from '#tests/support/attacked-app.ts';
import { analyse, launch } from '#tests/support/clinician.ts';
import { logIn } from '#tests/support/launch-visitor.ts';
import { askRaw } from '#tests/support/ask-raw.ts';
import type { TestSystem } from '#tests/support/start-system.ts';
import { Browser } from '../../../commands/browse.ts';

let app: AttackedApp;
let system: TestSystem;

beforeAll(async () => {
  app = await openAttackedApp(903);
  ({ system } = app);
});
afterAll(() => app.stop());

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

describe('SSRF', () => {
  test('iss: only what sites.json lists is asked, letter by letter', async () => {
    const before = app.target.asked.length;
    const { fhirUrl } = system.hospital;
    const host = new URL(app.target.url).host;
    for (const iss of [
      app.target.url,
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
    expect(app.target.asked.length).toBe(before);
  });

  test('smart_style_url: an address that is none of the EHR’s is not fetched, and the launch opens', async () => {
    const before = app.target.asked.length;
    await system.fault('answers', { token: { smart_style_url: `${app.target.url}/style.json` } });
    expect(await endOf(await logIn(system), await answerOf(system, await logIn(system)))).toBe(
      'session-cookie-missing',
    );
    const browser = await logIn(system);
    await system.fault('answers', { token: { smart_style_url: `${app.target.url}/style.json` } });
    expect(await endOf(browser, await answerOf(system, browser))).toBe('chart');
    expect(app.target.asked.length).toBe(before);
  });

  test('Endpoint: an address that sites.json does not list gets no request, and no token', async () => {
    await system.fault('endpoint', { present: true, address: `${app.target.url}/dicom-web` });
    const view = await analyse(await launch(system, patientOf(system, 0).fhirId)).finally(
      system.restoreEndpoint,
    );
    expect(view).toMatchObject({ state: 'refused', problem: { code: 'endpoint-not-allowed' } });
    expect(app.target.asked.filter((each) => each.includes('dicom-web'))).toEqual([]);
  });

  test('redirects: a token endpoint that leads elsewhere is not followed, with code and secret in hand', async () => {
    const browser = await logIn(system);
    await system.fault('token', { answer: 'elsewhere' });
    expect(await endOf(browser, await answerOf(system, browser))).toBe('ehr-unreachable');
  });

  test('the image optimiser, which would fetch and keep what anybody names, is not there', async () => {
    const open = await launch(system, patientOf(system, 0).fhirId);
    for (const url of [`${app.target.url}/a.png`, `/api/launches/${open.id}/studies`, '/icon.svg']) {
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
    const answer = await askRaw(system.appUrl + `/launch?${query.toString()}`, headers);
    const location = new URL(String(answer.headers['location']));
    expect(location.searchParams.get('redirect_uri')).toBe(`${system.appUrl}/launch/callback`);
    expect(String(answer.headers['content-security-policy'])).toContain("default-src 'none'");
    expect(String(answer.headers['content-security-policy'])).not.toContain('nonce-known');
    const refused = await askRaw(system.appUrl + '/launch?iss=https://evil.example&launch=l', headers);
    expect(String(refused.headers['location'])).toMatch(new RegExp(`^${system.appUrl}/problem\\?`));
  });

  test('a line end in what the EHR sends becomes no header', async () => {
    const query = new URLSearchParams({
      iss: system.hospital.fhirUrl,
      launch: 'l\r\nset-cookie: planted=1',
    });
    const answer = await askRaw(system.appUrl + `/launch?${query.toString()}`, {});
    expect(String(answer.headers['set-cookie'])).not.toContain('planted');
  });
});
