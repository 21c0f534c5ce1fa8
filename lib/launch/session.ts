import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { seal, unseal, type VaultKeys } from '#lib/platform/vault.ts';
import { siteMark } from './site-mark.ts';
import { launchContextSchema, type LaunchContext } from './launch-context.ts';

/** A working day's reading list; the EHR's own token usually ends sooner. */
const SESSION_MS = 4 * 60 * 60 * 1000;

/** An active launch: one patient, one user, one frame. */
export interface LaunchSession {
  readonly id: string;
  readonly site: string;
  readonly patientId: string;
  readonly encounterId: string | undefined;
  readonly userReference: string | undefined;
  readonly context: LaunchContext;
  /** As the EHR stated them, where it did. */
  readonly grantedScopes: string | undefined;
}

/** Tokens as they lie sealed in the session's vault; they never reach a browser, a URL or a log. */
export const tokensSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  tokenEndpoint: z.url(),
  userName: z.string().optional(),
});
export type Tokens = z.infer<typeof tokensSchema>;

/**
 * The cookie of one launch. Each launch has its own name: two patients in two frames of one browser stay two
 * (smart-on-fhir/client-js issue 199). `Partitioned` is what lets a cross-site frame keep it.
 */
export function cookieName(launchId: string): string {
  return `__Host-sightline-${launchId}`;
}

export const COOKIE_ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned';

/** Makes a session that waits for the EHR's answer; gives its id and the secret that only this browser holds. */
export async function createPendingSession(
  db: Db,
  site: string,
  oauthState: string,
): Promise<{ id: string; cookieSecret: string }> {
  const id = siteMark(site) + randomBytes(12).toString('hex');
  const cookieSecret = randomBytes(32).toString('base64url');
  await db
    .insertInto('launch_session')
    .values({
      id,
      site,
      state: 'pending',
      cookie_hash: sha256(cookieSecret),
      oauth_state: oauthState,
      expires_at: new Date(Date.now() + 10 * 60 * 1000),
    })
    .execute();
  return { id, cookieSecret };
}

/** That this browser began the launch, which waits for the EHR's answer; gives its vault. Throws AppError `session-cookie-missing`, `launch-invalid`. */
export async function requirePendingSession(
  db: Db,
  launchId: string,
  cookie: string,
): Promise<Buffer | null> {
  const row = /^[0-9a-f]{32}$/.test(launchId)
    ? await db.selectFrom('launch_session').selectAll().where('id', '=', launchId).executeTakeFirst()
    : undefined;
  const fields = { launch: launchId };
  if (row?.state !== 'pending' || row.expires_at <= new Date())
    throw new AppError('launch-invalid', 'refused', row === undefined ? {} : { fields });
  if (!matchesCookie(row.cookie_hash, cookie))
    throw new AppError('session-cookie-missing', 'refused', { fields });
  return row.vault;
}

/** The pending session of this OAuth `state`, which is taken out of use by the same statement: single use. */
export async function takePendingSession(
  db: Db,
  oauthState: string,
): Promise<{ id: string; site: string; cookieHash: Buffer; vault: Buffer | null }> {
  if (!/^[\w-]{43}$/.test(oauthState)) throw new AppError('launch-invalid', 'refused');
  const row = await db
    .updateTable('launch_session')
    .set({ oauth_state: null })
    .where('oauth_state', '=', oauthState)
    .where('state', '=', 'pending')
    .where('expires_at', '>', new Date())
    .returning(['id', 'site', 'cookie_hash', 'vault'])
    .executeTakeFirst();
  if (!row) throw new AppError('launch-invalid', 'refused');
  return { id: row.id, site: row.site, cookieHash: row.cookie_hash, vault: row.vault };
}

/**
 * Binds the session to its patient. From here on it opens with its cookie alone, and with a new one, which is given back:
 * whoever knew the one that it began with, and put it into this browser, opens nothing (session fixation).
 */
export async function activateSession(
  db: Db,
  session: {
    id: string;
    patientId: string;
    encounterId: string | undefined;
    userReference: string | undefined;
    context?: LaunchContext;
    grantedScopes?: string | undefined;
  },
  tokens: Tokens,
  keys: VaultKeys,
): Promise<string> {
  const cookieSecret = randomBytes(32).toString('base64url');
  await db
    .updateTable('launch_session')
    .set({
      state: 'active',
      cookie_hash: sha256(cookieSecret),
      patient_id: session.patientId,
      encounter_id: session.encounterId ?? null,
      user_reference: session.userReference ?? null,
      context: JSON.stringify(session.context ?? {}),
      granted_scopes: session.grantedScopes ?? null,
      vault: seal(JSON.stringify(tokens), keys, session.id),
      expires_at: new Date(Date.now() + SESSION_MS),
    })
    .where('id', '=', session.id)
    .where('state', '=', 'pending')
    .returning('id')
    .executeTakeFirstOrThrow();
  return cookieSecret;
}

/** Whether it may still be shown: for what goes on after the session was opened, such as a stream. */
export async function isActive(db: Db, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('launch_session')
    .select('id')
    .where('id', '=', sessionId)
    .where('state', '=', 'active')
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The session of this path and cookie. Throws AppError (refused): `session-unknown`, `session-cookie-missing`,
 * `session-superseded`, `session-ended`, `session-expired`. A cookie of another launch never opens this one.
 */
export async function requireSession(
  db: Db,
  launchId: string,
  cookie: string | undefined,
): Promise<LaunchSession> {
  // What we never made is not looked up: PostgreSQL takes no NUL in a text.
  const row = /^[0-9a-f]{32}$/.test(launchId)
    ? await db.selectFrom('launch_session').selectAll().where('id', '=', launchId).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError('session-unknown', 'refused');
  if (cookie === undefined || !matchesCookie(row.cookie_hash, cookie)) {
    throw new AppError('session-cookie-missing', 'refused', { fields: { launch: launchId } });
  }
  if (row.state === 'ended') {
    const isLoggedOut = row.ended_because === 'logged-out';
    const code = isLoggedOut ? 'session-ended' : 'session-superseded';
    throw new AppError(code, 'refused', { fields: { launch: launchId } });
  }
  if (row.state !== 'active' || row.patient_id === null || row.expires_at <= new Date()) {
    throw new AppError('session-expired', 'refused', { fields: { launch: launchId } });
  }
  return {
    id: row.id,
    site: row.site,
    patientId: row.patient_id,
    encounterId: row.encounter_id ?? undefined,
    userReference: row.user_reference ?? undefined,
    context: launchContextSchema.parse(row.context),
    grantedScopes: row.granted_scopes ?? undefined,
  };
}

export function matchesCookie(hash: Buffer, cookie: string): boolean {
  return timingSafeEqual(hash, sha256(cookie));
}

/** Opens a vault that holds tokens. */
export function readTokens(vault: Buffer, keys: VaultKeys, sessionId: string): Tokens {
  return tokensSchema.parse(JSON.parse(unseal(vault, keys, sessionId)));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
