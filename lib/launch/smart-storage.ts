import type { fhirclient } from 'fhirclient/lib/types';
import type { Db } from '#lib/platform/database.ts';
import { seal, unseal, type VaultKeys } from '#lib/platform/vault.ts';

/** fhirclient's storage for one launch, sealed in that launch's row: PKCE verifier and state never leave the server. */
export function createSmartStorage(db: Db, keys: VaultKeys, launchId: string): fhirclient.Storage {
  const read = async (): Promise<Record<string, unknown>> => {
    const row = await db
      .selectFrom('launch_session')
      .select('vault')
      .where('id', '=', launchId)
      .executeTakeFirstOrThrow();
    return row.vault ? (JSON.parse(unseal(row.vault, keys, launchId)) as Record<string, unknown>) : {};
  };
  const write = async (entries: Record<string, unknown>): Promise<void> => {
    const vault = seal(JSON.stringify(entries), keys, launchId);
    await db.updateTable('launch_session').set({ vault }).where('id', '=', launchId).execute();
  };
  return {
    get: async (name) => (await read())[name],
    set: async (name, value: unknown) => {
      await write({ ...(await read()), [name]: value });
      return value;
    },
    unset: async (name) => {
      const entries = await read();
      if (!(name in entries)) return false;
      await write(Object.fromEntries(Object.entries(entries).filter(([entry]) => entry !== name)));
      return true;
    },
  };
}
