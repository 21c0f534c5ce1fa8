/** A launch ends: its window shows nothing more at once; its tokens go when the work that it began is done. */
import { sql } from 'kysely';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { revokeTokens } from './revoke-tokens.ts';
import { matchesCookie, readTokens, type Tokens } from './session.ts';

/** Analyses in these states need their launch's token no more. */
const DONE = ['completed', 'undelivered', 'refused', 'failed'];

export async function endSession(
  db: Db,
  sessionId: string,
  because: 'superseded' | 'logged-out',
): Promise<void> {
  await db
    .updateTable('launch_session')
    .set({ state: 'ended', ended_because: because })
    .where('id', '=', sessionId)
    .where('state', '=', 'active')
    .execute();
}

/**
 * Ends those older launches of a browser that are over, since a newer one has opened: the frame that showed them now
 * shows another patient. A launch counts as this browser's by its cookie; `cookies`: secrets by launch id.
 */
export async function supersedeSessions(
  db: Db,
  newest: string,
  isOver: (launch: string) => boolean,
  cookies: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const candidates = [...cookies.keys()].filter((id) => id !== newest && isOver(id));
  if (candidates.length === 0) return [];
  const rows = await db
    .selectFrom('launch_session')
    .select(['id', 'cookie_hash'])
    .where('id', 'in', candidates)
    .where('state', '=', 'active')
    .where('created_at', '<', (query) =>
      query.selectFrom('launch_session').select('created_at').where('id', '=', newest),
    )
    .execute();
  const own = rows.filter(({ id, cookie_hash: hash }) => matchesCookie(hash, cookies.get(id) ?? ''));
  for (const { id } of own) await endSession(db, id, 'superseded');
  return own.map(({ id }) => id);
}

/** Ended sessions' tokens: revoked at the EHR, and erased here, as soon as no analysis needs them. */
export async function revokeEnded(db: Db, config: Config, sessionId?: string): Promise<void> {
  const rows = await db
    .selectFrom('launch_session')
    .select(['id', 'site', 'vault'])
    .where('state', '=', 'ended')
    .where('vault', 'is not', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('id', 'not in', (query) =>
      query
        .selectFrom('analysis')
        .select(sql<string>`coalesce(launch_session_id, '')`.as('id'))
        .where('state', 'not in', DONE),
    )
    .$if(sessionId !== undefined, (query) => query.where('id', '=', sessionId ?? ''))
    .execute();
  for (const row of rows) await eraseTokens(db, config, row);
}

/** Nobody can use them any more, by their session's time: a refresh token would outlive it at the EHR for months. */
export async function revokeExpired(db: Db, config: Config): Promise<void> {
  const rows = await db
    .selectFrom('launch_session')
    .select(['id', 'site', 'vault'])
    .where('state', '!=', 'pending')
    .where('vault', 'is not', null)
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  for (const row of rows) await eraseTokens(db, config, row);
}

/** Erased first: whatever the EHR answers, we don't have them any more. */
async function eraseTokens(
  db: Db,
  config: Config,
  { id, site, vault }: { id: string; site: string; vault: Buffer | null },
): Promise<void> {
  await db.updateTable('launch_session').set({ vault: null }).where('id', '=', id).execute();
  const tokens = vault === null ? undefined : openTokens(config, id, vault);
  const known = config.sites.some((each) => each.id === site);
  if (tokens !== undefined && known) await revokeTokens(siteById(config, site), tokens, { launch: id });
}

/** Undefined where no key of ours opens them any more. */
function openTokens(config: Config, id: string, vault: Buffer): Tokens | undefined {
  try {
    return readTokens(vault, config.vaultKeys, id);
  } catch {
    return undefined;
  }
}
