import { z } from 'zod';
import type { AuthorizationServer } from './authorization-server.ts';
import { grantScopes, LAUNCH_CLIENT_ID } from './clients.ts';
import { OAuthError } from './oauth-error.ts';

const parametersSchema = z.object({
  response_type: z.string().optional(),
  client_id: z.string().optional(),
  redirect_uri: z.string().optional(),
  scope: z.string().optional(),
  state: z.string().optional(),
  aud: z.string().optional(),
  launch: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  nonce: z.string().optional(),
});
export type AuthorizeParameters = z.infer<typeof parametersSchema>;

/**
 * Reads an authorization request. A client or redirect URI that is not registered throws OAuthError, to be shown to
 * the person: nobody is redirected to an address that the hospital does not know (RFC 6749 section 4.1.2.1).
 */
export function readAuthorizeRequest(
  server: AuthorizationServer,
  query: Record<string, string>,
): AuthorizeParameters {
  const parameters = parametersSchema.parse(query);
  if (parameters.client_id !== LAUNCH_CLIENT_ID)
    throw new OAuthError('unauthorized_client', 'unknown client_id');
  if (parameters.redirect_uri !== server.app.redirectUri)
    throw new OAuthError('invalid_request', 'redirect_uri is not registered');
  return parameters;
}

/** The address to send the person to: back to the app with a code, or with an error of RFC 6749 section 4.1.2.1. */
export function authorize(
  server: AuthorizationServer,
  parameters: AuthorizeParameters,
  fhirUser: string,
): string {
  const redirect = new URL(server.app.redirectUri);
  if (parameters.state !== undefined) redirect.searchParams.set('state', parameters.state);
  try {
    redirect.searchParams.set('code', createCode(server, parameters, fhirUser));
  } catch (thrown) {
    if (!(thrown instanceof OAuthError)) throw thrown;
    redirect.searchParams.set('error', thrown.code);
    redirect.searchParams.set('error_description', thrown.message);
  }
  return redirect.href;
}

function createCode(server: AuthorizationServer, parameters: AuthorizeParameters, fhirUser: string): string {
  const { codeChallenge, scope } = checkParameters(server, parameters);
  const launchKey = parameters.launch ?? '';
  const launch = server.launches.peek(launchKey);
  if (launch?.fhirUser !== fhirUser)
    throw new OAuthError('invalid_request', 'launch is unknown, used, expired or of another user');
  server.launches.take(launchKey);
  return server.codes.put({
    clientId: LAUNCH_CLIENT_ID,
    redirectUri: server.app.redirectUri,
    codeChallenge,
    scope,
    launch,
    ...(parameters.nonce === undefined ? {} : { nonce: parameters.nonce }),
  });
}

function checkParameters(
  server: AuthorizationServer,
  parameters: AuthorizeParameters,
): { codeChallenge: string; scope: string } {
  if (parameters.response_type !== 'code')
    throw new OAuthError('unsupported_response_type', 'response_type must be code');
  if (parameters.state === undefined) throw new OAuthError('invalid_request', 'state is required');
  if (parameters.aud?.replace(/\/$/, '') !== server.fhirUrl)
    throw new OAuthError('invalid_request', 'aud must be the FHIR base URL');
  const codeChallenge = parameters.code_challenge ?? '';
  if (parameters.code_challenge_method !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)) {
    throw new OAuthError('invalid_request', 'PKCE with S256 is required');
  }
  const scope = grantScopes(parameters.scope ?? '', 'launch');
  if (!scope.split(' ').includes('launch'))
    throw new OAuthError('invalid_scope', 'scope must hold launch: the hospital offers EHR launch only');
  return { codeChallenge, scope };
}
