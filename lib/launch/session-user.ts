import type { Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { readTokens } from './session.ts';

/** The signed-in user's name as the EHR's id_token gave it. */
export async function sessionUserName(
  db: Db,
  config: Config,
  sessionId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('launch_session')
    .select(['state', 'vault'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.state === 'active' && row.vault
    ? readTokens(row.vault, config.vaultKeys, sessionId).userName
    : undefined;
}
