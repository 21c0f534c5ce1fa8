import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The score over all findings, by which a worklist is put in order; absent where the model has none. */
export const triage: Migration = {
  async up(db) {
    await sql`ALTER TABLE analysis ADD COLUMN triage jsonb`.execute(db);
  },
};
