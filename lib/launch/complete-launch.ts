import { z } from 'zod';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { requestToken, type TokenResponse } from './ask-token-endpoint.ts';
import { launchClient } from './authenticate-client.ts';
import { callbackUrl } from './begin-launch.ts';
import { discover } from './discover.ts';
import { readLaunchContext, type LaunchContext } from './launch-context.ts';
import { readSmartStyle } from './read-smart-style.ts';
import { resolveUser, type LaunchUser } from './resolve-user.ts';
import { activateSession, matchesCookie, takePendingSession, type LaunchSession } from './session.ts';
import { createSmartStorage } from './smart-storage.ts';
import { verifyIdToken } from './verify-id-token.ts';

const patientSchema = z.object({
  patient: z
    .string()
    .regex(/^[A-Za-z0-9.-]{0,64}$/)
    .optional(),
  encounter: z.string().optional().catch(undefined),
});
/** What fhirclient keeps of a launch under its state. */
const stateSchema = z.object({ codeVerifier: z.string().min(43) });

/** What the EHR put into the callback's address (RFC 6749 4.1.2; `iss` of RFC 9207). */
interface Answer {
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  readonly iss: string | undefined;
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
): Promise<LaunchSession> {
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
  await requireIssuer(site, answer.iss, pending.id);
  const { verifier, nonce } = await readSecrets(db, config, pending.id, answer.state);
  const { token_endpoint: tokenEndpoint } = await discover(site);
  const form = { code: answer.code, redirect_uri: callbackUrl(config), code_verifier: verifier };
  const token = await requestToken(
    tokenEndpoint,
    launchClient(site.fhir),
    { grant_type: 'authorization_code', ...form },
    fields,
  );
  const user = await identify(site, token, nonce);
  const session = {
    id: pending.id,
    ...patientOf(token, fields),
    userReference: user.reference,
    context: await readContext(site, token),
    grantedScopes: token.scope,
  };
  await activateSession(db, session, tokensOf(token, tokenEndpoint, user.name), config.vaultKeys);
  return { ...session, site: site.id };
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
 * RFC 9207 2.4: an answer that names another authorization server than the one asked is a mix-up, and its code goes
 * nowhere. An EHR that publishes no issuer can't be held to one.
 */
async function requireIssuer(site: Site, iss: string | undefined, launch: string): Promise<void> {
  if (iss === undefined || iss === site.fhir.issuer) return;
  const { issuer } = await discover(site);
  if (issuer !== undefined && issuer !== iss)
    throw new AppError('launch-invalid', 'refused', { fields: { site: site.id, launch } });
}

async function readSecrets(
  db: Db,
  config: Config,
  launchId: string,
  state: string,
): Promise<{ verifier: string; nonce: string }> {
  const storage = createSmartStorage(db, config.vaultKeys, launchId);
  const kept = stateSchema.safeParse(await storage.get(state));
  const nonce: unknown = await storage.get('nonce');
  if (!kept.success || typeof nonce !== 'string')
    throw new AppError('launch-invalid', 'refused', { fields: { launch: launchId } });
  return { verifier: kept.data.codeVerifier, nonce };
}

async function identify(site: Site, token: TokenResponse, nonce: string): Promise<LaunchUser> {
  if (token.id_token === undefined) return {};
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

function tokensOf(token: TokenResponse, tokenEndpoint: string, userName: string | undefined) {
  return {
    accessToken: token.access_token,
    expiresAt: Date.now() + token.expires_in * 1000,
    tokenEndpoint,
    ...(token.refresh_token === undefined ? {} : { refreshToken: token.refresh_token }),
    ...(userName === undefined ? {} : { userName }),
  };
}
