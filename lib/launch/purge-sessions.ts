import { sql } from 'kysely';
import type { Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { revokeEnded, revokeExpired } from './end-session.ts';

/**
 * What no launch can use any more: tokens of sessions that have ended are given back and erased, and launches that nobody
 * completed (anybody may begin one) leave no row.
 */
export async function purgeSessions(db: Db, config: Config): Promise<void> {
  await db
    .deleteFrom('launch_session')
    .where('state', '=', 'pending')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  await revokeExpired(db, config);
  await revokeEnded(db, config);
}
