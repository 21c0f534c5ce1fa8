import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * Runs the work while this process alone, among all on this database, holds the lock of this name. It is a session
 * lock (PostgreSQL 13.3.5) on a connection of its own, outside any transaction: it ends with its connection, so a
 * killed process leaves none behind.
 */
export async function withLock<T>(db: Db, name: string, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(hashtextextended(${name}, 0))`.execute(connection);
    try {
      return await work();
    } finally {
      // Where the connection has died its lock is gone, and what the work did still counts.
      await sql`SELECT pg_advisory_unlock(hashtextextended(${name}, 0))`
        .execute(connection)
        .catch(() => undefined);
    }
  });
}
