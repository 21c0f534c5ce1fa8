import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { seal } from '#lib/platform/vault.ts';
import { requestToken } from './ask-token-endpoint.ts';
import { launchClient } from './authenticate-client.ts';
import type { TokenSource } from './authorized-fetch.ts';
import { readTokens, type Tokens } from './session.ts';

/** Renewed this long before its end, so that a request under way does not outlive it. */
const MARGIN_MS = 30_000;
/** Longer than the EHR may take to answer: whoever was renewing then has died. */
const LEASE_SECONDS = 25;
const POLL_MS = 150;
/** Answers after which only a new launch helps. */
const REFUSED = new Set(['grant-spent', 'client-refused', 'scope-refused', 'token-refused']);

/** Renewals under way in this process: whoever else needs one waits for the same. */
const renewals = new Map<string, Promise<string>>();

/**
 * The launch's access token, refreshed where the EHR gave a refresh token. It is there for the work that the launch
 * began, also after its window was closed. No connection is held while the EHR is asked. Throws AppError
 * `token-expired` where the user must launch again.
 */
export function sessionTokenSource(db: Db, config: Config, sessionId: string): TokenSource {
  return async ({ rejected } = {}) => {
    const { tokens } = await readSession(db, config, sessionId);
    const isGood = tokens.accessToken !== rejected;
    if (isGood && tokens.expiresAt - MARGIN_MS > Date.now()) return tokens.accessToken;
    // A token within its last seconds is still good where nothing better can be had.
    if (isGood && tokens.refreshToken === undefined && tokens.expiresAt > Date.now())
      return tokens.accessToken;
    const renewal = renewals.get(sessionId) ?? renew(db, config, sessionId, tokens.accessToken);
    renewals.set(sessionId, renewal);
    return renewal.finally(() => renewals.delete(sessionId));
  };
}

interface OpenSession {
  readonly site: string;
  readonly patientId: string | null;
  readonly tokens: Tokens;
}

async function readSession(db: Db, config: Config, sessionId: string): Promise<OpenSession> {
  const row = await db
    .selectFrom('launch_session')
    .select(['site', 'patient_id', 'state', 'vault', 'expires_at'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (row === undefined || row.state === 'pending' || !row.vault || row.expires_at <= new Date())
    throw expired(sessionId);
  return {
    site: row.site,
    patientId: row.patient_id,
    tokens: readTokens(row.vault, config.vaultKeys, sessionId),
  };
}

/**
 * A new token in place of `spent`, asked for by one process at a time: a refresh token is often good only once, and an
 * EHR that sees it twice may take it for stolen and end the whole session.
 */
async function renew(db: Db, config: Config, sessionId: string, spent: string): Promise<string> {
  for (;;) {
    const { tokens } = await readSession(db, config, sessionId);
    if (tokens.accessToken !== spent) return tokens.accessToken;
    if (await lease(db, sessionId)) return renewAlone(db, config, { sessionId, spent });
    await sleep(POLL_MS);
  }
}

interface Renewal {
  readonly sessionId: string;
  readonly spent: string;
}

async function renewAlone(db: Db, config: Config, { sessionId, spent }: Renewal): Promise<string> {
  try {
    // Another process may have renewed between our look and our lease.
    const session = await readSession(db, config, sessionId);
    if (session.tokens.accessToken !== spent) return session.tokens.accessToken;
    const renewed = await refresh(config, sessionId, session);
    await db
      .updateTable('launch_session')
      .set({ vault: seal(JSON.stringify(renewed), config.vaultKeys, sessionId) })
      .where('id', '=', sessionId)
      .where('vault', 'is not', null)
      .execute();
    return renewed.accessToken;
  } finally {
    await db
      .updateTable('launch_session')
      .set({ renewing_until: null })
      .where('id', '=', sessionId)
      .execute();
  }
}

async function lease(db: Db, sessionId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('launch_session')
    .set({ renewing_until: sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})` })
    .where('id', '=', sessionId)
    .where((where) =>
      where.or([where('renewing_until', 'is', null), where('renewing_until', '<', sql<Date>`now()`)]),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function refresh(
  config: Config,
  sessionId: string,
  { site, patientId, tokens }: OpenSession,
): Promise<Tokens> {
  if (tokens.refreshToken === undefined) throw expired(sessionId);
  const renewed = await requestToken(
    tokens.tokenEndpoint,
    launchClient(siteById(config, site).fhir),
    { grant_type: 'refresh_token', refresh_token: tokens.refreshToken },
    { launch: sessionId },
  ).catch((thrown: unknown) => {
    if (thrown instanceof AppError && REFUSED.has(thrown.code)) throw expired(sessionId, thrown);
    throw thrown;
  });
  // A token for another chart must never serve this one (smart-on-fhir/client-js issue 199, from the EHR's side).
  const patient: unknown = renewed['patient'] ?? patientId;
  if (patient !== patientId) throw expired(sessionId);
  return {
    ...tokens,
    accessToken: renewed.access_token,
    refreshToken: renewed.refresh_token ?? tokens.refreshToken,
    expiresAt: Date.now() + renewed.expires_in * 1000,
  };
}

function expired(launch: string, cause?: unknown): AppError {
  return new AppError('token-expired', 'permanent', { fields: { launch }, ...(cause ? { cause } : {}) });
}
