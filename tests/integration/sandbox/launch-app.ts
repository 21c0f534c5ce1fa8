import { createHash, randomBytes } from 'node:crypto';
import type { Hospital } from '#sandbox/hospital.ts';
import { APP } from './open-hospital.ts';

export const SCOPE = 'openid fhirUser launch offline_access patient/*.cruds';
export type TokenAnswer = Readonly<Record<string, string | number | boolean | undefined>> & {
  readonly access_token: string;
};

/** The smart-configuration: every EHR has its endpoints elsewhere. */
export async function discover({ fhirUrl }: Hospital): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${fhirUrl}/.well-known/smart-configuration`);
  return (await answer.json()) as Record<string, string>;
}

/** The session cookie of the clinician. */
export async function logIn({ ehrUrl }: Hospital): Promise<string> {
  const answer = await fetch(`${ehrUrl}/login`, {
    method: 'POST',
    body: new URLSearchParams({ user: 'rivera', password: 'demo', next: '/patients' }),
    redirect: 'manual',
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** What the chart's launch button sends the app: iss and launch. `from`: a study, an intent. */
export async function takeLaunch(
  { ehrUrl }: Hospital,
  cookie: string,
  patient: string,
  from: Readonly<Record<string, string>> = {},
): Promise<URL> {
  const query = new URLSearchParams({ patient, ...from });
  const answer = await fetch(`${ehrUrl}/sandbox/launch?${query.toString()}`, {
    headers: { cookie },
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
}

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function makePkce(): Pkce {
  const verifier = randomBytes(48).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Where the authorize endpoint sends the browser. */
export async function askForCode(
  hospital: Hospital,
  cookie: string,
  launch: string,
  pkce: Pkce,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'sightline',
    redirect_uri: APP.redirectUri,
    scope: SCOPE,
    state: 'state-1',
    nonce: 'nonce-1',
    aud: hospital.fhirUrl,
    launch,
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
    ...overrides,
  });
  const { authorization_endpoint: endpoint = '' } = await discover(hospital);
  return fetch(`${endpoint}?${query.toString()}`, { headers: { cookie }, redirect: 'manual' });
}

/** The parameter that the EHR's redirect to the app carries. */
export function redirected(answer: Response, name: string): string | null {
  return new URL(answer.headers.get('location') ?? '').searchParams.get(name);
}

export async function askForToken(
  hospital: Hospital,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { token_endpoint: endpoint = '' } = await discover(hospital);
  return fetch(endpoint, { method: 'POST', headers, body: new URLSearchParams(form) });
}

/** What the app adds to each request to prove who it is. */
export interface ClientProof {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}
export const PUBLIC_CLIENT: ClientProof = { form: { client_id: 'sightline' } };

export function exchangeCode(
  hospital: Hospital,
  code: string,
  verifier: string,
  { form = {}, headers = {} }: ClientProof = PUBLIC_CLIENT,
): Promise<Response> {
  const grant = { grant_type: 'authorization_code', redirect_uri: APP.redirectUri };
  return askForToken(hospital, { ...grant, code, code_verifier: verifier, ...form }, headers);
}

export function refresh(
  hospital: Hospital,
  token: unknown,
  { form = {}, headers = {} }: ClientProof = PUBLIC_CLIENT,
): Promise<Response> {
  return askForToken(
    hospital,
    { grant_type: 'refresh_token', refresh_token: String(token), ...form },
    headers,
  );
}

/** A whole launch up to the code, with what its exchange needs. */
export async function launchForCode(
  hospital: Hospital,
  patient: string,
  scope = SCOPE,
  from: Readonly<Record<string, string>> = {},
): Promise<{ code: string; verifier: string }> {
  const cookie = await logIn(hospital);
  const launchUrl = await takeLaunch(hospital, cookie, patient, from);
  const pkce = makePkce();
  const launch = launchUrl.searchParams.get('launch') ?? '';
  const code = redirected(await askForCode(hospital, cookie, launch, pkce, { scope }), 'code');
  return { code: code ?? '', verifier: pkce.verifier };
}

/** A whole launch: the token answer of the patient. */
export async function launchApp(
  hospital: Hospital,
  patient: string,
  scope = SCOPE,
  from: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const { code, verifier } = await launchForCode(hospital, patient, scope, from);
  return (await (await exchangeCode(hospital, code, verifier)).json()) as TokenAnswer;
}

export function bearer(token: TokenAnswer): Record<string, string> {
  return { authorization: `Bearer ${token.access_token}` };
}
