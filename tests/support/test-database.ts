import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { openDatabase, type Db } from '#lib/platform/database.ts';
import { migrate } from '#lib/platform/migrate.ts';

export interface TestDatabase {
  readonly url: string;
  readonly db: Db;
  close(): Promise<void>;
}

/** A fresh, migrated database on the run's PostgreSQL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase(server, 1);
  await sql.raw(`CREATE DATABASE ${name}`).execute(admin);
  await admin.destroy();
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const db = openDatabase(url, 4);
  await migrate(db);
  return { url, db, close: () => db.destroy() };
}
