import { createHash, randomBytes } from 'node:crypto';
import type { Hospital } from '#sandbox/hospital.ts';
import { APP } from './open-hospital.ts';

export const SCOPE = 'openid fhirUser launch offline_access patient/*.cruds';
export type TokenAnswer = Readonly<Record<string, string | number | undefined>> & {
  readonly access_token: string;
};

/** The session cookie of the clinician. */
export async function logIn({ ehrUrl }: Hospital): Promise<string> {
  const answer = await fetch(`${ehrUrl}/login`, {
    method: 'POST',
    body: new URLSearchParams({ user: 'rivera', password: 'demo', next: '/patients' }),
    redirect: 'manual',
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** What the chart's launch button sends the app: iss and launch. */
export async function takeLaunch({ ehrUrl }: Hospital, cookie: string, patient: string): Promise<URL> {
  const answer = await fetch(`${ehrUrl}/sandbox/launch?patient=${patient}`, {
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
  return fetch(`${hospital.ehrUrl}/oauth/authorize?${query.toString()}`, {
    headers: { cookie },
    redirect: 'manual',
  });
}

export function askForToken({ ehrUrl }: Hospital, form: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${ehrUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
}

export function exchangeCode(hospital: Hospital, code: string, verifier: string): Promise<Response> {
  return askForToken(hospital, {
    grant_type: 'authorization_code',
    client_id: 'sightline',
    redirect_uri: APP.redirectUri,
    code,
    code_verifier: verifier,
  });
}

/** A whole launch: the token answer of the patient. */
export async function launchApp(hospital: Hospital, patient: string): Promise<TokenAnswer> {
  const cookie = await logIn(hospital);
  const launchUrl = await takeLaunch(hospital, cookie, patient);
  const pkce = makePkce();
  const redirect = await askForCode(hospital, cookie, launchUrl.searchParams.get('launch') ?? '', pkce);
  const code = new URL(redirect.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await exchangeCode(hospital, code, pkce.verifier);
  return (await answer.json()) as TokenAnswer;
}

export function bearer(token: TokenAnswer): Record<string, string> {
  return { authorization: `Bearer ${token.access_token}` };
}
