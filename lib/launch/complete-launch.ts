import { z } from 'zod';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { requestToken, type TokenResponse } from './ask-token-endpoint.ts';
import { launchClient } from './authenticate-client.ts';
import { callbackPath, callbackUrl } from './callback-url.ts';
import { discover } from './discover.ts';
import { readLaunchContext, type LaunchContext } from './launch-context.ts';
import { openLaunchSecrets } from './launch-secrets.ts';
import { readSmartStyle } from './read-smart-style.ts';
import { resolveUser, type LaunchUser } from './resolve-user.ts';
import { revokeTokens } from './revoke-tokens.ts';
import {
  activateSession,
  matchesCookie,
  takePendingSession,
  type LaunchSession,
  type Tokens,
} from './session.ts';
import { verifyIdToken } from './verify-id-token.ts';

const patientSchema = z.object({
  patient: z
    .string()
    .regex(/^[A-Za-z0-9.-]{0,64}$/)
    .nullish(),
  encounter: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,64}$/)
    .optional()
    .catch(undefined),
});

/** What the EHR put into the callback's address (RFC 6749 4.1.2; `iss` of RFC 9207). */
interface Answer {
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  readonly iss: string | undefined;
  /** The site whose own callback it came to; undefined at the one that sites share. */
  readonly at?: string | undefined;
}

/** The session as it opens from now on. */
export interface CompletedLaunch {
  readonly session: LaunchSession;
  readonly cookieSecret: string;
}

/** What an authorization server's refusals (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6) are to us. */
const REFUSALS: Readonly<Record<string, string>> = {
  access_denied: 'launch-denied',
  login_required: 'launch-denied',
  interaction_required: 'launch-denied',
  consent_required: 'launch-denied',
  invalid_scope: 'scope-refused',
  unauthorized_client: 'client-refused',
  server_error: 'ehr-unreachable',
  temporarily_unavailable: 'ehr-unreachable',
};

/**
 * The EHR's answer: code to tokens, identity checked, session bound to exactly one patient. `cookieOf` reads the
 * browser's cookie of a launch id. Throws AppError `launch-denied`, `launch-refused`, `launch-invalid`,
 * `session-cookie-missing`, `launch-patient-missing`, and what requestToken, verifyIdToken and resolveUser throw.
 */
export async function completeLaunch(
  db: Db,
  config: Config,
  answer: Answer,
  cookieOf: (launchId: string) => string | undefined,
): Promise<CompletedLaunch> {
  if (!answer.state) throw new AppError('launch-invalid', 'refused');
  const pending = await takePendingSession(db, answer.state);
  const fields = { site: pending.site, launch: pending.id };
  const cookie = cookieOf(pending.id);
  // Another browser's answer (login CSRF) must not end up in this one.
  if (!cookie || !matchesCookie(pending.cookieHash, cookie))
    throw new AppError('session-cookie-missing', 'refused', { fields });
  if (answer.error !== undefined)
    throw new AppError(REFUSALS[answer.error] ?? 'launch-refused', 'refused', { fields });
  if (!answer.code) throw new AppError('launch-invalid', 'refused', { fields });
  const site = siteById(config, pending.site);
  await requireIssuer(config, site, answer, pending.id);
  const { codeVerifier, nonce } = openLaunchSecrets(pending.vault, config.vaultKeys, pending.id);
  const { token_endpoint: tokenEndpoint } = await discover(site);
  const form = { code: answer.code, redirect_uri: callbackUrl(config, site), code_verifier: codeVerifier };
  const token = await requestToken(
    tokenEndpoint,
    launchClient(site.fhir),
    { grant_type: 'authorization_code', ...form },
    fields,
  );
  const tokens = tokensOf(token, tokenEndpoint);
  try {
    const { name, ...session } = await describeSession(site, pending.id, token, nonce);
    const named = { ...tokens, ...(name === undefined ? {} : { userName: name }) };
    const cookieSecret = await activateSession(db, session, named, config.vaultKeys);
    return { session, cookieSecret };
  } catch (thrown) {
    // Good at the EHR, and nobody's here.
    await revokeTokens(site, tokens, fields);
    throw thrown;
  }
}

async function describeSession(
  site: Site,
  id: string,
  token: TokenResponse,
  nonce: string,
): Promise<LaunchSession & { readonly name: string | undefined }> {
  const user = await identify(site, token, nonce);
  return {
    id,
    site: site.id,
    ...patientOf(token, { site: site.id, launch: id }),
    userReference: user.reference,
    name: user.name,
    context: await readContext(site, token),
    grantedScopes: token.scope,
  };
}

function patientOf(
  token: TokenResponse,
  fields: Readonly<Record<string, string>>,
): Pick<LaunchSession, 'patientId' | 'encounterId'> {
  const parsed = patientSchema.safeParse(token);
  if (!parsed.success) throw new AppError('ehr-answer-broken', 'permanent', { fields });
  const { patient, encounter } = parsed.data;
  if (!patient) throw new AppError('launch-patient-missing', 'refused', { fields });
  return { patientId: patient, encounterId: encounter };
}

/**
 * That the answer is of the authorization server that was asked; the code of a mix-up goes nowhere. By the callback that
 * only this site has (RFC 9700 4.4.2.2), and by the issuer that the answer names or, as the EHR publishes, must name
 * (RFC 9207 2.4). An EHR that publishes no issuer can't be held to one.
 */
async function requireIssuer(config: Config, site: Site, { iss, at }: Answer, launch: string): Promise<void> {
  const mixedUp = new AppError('launch-invalid', 'refused', { fields: { site: site.id, launch } });
  if (new URL(callbackUrl(config, site)).pathname !== callbackPath(at)) throw mixedUp;
  if (iss === site.fhir.issuer) return;
  const { issuer, authorization_response_iss_parameter_supported: isNamed } = await discover(site);
  if (iss === undefined ? isNamed === true : issuer !== undefined && issuer !== iss) throw mixedUp;
}

async function identify(site: Site, token: TokenResponse, nonce: string): Promise<LaunchUser> {
  if (token.id_token === undefined) {
    // OpenID Connect Core 3.1.3.3: with this scope there is one. Without it nobody knows that this is no patient.
    if (token.scope?.split(/\s+/).includes('openid') === true)
      throw new AppError('identity-unproven', 'refused', { fields: { site: site.id } });
    return {};
  }
  return resolveUser(site, await verifyIdToken(site, token.id_token, nonce), token.access_token);
}

async function readContext(site: Site, token: TokenResponse): Promise<LaunchContext> {
  const { context, styleUrl } = readLaunchContext(token);
  if (styleUrl === undefined) return context;
  const { authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint } =
    await discover(site);
  const style = await readSmartStyle(site, styleUrl, [authorizationEndpoint, tokenEndpoint]);
  return { ...context, ...(style && { style }) };
}

function tokensOf(token: TokenResponse, tokenEndpoint: string): Tokens {
  return {
    accessToken: token.access_token,
    expiresAt: Date.now() + token.expires_in * 1000,
    tokenEndpoint,
    ...(token.refresh_token === undefined ? {} : { refreshToken: token.refresh_token }),
  };
}
