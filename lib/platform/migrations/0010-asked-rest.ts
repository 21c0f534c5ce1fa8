import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Until when a destination has asked to be left alone; no answer to another delivery ends that. `parked`: a delivery that
 * came while its destination rested has no job of its own any more, and is woken when that is back.
 */
export const askedRest: Migration = {
  async up(db) {
    await sql`ALTER TABLE destination ADD COLUMN asked_until timestamptz`.execute(db);
    await sql`ALTER TABLE delivery ADD COLUMN parked boolean NOT NULL DEFAULT false`.execute(db);
  },
};
