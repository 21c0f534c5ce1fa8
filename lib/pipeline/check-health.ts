import { sql } from 'kysely';
import type { StorageLevel } from '#lib/platform/disk-space.ts';
import { webContext } from './web-context.ts';

export type Health = { readonly status: 'up'; readonly storage: StorageLevel } | { readonly status: 'down' };

/** Whether this process can work: configuration read, model whole, database answering; and whether there is room left. */
export async function checkHealth(): Promise<Health> {
  try {
    const { db, storage } = await webContext();
    await sql`SELECT 1`.execute(db);
    return { status: 'up', storage: (await storage.state()).level };
  } catch {
    return { status: 'down' };
  }
}
