import { createHash, randomUUID } from 'node:crypto';
import { authenticateApp } from './authenticate-app.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { verifyClientAssertion } from './client-assertion.ts';
import { BACKEND_CLIENT_ID, LAUNCH_CLIENT_ID } from './clients.ts';
import { grantScopes } from './grant-scopes.ts';
import type { AuthorizationCode } from './launches.ts';
import { OAuthError } from './oauth-error.ts';
import { answerWithTokens, describeLaunch, signIdToken } from './token-answer.ts';
import type { TokenAnswer } from './token-answer.ts';
import type { TokenForm, TokenRequest } from './token-form.ts';
import type { Grant } from './token-store.ts';

type Granter = (server: AuthorizationServer, request: TokenRequest) => Promise<TokenAnswer>;
const GRANTERS: ReadonlyMap<string, Granter> = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
  ['client_credentials', grantBackend],
]);

/** The token endpoint. Throws OAuthError (RFC 6749 section 5.2). */
export async function exchangeToken(
  server: AuthorizationServer,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const granter = GRANTERS.get(request.form['grant_type'] ?? '');
  if (granter === undefined) throw new OAuthError('unsupported_grant_type', 'grant_type is not supported');
  return granter(server, request);
}

async function exchangeCode(server: AuthorizationServer, request: TokenRequest): Promise<TokenAnswer> {
  await authenticateApp(server, request);
  const code = takeCode(server, request.form);
  const grant = toGrant(server, code);
  const isOpenId = grant.scope.split(' ').includes('openid');
  return {
    ...answerWithTokens(server, grant),
    ...describeLaunch(server, code.chart),
    ...(isOpenId ? { id_token: await signIdToken(server, { ...code, scope: grant.scope }) } : {}),
  };
}

function takeCode(server: AuthorizationServer, form: TokenForm): AuthorizationCode {
  const code = server.codes.take(form['code'] ?? '');
  if (code === undefined) throw new OAuthError('invalid_grant', 'code is unknown, used or expired');
  if (form['redirect_uri'] !== code.redirectUri)
    throw new OAuthError('invalid_grant', 'redirect_uri differs from the authorization request');
  requirePkceMatch(form['code_verifier'] ?? '', code.codeChallenge);
  return code;
}

/** RFC 7636 section 4.6. */
function requirePkceMatch(verifier: string, challenge: string): void {
  const isWellFormed = /^[\w.~-]{43,128}$/.test(verifier);
  if (!isWellFormed || createHash('sha256').update(verifier).digest('base64url') !== challenge) {
    throw new OAuthError('invalid_grant', 'code_verifier does not match the challenge');
  }
}

function toGrant(server: AuthorizationServer, code: AuthorizationCode): Grant {
  const { patientId, encounterId } = code.chart ?? {};
  // With no patient, patient scopes would reach everybody's chart.
  const contexts = patientId === undefined ? ['user'] : ['patient', 'user'];
  const scope = grantScopes(server.manners, code.scope, contexts);
  const refresh = refreshKind(scope);
  return {
    clientId: code.clientId,
    scope,
    fhirUser: code.fhirUser,
    family: randomUUID(),
    ...(patientId === undefined ? {} : { patientId }),
    ...(encounterId === undefined ? {} : { encounterId }),
    ...(refresh === undefined ? {} : { refresh }),
  };
}

function refreshKind(scope: string): Grant['refresh'] {
  const scopes = scope.split(' ');
  if (scopes.includes('offline_access')) return 'offline';
  return scopes.includes('online_access') ? 'online' : undefined;
}

async function refresh(server: AuthorizationServer, request: TokenRequest): Promise<TokenAnswer> {
  await authenticateApp(server, request);
  const grant = server.tokens.takeRefresh(request.form['refresh_token'] ?? '', LAUNCH_CLIENT_ID);
  if (grant === undefined) throw new OAuthError('invalid_grant', 'refresh_token is unknown, used or expired');
  return answerWithTokens(server, grant);
}

async function grantBackend(server: AuthorizationServer, { form }: TokenRequest): Promise<TokenAnswer> {
  await verifyClientAssertion(server, form, BACKEND_CLIENT_ID);
  const scope = grantScopes(server.manners, form['scope'] ?? '', ['system']);
  if (scope === '') throw new OAuthError('invalid_scope', 'a backend client asks for system scopes');
  return answerWithTokens(server, { clientId: BACKEND_CLIENT_ID, scope });
}
