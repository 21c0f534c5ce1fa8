import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import type { Hospital } from '#sandbox/hospital.ts';
import {
  askForCode,
  askForToken,
  bearer,
  exchangeCode,
  launchApp,
  logIn,
  makePkce,
  takeLaunch,
} from './launch-app.ts';
import type { TokenAnswer } from './launch-app.ts';
import { APP, openHospital, postJson } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

const keys = await generateKeyPair('ES384');
const jwks = createServer((_, response) => {
  void exportJWK(keys.publicKey).then((jwk) =>
    response.end(JSON.stringify({ keys: [{ ...jwk, kid: 'k1', alg: 'ES384' }] })),
  );
});
let hospital: Hospital;
let patient: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
  const jwksUrl = `http://127.0.0.1:${String((jwks.address() as AddressInfo).port)}/jwks`;
  const film = writeTinyDicom({ studyUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.1.1', patientId: 'P1' });
  hospital = await openHospital({ film }, { app: { ...APP, jwksUrl } });
  patient = hospital.patients[0]?.fhirId ?? '';
}, 60_000);

afterAll(async () => {
  await hospital.close();
  jwks.close();
});

describe('an EHR launch', () => {
  test('ends with tokens for the launched patient, encounter and user', async () => {
    const token = await launchApp(hospital, patient);
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 3600, patient });
    expect(token['encounter']).toEqual(expect.any(String));
    expect(token['refresh_token']).toEqual(expect.any(String));
    const keySet = createRemoteJWKSet(new URL(`${hospital.ehrUrl}/oauth/jwks`));
    const { payload } = await jwtVerify(String(token['id_token']), keySet, {
      issuer: hospital.fhirUrl,
      audience: 'sightline',
    });
    expect(payload).toMatchObject({ nonce: 'nonce-1' });
    const user = await fetch(String(payload['fhirUser']), { headers: bearer(token) });
    expect(await user.json()).toMatchObject({ resourceType: 'Practitioner', id: 'rivera' });
    const read = await fetch(`${hospital.fhirUrl}/Patient/${patient}`, { headers: bearer(token) });
    expect(read.status).toBe(200);
  });

  test('sends whoever is not logged in to the login, and goes on from there', async () => {
    const answer = await askForCode(hospital, '', 'x', makePkce());
    const login = answer.headers.get('location') ?? '';
    expect(login).toMatch(/^\/login\?next=%2Foauth%2Fauthorize/);
  });

  test('the login leads nowhere but to this site', async () => {
    const goTo = async (next: string) => {
      const body = new URLSearchParams({ user: CLINICIAN.user, password: CLINICIAN.password, next });
      const answer = await fetch(`${hospital.ehrUrl}/login`, { method: 'POST', body, redirect: 'manual' });
      return answer.headers.get('location');
    };
    for (const next of ['//evil.example', '/\t/evil.example', '/\\evil.example', '/.//evil.example', 'x:y'])
      expect(await goTo(next), next).toBe('/patients');
    expect(await goTo('/oauth/authorize?a=1&b=%2F')).toBe('/oauth/authorize?a=1&b=%2F');
  });

  test('echoes state, and serves once', async () => {
    const cookie = await logIn(hospital);
    const launchUrl = await takeLaunch(hospital, cookie, patient);
    expect(launchUrl.searchParams.get('iss')).toBe(hospital.fhirUrl);
    const launch = launchUrl.searchParams.get('launch') ?? '';
    const first = new URL(
      (await askForCode(hospital, cookie, launch, makePkce())).headers.get('location') ?? '',
    );
    expect(first.searchParams.get('state')).toBe('state-1');
    const second = new URL(
      (await askForCode(hospital, cookie, launch, makePkce())).headers.get('location') ?? '',
    );
    expect(second.searchParams.get('error')).toBe('invalid_request');
    expect(second.searchParams.get('code')).toBeNull();
  });

  test.each([
    ['another audience', { aud: 'https://elsewhere.example/fhir' }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no launch scope', { scope: 'openid patient/*.rs' }, 'invalid_scope'],
  ])('refuses %s', async (_, overrides, error) => {
    const cookie = await logIn(hospital);
    const launch = (await takeLaunch(hospital, cookie, patient)).searchParams.get('launch') ?? '';
    const answer = await askForCode(hospital, cookie, launch, makePkce(), overrides);
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe(error);
  });

  test('redirects nobody to an address that is not registered', async () => {
    const answer = await askForCode(hospital, await logIn(hospital), 'x', makePkce(), {
      redirect_uri: 'https://evil.example/',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
  });

  test('refuses a code whose verifier does not match, and the code is then spent', async () => {
    const cookie = await logIn(hospital);
    const launch = (await takeLaunch(hospital, cookie, patient)).searchParams.get('launch') ?? '';
    const pkce = makePkce();
    const redirect = await askForCode(hospital, cookie, launch, pkce);
    const code = new URL(redirect.headers.get('location') ?? '').searchParams.get('code') ?? '';
    for (const verifier of [makePkce().verifier, pkce.verifier]) {
      const answer = await exchangeCode(hospital, code, verifier);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
    }
  });
});

describe('tokens', () => {
  test('a refresh token serves once and brings the next', async () => {
    const token = await launchApp(hospital, patient);
    const form = {
      grant_type: 'refresh_token',
      client_id: 'sightline',
      refresh_token: String(token['refresh_token']),
    };
    const fresh = (await (await askForToken(hospital, form)).json()) as TokenAnswer;
    expect(fresh['patient']).toBe(patient);
    expect(fresh['refresh_token']).not.toBe(token['refresh_token']);
    expect((await askForToken(hospital, form)).status).toBe(400);
  });

  test('expired ones are refused with an OperationOutcome, and the refresh token still serves', async () => {
    const token = await launchApp(hospital, patient);
    await postJson(`${hospital.ehrUrl}/sandbox/expire-tokens`, {});
    const read = await fetch(`${hospital.fhirUrl}/Patient/${patient}`, { headers: bearer(token) });
    expect(read.status).toBe(401);
    expect(await read.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
    const form = {
      grant_type: 'refresh_token',
      client_id: 'sightline',
      refresh_token: String(token['refresh_token']),
    };
    expect((await askForToken(hospital, form)).status).toBe(200);
  });

  test('introspection and revocation tell and end a token', async () => {
    const token = await launchApp(hospital, patient);
    const asker = await launchApp(hospital, patient);
    const introspect = async (): Promise<unknown> => {
      const body = new URLSearchParams({ token: token.access_token });
      return (
        await fetch(`${hospital.ehrUrl}/oauth/introspect`, { method: 'POST', headers: bearer(asker), body })
      ).json();
    };
    expect(await introspect()).toMatchObject({ active: true, patient, client_id: 'sightline' });
    await fetch(`${hospital.ehrUrl}/oauth/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: token.access_token }),
    });
    expect(await introspect()).toEqual({ active: false });
  });
});

describe('the backend client', () => {
  const assert = (audience: string): Promise<string> =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES384', kid: 'k1' })
      .setIssuer('sightline-backend')
      .setSubject('sightline-backend')
      .setAudience(audience)
      .setJti(randomUUID())
      .setExpirationTime('4 minutes')
      .sign(keys.privateKey);
  const ask = (assertion: string): Promise<Response> =>
    askForToken(hospital, {
      grant_type: 'client_credentials',
      scope: 'system/*.cruds',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });

  test('gets a system token for a signed assertion, and each assertion serves once', async () => {
    const assertion = await assert(`${hospital.ehrUrl}/oauth/token`);
    const answer = await ask(assertion);
    expect(answer.status).toBe(200);
    const token = (await answer.json()) as TokenAnswer;
    expect(token['patient']).toBeUndefined();
    expect((await fetch(`${hospital.fhirUrl}/Patient`, { headers: bearer(token) })).status).toBe(200);
    const replay = await ask(assertion);
    expect(replay.status).toBe(401);
    expect(await replay.json()).toMatchObject({ error: 'invalid_client' });
  });

  test('is refused an assertion for another audience', async () => {
    expect((await ask(await assert('https://elsewhere.example/token'))).status).toBe(401);
  });
});
