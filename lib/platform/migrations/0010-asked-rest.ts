import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Until when a destination has asked to be left alone; no answer to another delivery ends that. */
export const askedRest: Migration = {
  async up(db) {
    await sql`ALTER TABLE destination ADD COLUMN asked_until timestamptz`.execute(db);
  },
};
