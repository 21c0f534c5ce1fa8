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
    return unlockAfter(connection, name, work);
  });
}

/** The same, but not done at all where another holds the lock. Gives whether it was done. */
export async function withLockUnlessHeld(db: Db, name: string, work: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      taken: boolean;
    }>`SELECT pg_try_advisory_lock(hashtextextended(${name}, 0)) AS taken`.execute(connection);
    if (rows[0]?.taken !== true) return false;
    await unlockAfter(connection, name, work);
    return true;
  });
}

async function unlockAfter<T>(connection: Db, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    // Where the connection has died its lock is gone, and what the work did still counts.
    await sql`SELECT pg_advisory_unlock(hashtextextended(${name}, 0))`
      .execute(connection)
      .catch(() => undefined);
  }
}
