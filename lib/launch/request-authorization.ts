/**
 * What the browser asks the EHR's authorization page for (SMART App Launch 2.2, "Request authorization code"), with PKCE
 * S256 (RFC 7636 4.1) and a nonce (OpenID Connect Core 3.1.2.1): an id_token of another login must not fit this launch.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface AuthorizationRequest {
  readonly clientId: string;
  /** The FHIR base; becomes `aud`, so that no other server's page gives a token for it. */
  readonly issuer: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string;
  /** Absent where the launch doesn't begin in the EHR. */
  readonly launch?: string | undefined;
}

export interface RequestedAuthorization {
  readonly url: string;
  readonly codeVerifier: string;
  readonly nonce: string;
}

/** `endpoint` may have a query of its own, which it keeps (RFC 6749 3.1). */
export function requestAuthorization(
  endpoint: string,
  request: AuthorizationRequest,
): RequestedAuthorization {
  const codeVerifier = randomBytes(48).toString('base64url');
  const nonce = randomBytes(32).toString('base64url');
  const url = new URL(endpoint);
  const parameters = {
    response_type: 'code',
    client_id: request.clientId,
    scope: request.scope,
    redirect_uri: request.redirectUri,
    aud: request.issuer,
    state: request.state,
    nonce,
    ...(request.launch === undefined ? {} : { launch: request.launch }),
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, codeVerifier, nonce };
}
