import { z } from 'zod';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { discover } from './discover.ts';
import { activateSession, matchesCookie, takePendingSession, type LaunchSession } from './session.ts';
import { smartApi } from './smart-api.ts';
import { createSmartStorage } from './smart-storage.ts';
import { verifyIdToken } from './verify-id-token.ts';

const tokenResponseSchema = z.object({
  access_token: z.string(),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().default(300),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  patient: z.string().optional(),
  encounter: z.string().optional(),
});
type TokenResponse = z.infer<typeof tokenResponseSchema>;

/** What the EHR put into the callback's address (RFC 6749 4.1.2; `iss` of RFC 9207). */
interface Answer {
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  readonly iss: string | undefined;
}

/**
 * The EHR's answer: code to tokens, identity checked, session bound to exactly one patient. `cookieOf` reads the
 * browser's cookie of a launch id. Throws AppError `launch-denied`, `launch-invalid`, `session-cookie-missing`,
 * `launch-patient-missing`, `token-refused`.
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
  if (answer.error !== undefined) throw new AppError('launch-denied', 'refused', { fields });
  if (!answer.code) throw new AppError('launch-invalid', 'refused', { fields });
  const site = siteById(config, pending.site);
  await requireIssuer(site, answer.iss, pending.id);
  const { token, tokenEndpoint } = await exchangeCode(db, config, pending.id, answer.state, answer.code);
  if (!token.patient) throw new AppError('launch-patient-missing', 'refused', { fields });
  const user = token.id_token === undefined ? undefined : await verifyIdToken(site, token.id_token);
  const session = {
    id: pending.id,
    patientId: token.patient,
    encounterId: token.encounter,
    userReference: user?.fhirUser,
  };
  await activateSession(db, session, tokensOf(token, tokenEndpoint, user?.name), config.encryptionKey);
  return { ...session, site: site.id };
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

async function exchangeCode(
  db: Db,
  config: Config,
  launchId: string,
  state: string,
  code: string,
): Promise<{ token: TokenResponse; tokenEndpoint: string }> {
  const storage = createSmartStorage(db, config.encryptionKey, launchId);
  const client = await smartApi({ state, code }, storage)
    .ready()
    .catch((cause: unknown) => {
      throw new AppError('token-refused', 'refused', { cause, fields: { launch: launchId } });
    });
  const token = tokenResponseSchema.safeParse(client.state.tokenResponse);
  if (!token.success || !client.state.tokenUri) {
    throw new AppError('ehr-answer-broken', 'permanent', { fields: { launch: launchId } });
  }
  return { token: token.data, tokenEndpoint: client.state.tokenUri };
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
