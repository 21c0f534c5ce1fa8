import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { KEY_ID } from './authorization-server.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { verifyClientAssertion } from './client-assertion.ts';
import { BACKEND_CLIENT_ID, grantScopes, LAUNCH_CLIENT_ID } from './clients.ts';
import type { AuthorizationCode } from './launches.ts';
import { OAuthError } from './oauth-error.ts';
import type { TokenForm } from './token-form.ts';
import type { Grant } from './token-store.ts';

export type TokenAnswer = Readonly<Record<string, string | number | boolean>>;

type Granter = (server: AuthorizationServer, form: TokenForm) => Promise<TokenAnswer>;
const GRANTERS: ReadonlyMap<string, Granter> = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
  ['client_credentials', grantBackend],
]);

/** The token endpoint. Throws OAuthError (RFC 6749 section 5.2). */
export async function exchangeToken(server: AuthorizationServer, form: TokenForm): Promise<TokenAnswer> {
  const granter = GRANTERS.get(form['grant_type'] ?? '');
  if (granter === undefined) throw new OAuthError('unsupported_grant_type', 'grant_type is not supported');
  return granter(server, form);
}

async function exchangeCode(server: AuthorizationServer, form: TokenForm): Promise<TokenAnswer> {
  requirePublicClient(form);
  const code = server.codes.take(form['code'] ?? '');
  if (code === undefined) throw new OAuthError('invalid_grant', 'code is unknown, used or expired');
  if (form['redirect_uri'] !== code.redirectUri)
    throw new OAuthError('invalid_grant', 'redirect_uri differs from the authorization request');
  requirePkceMatch(form['code_verifier'] ?? '', code.codeChallenge);
  const grant: Grant = {
    clientId: code.clientId,
    scope: code.scope,
    patientId: code.launch.patientId,
    encounterId: code.launch.encounterId,
    fhirUser: code.launch.fhirUser,
  };
  const idToken = code.scope.split(' ').includes('openid')
    ? { id_token: await signIdToken(server, code) }
    : {};
  return { ...answer(server, grant), need_patient_banner: true, ...idToken };
}

/** RFC 7636 section 4.6. */
function requirePkceMatch(verifier: string, challenge: string): void {
  const isWellFormed = /^[\w.~-]{43,128}$/.test(verifier);
  if (!isWellFormed || createHash('sha256').update(verifier).digest('base64url') !== challenge) {
    throw new OAuthError('invalid_grant', 'code_verifier does not match the challenge');
  }
}

function refresh(server: AuthorizationServer, form: TokenForm): Promise<TokenAnswer> {
  requirePublicClient(form);
  const grant = server.tokens.takeRefresh(form['refresh_token'] ?? '', LAUNCH_CLIENT_ID);
  if (grant === undefined) throw new OAuthError('invalid_grant', 'refresh_token is unknown, used or expired');
  return Promise.resolve(answer(server, grant));
}

async function grantBackend(server: AuthorizationServer, form: TokenForm): Promise<TokenAnswer> {
  await verifyClientAssertion(server, form);
  const scope = grantScopes(form['scope'] ?? '', 'backend');
  if (scope === '') throw new OAuthError('invalid_scope', 'a backend client asks for system scopes');
  return answer(server, { clientId: BACKEND_CLIENT_ID, scope });
}

function requirePublicClient(form: TokenForm): void {
  if (form['client_id'] !== LAUNCH_CLIENT_ID) throw new OAuthError('invalid_client', 'unknown client_id');
}

function answer(server: AuthorizationServer, grant: Grant): TokenAnswer {
  const scopes = grant.scope.split(' ');
  const isRefreshable = scopes.includes('offline_access') || scopes.includes('online_access');
  return {
    access_token: server.tokens.issueAccess(grant),
    token_type: 'Bearer',
    expires_in: server.tokens.accessTokenSeconds,
    scope: grant.scope,
    ...(grant.patientId === undefined ? {} : { patient: grant.patientId }),
    ...(grant.encounterId === undefined ? {} : { encounter: grant.encounterId }),
    ...(isRefreshable ? { refresh_token: server.tokens.issueRefresh(grant) } : {}),
  };
}

function signIdToken(server: AuthorizationServer, code: AuthorizationCode): Promise<string> {
  const claims = {
    fhirUser: code.launch.fhirUser,
    ...(code.nonce === undefined ? {} : { nonce: code.nonce }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
    .setIssuer(server.fhirUrl)
    .setAudience(code.clientId)
    .setSubject(code.launch.fhirUser)
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(server.signingKey);
}
