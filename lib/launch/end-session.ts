/** A launch ends: its window shows nothing more at once; its tokens go when the work that it began is done. */
import { sql } from 'kysely';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { askEndpoint } from './ask-token-endpoint.ts';
import { launchClient } from './authenticate-client.ts';
import { discover } from './discover.ts';
import { matchesCookie, readTokens } from './session.ts';

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

/** Ended sessions' tokens: revoked at the EHR (RFC 7009), and erased here, as soon as no analysis needs them. */
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
  for (const { id, site, vault } of rows) {
    // Erased first: whatever the EHR answers, we don't have them any more.
    await db.updateTable('launch_session').set({ vault: null }).where('id', '=', id).execute();
    if (vault !== null) await revoke(config, { id, site, vault });
  }
}

/** An EHR that publishes no revocation endpoint, or doesn't answer, is left to the token's own end. */
async function revoke(
  config: Config,
  { id, site: siteId, vault }: { id: string; site: string; vault: Buffer },
): Promise<void> {
  try {
    const site = siteById(config, siteId);
    const { revocation_endpoint: endpoint } = await discover(site);
    if (endpoint === undefined) return;
    const { refreshToken, accessToken } = readTokens(vault, config.vaultKeys, id);
    const fields = { launch: id };
    const client = launchClient(site.fhir);
    if (refreshToken !== undefined)
      await askEndpoint(endpoint, client, { token: refreshToken, token_type_hint: 'refresh_token' }, fields);
    await askEndpoint(endpoint, client, { token: accessToken, token_type_hint: 'access_token' }, fields);
  } catch {
    // Nothing to be done: the tokens are erased.
  }
}
