import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // `event` is text and not jsonb: the hash is over these very characters.
  `CREATE TABLE audit_event (
    sequence bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    site text NOT NULL,
    event text NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL)`,
  `CREATE INDEX audit_event_when ON audit_event (recorded_at)`,
  `CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$`,
  `CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()`,
  `CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()`,
];

/** Who saw and sent what: rows that are only ever added, each of which seals the one before it. */
export const audit: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
