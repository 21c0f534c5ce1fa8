import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hospital } from '#sandbox/hospital.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import {
  askForCode,
  bearer,
  discover,
  exchangeCode,
  launchApp,
  logIn,
  makePkce,
  redirected,
  refresh,
} from './launch-app.ts';
import type { TokenAnswer } from './launch-app.ts';
import { openHospital } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

const IDENTITY = 'openid fhirUser launch';
const open = (ehr: EhrName): Promise<Hospital> => {
  const film = writeTinyDicom({ studyUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.1.1', patientId: 'P1' });
  const other = writeTinyDicom({ studyUid: '1.2.3.2', sopInstanceUid: '1.2.3.2.1.1', patientId: 'P2' });
  return openHospital({ film, other }, { ehr });
};
const scopesOf = (token: TokenAnswer): string[] => String(token['scope']).split(' ');

describe.each([
  ['open', 3600],
  ['epic', 3600],
  ['oracle', 600],
] as const)('%s', (ehr, seconds) => {
  let hospital: Hospital;
  let patient: string;
  beforeAll(async () => {
    hospital = await open(ehr);
    patient = hospital.patients[0]?.fhirId ?? '';
  }, 60_000);
  afterAll(() => hospital.close());

  test('an EHR launch ends with the context, a style that can be read, and a lifetime as usual there', async () => {
    const token = await launchApp(hospital, patient, `${IDENTITY} patient/Patient.rs`, { intent: 'review' });
    expect(token).toMatchObject({
      patient,
      expires_in: seconds,
      need_patient_banner: true,
      intent: 'review',
    });
    expect(token['encounter']).toEqual(expect.any(String));
    expect(token['tenant']).toEqual(ehr === 'oracle' ? expect.any(String) : undefined);
    const style = await fetch(String(token['smart_style_url']));
    expect(await style.json()).toMatchObject({ color_background: expect.stringMatching(/^#/) as string });
  });

  test('the id_token is of the published issuer, answers the nonce and names a Practitioner who can be read', async () => {
    const token = await launchApp(hospital, patient, IDENTITY);
    const { issuer = '', jwks_uri: keys = '' } = await discover(hospital);
    const { payload } = await jwtVerify(String(token['id_token']), createRemoteJWKSet(new URL(keys)), {
      issuer,
      audience: 'sightline',
    });
    if (ehr !== 'open') expect(issuer).not.toBe(hospital.fhirUrl);
    expect(payload['nonce']).toBe('nonce-1');
    expect(payload['fhirUser']).toBe(`${hospital.fhirUrl}/Practitioner/rivera`);
    const user = await fetch(String(payload['fhirUser']), { headers: bearer(token) });
    expect(await user.json()).toMatchObject({ resourceType: 'Practitioner' });
  });

  test('scopes are granted in both syntaxes', async () => {
    const both = ['patient/Patient.read', 'patient/Observation.write', 'patient/ServiceRequest.rs'];
    const granted = scopesOf(await launchApp(hospital, patient, `${IDENTITY} ${both.join(' ')}`));
    expect(granted).toEqual(expect.arrayContaining(both));
  });

  test('a launch from a study tells it where this EHR does that', async () => {
    const scope = `${IDENTITY} patient/ImagingStudy.rs`;
    const plain = await launchApp(hospital, patient, scope);
    expect(plain['fhirContext']).toBeUndefined();
    if (ehr !== 'open') return;
    const found = await fetch(`${hospital.fhirUrl}/ImagingStudy?patient=${patient}`, {
      headers: bearer(plain),
    });
    const { entry } = (await found.json()) as { entry: { resource: { id: string } }[] };
    const study = entry[0]?.resource.id ?? '';
    const token = await launchApp(hospital, patient, scope, { study });
    expect(token['fhirContext']).toEqual([{ reference: `ImagingStudy/${study}` }]);
  });

  test('PKCE is required', async () => {
    const answer = await askForCode(hospital, await logIn(hospital), '', makePkce(), {
      scope: 'openid user/Patient.rs',
      code_challenge: '',
    });
    expect(redirected(answer, 'error')).toBe('invalid_request');
  });

  test('a spent refresh token ends all tokens of its authorization, and no others', async () => {
    const scope = `${IDENTITY} offline_access patient/Patient.rs`;
    const [robbed, other] = [
      await launchApp(hospital, patient, scope),
      await launchApp(hospital, patient, scope),
    ];
    const next = (await (await refresh(hospital, robbed['refresh_token'])).json()) as TokenAnswer;
    const isAlive = async (token: TokenAnswer) =>
      (await fetch(`${hospital.fhirUrl}/Patient/${patient}`, { headers: bearer(token) })).ok;
    expect(await isAlive(next)).toBe(true);
    const again = await refresh(hospital, robbed['refresh_token']);
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' });
    expect(await isAlive(next)).toBe(false);
    expect((await refresh(hospital, next['refresh_token'])).status).toBe(400);
    expect(await isAlive(other)).toBe(true);
    expect((await refresh(hospital, other['refresh_token'])).status).toBe(200);
  });

  test('a token is revoked where the EHR publishes that, and nowhere else', async () => {
    const token = await launchApp(hospital, patient, `${IDENTITY} offline_access patient/Patient.rs`);
    const { revocation_endpoint: endpoint } = await discover(hospital);
    if (ehr === 'epic') expect(endpoint).toBeUndefined();
    if (endpoint === undefined) return;
    const body = new URLSearchParams({ token: String(token['refresh_token']), client_id: 'sightline' });
    expect((await fetch(endpoint, { method: 'POST', body })).status).toBe(200);
    expect((await refresh(hospital, token['refresh_token'])).status).toBe(400);
    expect((await fetch(`${hospital.fhirUrl}/Patient/${patient}`, { headers: bearer(token) })).status).toBe(
      401,
    );
  });
});

describe('what is asked for and not granted', () => {
  test('epic: scopes of what it does not serve are left out, and offline_access is granted without being named', async () => {
    const hospital = await open('epic');
    const patient = hospital.patients[0]?.fhirId ?? '';
    const asked =
      'offline_access online_access patient/DiagnosticReport.crus patient/Subscription.rs patient/Provenance.rs';
    const token = await launchApp(hospital, patient, `${IDENTITY} ${asked}`);
    expect(scopesOf(token)).toEqual([
      ...IDENTITY.split(' '),
      'patient/DiagnosticReport.rus',
      'patient/Provenance.r',
    ]);
    expect(token['refresh_token']).toEqual(expect.any(String));
    expect(
      (await launchApp(hospital, patient, `${IDENTITY} online_access`))['refresh_token'],
    ).toBeUndefined();
    await hospital.close();
  });

  test('oracle: no wildcards, no ImagingStudy, and online_access ends with the session in the EHR', async () => {
    const hospital = await open('oracle');
    const patient = hospital.patients[0]?.fhirId ?? '';
    const asked =
      'online_access patient/*.rs patient/ImagingStudy.read patient/Patient.rs patient/Practitioner.rs';
    const token = await launchApp(hospital, patient, `${IDENTITY} ${asked}`);
    expect(scopesOf(token)).toEqual([...IDENTITY.split(' '), 'online_access', 'patient/Patient.rs']);
    const next = (await (await refresh(hospital, token['refresh_token'])).json()) as TokenAnswer;
    const cookie = await logIn(hospital);
    await fetch(`${hospital.ehrUrl}/logout`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
    expect((await refresh(hospital, next['refresh_token'])).status).toBe(400);
    await hospital.close();
  });
});

describe('a standalone launch', () => {
  const SCOPE = 'openid fhirUser launch/patient patient/Patient.rs';

  test.each(['open', 'epic'] as const)('%s: the user picks the patient on a page of the EHR', async (ehr) => {
    const hospital = await open(ehr);
    const cookie = await logIn(hospital);
    const pkce = makePkce();
    const page = await askForCode(hospital, cookie, '', pkce, { scope: SCOPE });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://127.0.0.1:9");
    const text = await page.text();
    for (const { name, fhirId } of hospital.patients) {
      expect(text).toContain(name);
      expect(text).toContain(fhirId);
    }
    const chosen = hospital.patients[1]?.fhirId ?? '';
    const send = (patient: string) => decide(hospital, cookie, text, { decision: 'allow', patient });
    const code = redirected(await send(chosen), 'code') ?? '';
    const token = (await (await exchangeCode(hospital, code, pkce.verifier)).json()) as TokenAnswer;
    expect(token).toMatchObject({ patient: chosen });
    expect(token['encounter']).toBeUndefined();
    expect((await send(chosen)).status).toBe(400);
    const others = await fetch(`${hospital.fhirUrl}/Patient/${hospital.patients[0]?.fhirId ?? ''}`, {
      headers: bearer(token),
    });
    expect(others.status).toBe(403);
    await hospital.close();
  });

  test('open: a patient who is not there leads to no code, and Cancel to access_denied', async () => {
    const hospital = await open('open');
    const cookie = await logIn(hospital);
    const ask = async () => (await askForCode(hospital, cookie, '', makePkce(), { scope: SCOPE })).text();
    const nobody = await decide(hospital, cookie, await ask(), { decision: 'allow', patient: 'nobody' });
    expect(nobody.status).toBe(400);
    const denied = await decide(hospital, cookie, await ask(), { decision: 'deny' });
    expect(redirected(denied, 'error')).toBe('access_denied');
    await hospital.close();
  });

  test('oracle: there is no picker, and patient scopes are not granted; user scopes are, with no patient', async () => {
    const hospital = await open('oracle');
    const cookie = await logIn(hospital);
    const refused = await askForCode(hospital, cookie, '', makePkce(), { scope: SCOPE });
    expect(redirected(refused, 'error')).toBe('invalid_scope');
    const pkce = makePkce();
    const scope = `${SCOPE} user/Patient.rs`;
    const code = redirected(await askForCode(hospital, cookie, '', pkce, { scope }), 'code') ?? '';
    const token = (await (await exchangeCode(hospital, code, pkce.verifier)).json()) as TokenAnswer;
    expect(token['patient']).toBeUndefined();
    expect(scopesOf(token)).toEqual(['openid', 'fhirUser', 'user/Patient.rs']);
    await hospital.close();
  });

  test('the authorization request may come by POST', async () => {
    const hospital = await open('epic');
    const { authorization_endpoint: endpoint = '' } = await discover(hospital);
    const body = new URLSearchParams({
      response_type: 'code',
      client_id: 'sightline',
      redirect_uri: 'http://127.0.0.1:9/launch/callback',
    });
    const answer = await fetch(endpoint, { method: 'POST', body, redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^\/login\?next=/);
    await hospital.close();
  });
});

/** Sends the form of the EHR's page. */
function decide(
  hospital: Hospital,
  cookie: string,
  page: string,
  choice: Readonly<Record<string, string>>,
): Promise<Response> {
  const action = /action="([^"]+\/decision)"/.exec(page)?.[1] ?? '';
  const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return fetch(hospital.ehrUrl + action, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ ticket, ...choice }),
    redirect: 'manual',
  });
}
