import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What a launch brings besides its patient, why it ended, and who is renewing its token: an EHR that gives each refresh
 * token one use takes a second one for a theft.
 */
export const launchContext: Migration = {
  async up(db) {
    await sql`ALTER TABLE launch_session
      ADD COLUMN context jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN granted_scopes text,
      ADD COLUMN ended_because text CHECK (ended_because IN ('superseded', 'logged-out')),
      ADD COLUMN renewing_until timestamptz`.execute(db);
  },
};
