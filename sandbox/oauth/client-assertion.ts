import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { serverTime } from './authorization-server.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import type { TokenForm } from './token-form.ts';
import { OAuthError } from './oauth-error.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_LIFETIME_SECONDS = 300;
const JWKS_TIMEOUT_MS = 30_000;

/** private_key_jwt (SMART App Launch 2.2, client-confidential-asymmetric; RFC 7523). The keys are fetched for each request. */
export async function verifyClientAssertion(
  server: AuthorizationServer,
  form: TokenForm,
  clientId: string,
): Promise<void> {
  if (form['client_assertion_type'] !== ASSERTION_TYPE)
    throw new OAuthError('invalid_client', 'private_key_jwt is required');
  if (form['client_id'] !== undefined && form['client_id'] !== clientId)
    throw new OAuthError('invalid_client', 'client_id is not that of the assertion');
  const payload = await verifySignature(server, form['client_assertion'] ?? '', clientId);
  const { jti, exp = 0 } = payload;
  if (exp - serverTime(server).getTime() / 1000 > LONGEST_LIFETIME_SECONDS + 5)
    throw new OAuthError('invalid_client', 'exp is more than five minutes ahead');
  if (jti === undefined || server.seenAssertionIds.has(jti))
    throw new OAuthError('invalid_client', 'jti is missing or was used');
  server.seenAssertionIds.add(jti);
}

async function verifySignature(
  server: AuthorizationServer,
  assertion: string,
  clientId: string,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(
      assertion,
      createRemoteJWKSet(new URL(server.app.jwksUrl), { timeoutDuration: JWKS_TIMEOUT_MS }),
      {
        algorithms: [...server.manners.oauth.assertionAlgorithms],
        audience: server.endpoints.token,
        issuer: clientId,
        subject: clientId,
        requiredClaims: ['exp', 'jti'],
        currentDate: serverTime(server),
      },
    );
    return payload;
  } catch (cause) {
    throw new OAuthError(
      'invalid_client',
      `client_assertion was not accepted: ${cause instanceof Error ? cause.message : 'unknown'}`,
    );
  }
}
