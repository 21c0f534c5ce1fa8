import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // Films that somebody looks at, as the page draws them: made when they are asked for, gone some hours after.
  `CREATE TABLE film_values (
    analysis_id uuid NOT NULL REFERENCES analysis (id),
    film_index int NOT NULL,
    body bytea,
    problem_code text,
    -- Whose login it was fetched with: a problem may be that login's own.
    launch_session_id text NOT NULL,
    used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (analysis_id, film_index),
    CHECK ((body IS NULL) <> (problem_code IS NULL)))`,
  // It is compressed already.
  `ALTER TABLE film_values ALTER COLUMN body SET STORAGE EXTERNAL`,
];

/** The pixels of films that are on somebody's screen. */
export const filmValues: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
