import type { Db } from '#lib/platform/database.ts';
import { seal, unseal, type VaultKeys } from '#lib/platform/vault.ts';

/** Seals every open launch with the first key; one that changes meanwhile is left to whoever changed it. Gives how many. */
export async function resealSessions(db: Db, keys: VaultKeys): Promise<number> {
  const rows = await db
    .selectFrom('launch_session')
    .select(['id', 'vault'])
    .where('vault', 'is not', null)
    .execute();
  let count = 0;
  for (const { id, vault } of rows) {
    if (vault === null) continue;
    const { numUpdatedRows } = await db
      .updateTable('launch_session')
      .set({ vault: seal(unseal(vault, keys, id), keys, id) })
      .where('id', '=', id)
      .where('vault', '=', vault)
      .executeTakeFirstOrThrow();
    count += Number(numUpdatedRows);
  }
  return count;
}
