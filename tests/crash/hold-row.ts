import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface HeldRow {
  /** Resolves once a transaction stands before the write. */
  reached(): Promise<void>;
  release(): Promise<void>;
}

export interface RowMoment {
  readonly table: string;
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE';
  /** In SQL, over NEW and OLD. */
  readonly when?: string;
}

const LOCK = 4711;

/**
 * Every transaction that is about to write such a row waits until it is released: a moment inside the product, held from
 * outside by a trigger of the test's.
 */
export async function holdRow(url: string, { table, event, when = 'true' }: RowMoment): Promise<HeldRow> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`SELECT pg_advisory_lock(${String(LOCK)})`);
  await client.query(`CREATE OR REPLACE FUNCTION crash_hold() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${String(LOCK)}); RETURN coalesce(NEW, OLD); END $$`);
  await client.query(`CREATE TRIGGER crash_hold BEFORE ${event} ON ${table}
    FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION crash_hold()`);
  const isReached = async () => {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${String(LOCK)} AND NOT granted`,
    );
    return (rowCount ?? 0) > 0;
  };
  return {
    reached: async () => {
      const deadline = Date.now() + 60_000;
      while (!(await isReached())) {
        if (Date.now() > deadline) throw new Error(`nobody wrote to ${table} when ${when}`);
        await delay(5);
      }
    },
    release: async () => {
      await client.query(`SELECT pg_advisory_unlock(${String(LOCK)})`);
      await client.query(`DROP TRIGGER crash_hold ON ${table}`);
      await client.end();
    },
  };
}
