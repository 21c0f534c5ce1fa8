import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Hospital } from '#sandbox/hospital.ts';
import {
  askForCode,
  discover,
  exchangeCode,
  launchApp,
  launchForCode,
  logIn,
  makePkce,
  redirected,
  refresh,
  takeLaunch,
} from './launch-app.ts';
import { openHospital, postJson } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

let hospital: Hospital;
let patient: string;
let cookie: string;

beforeAll(async () => {
  const film = writeTinyDicom({ studyUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.1.1', patientId: 'P1' });
  hospital = await openHospital({ film });
  patient = hospital.patients[0]?.fhirId ?? '';
}, 60_000);
afterAll(() => hospital.close());
beforeEach(async () => {
  cookie = await logIn(hospital);
});

const tell = (control: string, body: object) => postJson(`${hospital.ehrUrl}/sandbox/${control}`, body);
const authorize = async (): Promise<Response> => {
  const launch = (await takeLaunch(hospital, cookie, patient)).searchParams.get('launch') ?? '';
  return askForCode(hospital, cookie, launch, makePkce());
};

describe('the authorize endpoint', () => {
  test.each(['access_denied', 'temporarily_unavailable', 'server_error', 'anything-at-all'])(
    'answers the next request with error=%s, and the one after as usual',
    async (error) => {
      await tell('authorize', { error });
      const failed = await authorize();
      expect(redirected(failed, 'error')).toBe(error);
      expect(redirected(failed, 'state')).toBe('state-1');
      expect(redirected(await authorize(), 'code')).not.toBeNull();
    },
  );

  test('asks for consent where told to: Deny is access_denied, Allow a code', async () => {
    await tell('consent', { ask: true });
    const choose = async (decision: string) => {
      const page = await (await authorize()).text();
      const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
      return fetch(`${hospital.ehrUrl}/oauth/authorize/decision`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams({ ticket, decision }),
        redirect: 'manual',
      });
    };
    const denied = await choose('deny');
    const allowed = await choose('allow');
    await tell('consent', { ask: false });
    expect(redirected(denied, 'error')).toBe('access_denied');
    expect(redirected(denied, 'state')).toBe('state-1');
    expect(redirected(allowed, 'code')).not.toBeNull();
  });

  test("another user's page is not theirs to answer", async () => {
    const answer = await fetch(`${hospital.ehrUrl}/oauth/authorize/decision`, {
      method: 'POST',
      body: new URLSearchParams({ ticket: 'x', decision: 'allow' }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(400);
  });

  test('knows an expired launch no more', async () => {
    const launch = (await takeLaunch(hospital, cookie, patient)).searchParams.get('launch') ?? '';
    await tell('expire-launches', {});
    const answer = await askForCode(hospital, cookie, launch, makePkce());
    expect(redirected(answer, 'error')).toBe('invalid_request');
  });
});

describe('the token endpoint', () => {
  const exchange = async () => {
    const { code, verifier } = await launchForCode(hospital, patient);
    return exchangeCode(hospital, code, verifier);
  };

  test.each([
    ['invalid_grant', 400],
    ['invalid_client', 401],
    ['error', 500],
  ])('answers the next request with %s, and the one after as usual', async (answer, status) => {
    await tell('token', { answer });
    expect((await exchange()).status).toBe(status);
    expect((await exchange()).status).toBe(200);
  });

  test('is slow where told to, and right', async () => {
    await tell('token', { answer: 'slow', delayMs: 300 });
    const started = performance.now();
    expect((await exchange()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(299);
  });

  test('takes no refresh token that was revoked', async () => {
    const token = await launchApp(hospital, patient);
    await tell('revoke-refresh-tokens', {});
    const answer = await refresh(hospital, token['refresh_token']);
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
  });
});

test('a clock that is off shows in the Date header and in the id_token', async () => {
  await tell('clock', { offsetSeconds: -3600 });
  const answer = await fetch(`${hospital.fhirUrl}/metadata`);
  const token = await launchApp(hospital, patient);
  await tell('clock', { offsetSeconds: 0 });
  const { iat = 0, exp = 0 } = decodeJwt(String(token['id_token']));
  const hourAgo = Date.now() / 1000 - 3600;
  expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') / 1000 - hourAgo)).toBeLessThan(30);
  expect(Math.abs(iat - hourAgo)).toBeLessThan(30);
  expect(exp - iat).toBe(300);
});

test.each(['other-key', 'error', 'not-json'])('keys that are broken (%s) verify nothing', async (mode) => {
  const token = await launchApp(hospital, patient);
  const { jwks_uri: uri = '' } = await discover(hospital);
  const verify = () => jwtVerify(String(token['id_token']), createRemoteJWKSet(new URL(uri)));
  await tell('jwks', { mode });
  await expect(verify()).rejects.toThrow();
  await tell('jwks', { mode: 'right' });
  await expect(verify()).resolves.toBeDefined();
});

test('a control that makes no sense is refused', async () => {
  expect((await tell('token', { answer: 'maybe' })).status).toBe(400);
  expect((await tell('authorize', {})).status).toBe(400);
});
