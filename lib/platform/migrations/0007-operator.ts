import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Sessions of those who run the installation; each begins with a link that is made at the server and works once. */
export const operator: Migration = {
  async up(db) {
    await sql`CREATE TABLE operator_session (
      id text PRIMARY KEY,
      state text NOT NULL CHECK (state IN ('offered', 'active')),
      secret_hash bytea NOT NULL,
      name text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL)`.execute(db);
  },
};
