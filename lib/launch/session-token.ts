import { z } from 'zod';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { seal } from '#lib/platform/vault.ts';
import { readTokens, type Tokens } from './session.ts';
import type { TokenSource } from './authorized-fetch.ts';

/** Renewed this long before its end, so that a request under way does not outlive it. */
const MARGIN_MS = 30_000;

const refreshResponseSchema = z.object({
  access_token: z.string(),
  expires_in: z.number().positive().default(300),
  refresh_token: z.string().optional(),
});

/** Renewals under way in this process: whoever else needs one waits for the same. */
const renewals = new Map<string, Promise<string>>();

/**
 * The launch's access token, refreshed where the EHR gave a refresh token. No connection is held while the EHR is
 * asked. Throws AppError `token-expired` where the user must launch again.
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
  readonly vault: Buffer;
  readonly tokens: Tokens;
}

async function readSession(db: Db, config: Config, sessionId: string): Promise<OpenSession> {
  const row = await db
    .selectFrom('launch_session')
    .select(['site', 'state', 'vault', 'expires_at'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (row?.state !== 'active' || !row.vault || row.expires_at <= new Date()) {
    throw new AppError('token-expired', 'permanent', { fields: { launch: sessionId } });
  }
  return { site: row.site, vault: row.vault, tokens: readTokens(row.vault, config.encryptionKey, sessionId) };
}

/**
 * A new token in place of `spent`. Another process may renew at the same moment, and a refresh token is good only
 * once: whoever stores first wins, and the other takes what was stored.
 */
async function renew(db: Db, config: Config, sessionId: string, spent: string): Promise<string> {
  const before = await readSession(db, config, sessionId);
  if (before.tokens.accessToken !== spent) return before.tokens.accessToken;
  try {
    const renewed = await refresh(before.tokens, siteById(config, before.site).fhir.clientId, sessionId);
    const stored = await db
      .updateTable('launch_session')
      .set({ vault: seal(JSON.stringify(renewed), config.encryptionKey, sessionId) })
      .where('id', '=', sessionId)
      .where('vault', '=', before.vault)
      .executeTakeFirst();
    if (stored.numUpdatedRows === 1n) return renewed.accessToken;
  } catch (error) {
    const after = await readSession(db, config, sessionId);
    if (after.tokens.accessToken === spent) throw error;
  }
  return (await readSession(db, config, sessionId)).tokens.accessToken;
}

async function refresh(tokens: Tokens, clientId: string, sessionId: string): Promise<Tokens> {
  const expired = new AppError('token-expired', 'permanent', { fields: { launch: sessionId } });
  if (tokens.refreshToken === undefined) throw expired;
  const response = await fetch(tokens.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: tokens.refreshToken,
      client_id: clientId,
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new AppError('ehr-unreachable', 'transient', { cause, fields: { launch: sessionId } });
  });
  if (response.status >= 500)
    throw new AppError('ehr-unreachable', 'transient', { fields: { status: response.status } });
  if (!response.ok) throw expired;
  const parsed = refreshResponseSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success)
    throw new AppError('ehr-answer-broken', 'permanent', { fields: { launch: sessionId } });
  return {
    ...tokens,
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token ?? tokens.refreshToken,
    expiresAt: Date.now() + parsed.data.expires_in * 1000,
  };
}
