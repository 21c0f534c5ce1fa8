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

/**
 * The launch's access token, refreshed where the EHR gave a refresh token; one refresh at a time across processes
 * (row lock). Throws AppError `token-expired` where the user must launch again.
 */
export function sessionTokenSource(db: Db, config: Config, sessionId: string): TokenSource {
  return async ({ rejected } = {}) =>
    db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('launch_session')
        .select(['site', 'state', 'vault', 'expires_at'])
        .where('id', '=', sessionId)
        .forUpdate()
        .executeTakeFirst();
      const fields = { launch: sessionId };
      if (row?.state !== 'active' || !row.vault || row.expires_at <= new Date()) {
        throw new AppError('token-expired', 'permanent', { fields });
      }
      const tokens = readTokens(row.vault, config.encryptionKey, sessionId);
      const usable = tokens.expiresAt - MARGIN_MS > Date.now() && tokens.accessToken !== rejected;
      // A token within its last seconds is still good where nothing better can be had.
      if (
        usable ||
        (tokens.refreshToken === undefined &&
          tokens.accessToken !== rejected &&
          tokens.expiresAt > Date.now())
      ) {
        return tokens.accessToken;
      }
      const renewed = await refresh(tokens, siteById(config, row.site).fhir.clientId, sessionId);
      const vault = seal(JSON.stringify(renewed), config.encryptionKey, sessionId);
      await transaction.updateTable('launch_session').set({ vault }).where('id', '=', sessionId).execute();
      return renewed.accessToken;
    });
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
