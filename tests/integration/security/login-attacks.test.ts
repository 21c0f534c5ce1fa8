/** Attacks on who is let in, done at the running app. */
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerOf,
  begin,
  endOf,
  openAttackedApp,
  patientOf,
  type AttackedApp,
} from '#tests/support/attacked-app.ts';
import { launch } from '#tests/support/clinician.ts';
import { logIn } from '#tests/support/launch-visitor.ts';
import type { TestSystem } from '#tests/support/start-system.ts';

let app: AttackedApp;
let system: TestSystem;

beforeAll(async () => {
  app = await openAttackedApp(901);
  ({ system } = app);
});
afterAll(() => app.stop());

describe('login CSRF', () => {
  test('an attacker’s own answer, opened in a victim’s browser, opens nothing there', async () => {
    const attacker = await logIn(system);
    const victim = await logIn(system);
    expect(await endOf(victim, await answerOf(system, attacker))).toBe('session-cookie-missing');
    expect(victim.cookieFor(system.appUrl)).not.toContain('__Host-sightline-');
  });

  test('a form on another site neither starts an analysis, nor logs out, nor ends a launch', async () => {
    const open = await launch(system, patientOf(system, 0).fhirId);
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
    expect((await open.chart()).patient.identifier).toBe(patientOf(system, 0).patientId);
  });
});

describe('replay', () => {
  test('a state serves once, and not at all with another code', async () => {
    const browser = await logIn(system);
    const callback = await answerOf(system, browser);
    expect(await endOf(browser, callback)).toBe('chart');
    expect(await endOf(browser, callback)).toBe('launch-invalid');
    const other = new URL(callback);
    other.searchParams.set('code', new URL(await answerOf(system, browser)).searchParams.get('code') ?? '');
    expect(await endOf(browser, other.href)).toBe('launch-invalid');
  });

  test('a code that another launch was given does not fit this one’s verifier', async () => {
    const browser = await logIn(system);
    const [stolen, own] = [
      new URL(await answerOf(system, browser)),
      new URL(await answerOf(system, browser)),
    ];
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    expect(await endOf(browser, own.href)).toBe('grant-spent');
  });

  test('a launch of the EHR serves once', async () => {
    const browser = await logIn(system);
    const { ehrUrl } = system.hospital;
    const asked = await browser.request(`${ehrUrl}/sandbox/launch?patient=${patientOf(system, 0).fhirId}`);
    const link = asked.headers.get('location') ?? '';
    expect(await endOf(browser, link)).toBe('chart');
    expect(await endOf(browser, link)).toBe('launch-refused');
    expect(await endOf(await logIn(system), link)).toBe('launch-refused');
  });
});

describe('mix-up between two issuers', () => {
  const tokensAsked = () => app.evil.asked.filter((each) => each.includes('/token'));

  test('an answer that names another issuer than the one asked sends its code nowhere', async () => {
    const browser = await logIn(system);
    const address = await begin(system, browser, `${app.evil.url}/evil`);
    const callback = new URL(await answerOf(system, browser, address.searchParams.get('state') ?? ''));
    callback.searchParams.set('iss', system.hospital.fhirUrl);
    expect(await endOf(browser, callback.href)).toBe('launch-invalid');
    expect(tokensAsked()).toEqual([]);
  });

  test('an answer without an issuer is none of an EHR’s that names itself in each', async () => {
    const browser = await logIn(system);
    const address = await begin(system, browser, `${app.evil.url}/names-itself`);
    const callback = await answerOf(system, browser, address.searchParams.get('state') ?? '');
    expect(await endOf(browser, callback)).toBe('launch-invalid');
    expect(tokensAsked()).toEqual([]);
  });

  test('an EHR with a callback of its own is answered there and nowhere else, though nobody names an issuer', async () => {
    const browser = await logIn(system);
    const address = await begin(system, browser, `${app.evil.url}/own-callback`);
    expect(address.searchParams.get('redirect_uri')).toBe(`${system.appUrl}/launch/callback/own-callback`);
    const shared = await answerOf(system, browser, address.searchParams.get('state') ?? '');
    expect(await endOf(browser, shared)).toBe('launch-invalid');
    const honest = new URL(await answerOf(system, browser));
    honest.pathname = '/launch/callback/own-callback';
    expect(await endOf(browser, honest.href)).toBe('launch-invalid');
    expect(tokensAsked()).toEqual([]);
  });
});

describe('id_token', () => {
  async function launchWith(claims: object, header: object = {}): Promise<string | undefined> {
    const browser = await logIn(system);
    const address = await begin(system, browser, `${app.evil.url}/evil`);
    const now = Math.floor(Date.now() / 1000);
    const idToken = await new SignJWT({
      iss: `${app.evil.url}/evil`,
      aud: 'sightline',
      sub: 'u',
      iat: now,
      exp: now + 300,
      nonce: address.searchParams.get('nonce'),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'forged', ...header })
      .sign(app.forger.privateKey);
    app.tokenAnswer = {
      access_token: 'a',
      token_type: 'Bearer',
      patient: patientOf(system, 0).fhirId,
      id_token: idToken,
    };
    const query = new URLSearchParams({ code: 'c', state: address.searchParams.get('state') ?? '' });
    return endOf(browser, `${system.appUrl}/launch/callback?${query.toString()}`);
  }

  test('forged: keys that the token itself brings or names (jwk, jku, x5u) are neither used nor fetched (SSRF)', async () => {
    const before = app.target.asked.length;
    const jwk = await exportJWK(app.forger.publicKey);
    for (const header of [{ jku: `${app.target.url}/keys` }, { x5u: `${app.target.url}/cert` }, { jwk }])
      expect(await launchWith({}, header)).toBe('ehr-keys-unusable');
    expect(app.target.asked.length).toBe(before);
  });

  test.each([
    ['expired', { exp: 1_700_000_000 }],
    ['of a wrong audience', { aud: 'another' }],
  ])('%s and forged: no session', async (_, claims) => {
    expect(await launchWith(claims)).toBe('ehr-keys-unusable');
  });
});

describe('session fixation', () => {
  test('who knew a launch’s cookie before its user logged in has nothing afterwards', async () => {
    const browser = await logIn(system);
    const before = browser.cookieFor(system.appUrl);
    expect(before).toBe('');
    const { ehrUrl } = system.hospital;
    const asked = await browser.request(`${ehrUrl}/sandbox/launch?patient=${patientOf(system, 0).fhirId}`);
    const begun = await browser.request(asked.headers.get('location') ?? '');
    const planted = browser.cookieFor(system.appUrl);
    const chart = await browser.open(begun.headers.get('location') ?? '');
    const id = chart.url.split('/').at(-1) ?? '';
    const studies = `${system.appUrl}/api/launches/${id}/studies`;
    expect((await fetch(studies, { headers: { cookie: planted } })).status).toBe(401);
    expect((await browser.request(studies)).status).toBe(200);
  });

  test('an id that somebody else chose is never taken', async () => {
    const browser = await logIn(system);
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
