import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which results were compared with one that is withdrawn. */
export const priors: Migration = {
  async up(db) {
    await sql`CREATE INDEX result_compared ON result ((body -> 'prior' ->> 'analysisId'))
      WHERE body -> 'prior' ->> 'analysisId' IS NOT NULL`.execute(db);
  },
};
