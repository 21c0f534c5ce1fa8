import { z } from 'zod';
import type { AuthorizationServer } from './authorization-server.ts';
import { LAUNCH_CLIENT_ID } from './clients.ts';
import { grantScopes } from './grant-scopes.ts';
import type { LaunchContext, OpenAuthorization } from './launches.ts';
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

/** Where the person goes next: back to the app with a code or an error of RFC 6749 section 4.1.2.1, or to a page first. */
export type AuthorizeStep =
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'decide'; readonly ticket: string; readonly picksPatient: boolean };

export function authorize(
  server: AuthorizationServer,
  parameters: AuthorizeParameters,
  fhirUser: string,
): AuthorizeStep {
  const { state } = parameters;
  const { nextAuthorizeError } = server.faults;
  server.faults.nextAuthorizeError = undefined;
  if (nextAuthorizeError !== undefined)
    return redirect(server, state, { error: nextAuthorizeError, error_description: 'as it was told to' });
  try {
    const open = openAuthorization(server, parameters, fhirUser);
    const picksPatient = needsPatient(server, open);
    if (picksPatient || server.faults.asksConsent)
      return { kind: 'decide', ticket: server.decisions.put(open), picksPatient };
    return redirect(server, state, { code: createCode(server, open) });
  } catch (thrown) {
    return redirect(server, state, toError(thrown));
  }
}

/** What the user chose on the EHR's page. Throws OAuthError where that page is no longer waited for. */
export function decide(
  server: AuthorizationServer,
  ticket: string,
  choice: { readonly isAllowed: boolean; readonly patientId: string | undefined },
  fhirUser: string,
): string {
  const open = server.decisions.take(ticket);
  if (open?.fhirUser !== fhirUser)
    throw new OAuthError('invalid_request', 'this page is no longer waited for');
  const answer = choice.isAllowed
    ? { code: createCode(server, withPatient(server, open, choice.patientId)) }
    : toError(new OAuthError('access_denied', 'the user said no'));
  return redirect(server, open.state, answer).location;
}

function needsPatient(server: AuthorizationServer, { chart, scope }: OpenAuthorization): boolean {
  return chart === undefined && holds(grantedTo(server, scope), 'launch/patient');
}

function withPatient(
  server: AuthorizationServer,
  open: OpenAuthorization,
  patientId: string | undefined,
): OpenAuthorization {
  if (!needsPatient(server, open)) return open;
  if (patientId === undefined) throw new OAuthError('invalid_request', 'no patient was picked');
  return { ...open, chart: { patientId } };
}

function redirect(
  server: AuthorizationServer,
  state: string | undefined,
  answer: Readonly<Record<string, string>>,
): { kind: 'redirect'; location: string } {
  const url = new URL(server.app.redirectUri);
  const { issuer } = server.faults.answers;
  const named = {
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(state === undefined ? {} : { state }),
  };
  for (const [name, value] of Object.entries({ ...named, ...answer })) url.searchParams.set(name, value);
  return { kind: 'redirect', location: url.href };
}

function toError(thrown: unknown): Readonly<Record<string, string>> {
  if (!(thrown instanceof OAuthError)) throw thrown;
  return { error: thrown.code, error_description: thrown.message };
}

function createCode(server: AuthorizationServer, open: OpenAuthorization): string {
  const { redirectUri } = server.app;
  return server.codes.put({ ...open, clientId: LAUNCH_CLIENT_ID, redirectUri });
}

/** The request as checked; its launch is then spent. */
function openAuthorization(
  server: AuthorizationServer,
  parameters: AuthorizeParameters,
  fhirUser: string,
): OpenAuthorization {
  const { state, codeChallenge } = checkParameters(server, parameters);
  const { scope = '', launch = '', nonce } = parameters;
  const chart = launch === '' ? undefined : takeLaunch(server, scope, launch, fhirUser);
  if (chart === undefined) checkStandalone(server, scope);
  return {
    fhirUser,
    state,
    codeChallenge,
    scope,
    ...(nonce === undefined ? {} : { nonce }),
    ...(chart === undefined ? {} : { chart }),
  };
}

function takeLaunch(
  server: AuthorizationServer,
  scope: string,
  key: string,
  fhirUser: string,
): LaunchContext {
  if (!holds(scope, 'launch')) throw new OAuthError('invalid_scope', 'an EHR launch needs the scope launch');
  const launch = server.launches.peek(key);
  if (launch?.fhirUser !== fhirUser)
    throw new OAuthError('invalid_request', 'launch is unknown, used, expired or of another user');
  server.launches.take(key);
  return launch;
}

/** With no launch there is no chart: a patient must be picked, or something be asked for that needs none. */
function checkStandalone(server: AuthorizationServer, scope: string): void {
  if (holds(scope, 'launch')) throw new OAuthError('invalid_request', 'launch is missing');
  const granted = grantedTo(server, scope);
  if (!holds(granted, 'launch/patient') && !/(^| )user\//.test(granted))
    throw new OAuthError('invalid_scope', 'with no launch, scope must hold launch/patient or a user scope');
}

function grantedTo({ manners }: AuthorizationServer, scope: string): string {
  return grantScopes(manners, scope, ['patient', 'user']);
}

function holds(scopes: string, scope: string): boolean {
  return scopes.split(/\s+/).includes(scope);
}

function checkParameters(
  server: AuthorizationServer,
  parameters: AuthorizeParameters,
): { state: string; codeChallenge: string } {
  const { state, code_challenge: codeChallenge = '' } = parameters;
  if (parameters.response_type !== 'code')
    throw new OAuthError('unsupported_response_type', 'response_type must be code');
  if (state === undefined) throw new OAuthError('invalid_request', 'state is required');
  if (parameters.aud?.replace(/\/$/, '') !== server.fhirUrl)
    throw new OAuthError('invalid_request', 'aud must be the FHIR base URL');
  if (parameters.code_challenge_method !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge))
    throw new OAuthError('invalid_request', 'PKCE with S256 is required');
  return { state, codeChallenge };
}
