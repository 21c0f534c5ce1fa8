import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // Several destinations may get documents of one kind.
  `ALTER TABLE document DROP CONSTRAINT document_analysis_id_kind_version_key,
    DROP CONSTRAINT document_kind_check,
    ADD CONSTRAINT document_kind_check CHECK (kind IN ('fhir', 'oru', 'pdf'))`,
  `ALTER TABLE delivery
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD COLUMN plan jsonb,
    ADD COLUMN progress jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN problem_text text,
    ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT now(),
    DROP CONSTRAINT delivery_site_destination_identity_key,
    ADD CONSTRAINT delivery_once UNIQUE (site, destination, identity, version),
    ADD CONSTRAINT delivery_of_version UNIQUE (analysis_id, destination, version),
    DROP CONSTRAINT delivery_kind_check,
    ADD CONSTRAINT delivery_kind_check CHECK (kind IN ('fhir', 'oru', 'pdf')),
    DROP CONSTRAINT delivery_state_check,
    ADD CONSTRAINT delivery_state_check CHECK (state IN ('pending', 'sending', 'sent', 'acknowledged', 'ambiguous',
      'held', 'failed', 'dead', 'superseded'))`,
  `CREATE INDEX delivery_open ON delivery (next_attempt_at) WHERE state IN ('pending', 'sending', 'ambiguous')`,
  // The circuit breaker's state, and the last CapabilityStatement that the destination was seen with.
  `CREATE TABLE destination (
    site text NOT NULL,
    name text NOT NULL,
    failures int NOT NULL DEFAULT 0,
    open_until timestamptz,
    statement jsonb,
    stated_at timestamptz,
    PRIMARY KEY (site, name))`,
  `ALTER TABLE analysis ADD COLUMN routing jsonb NOT NULL DEFAULT '[]'`,
];

/** Results go by routes: how each is filed, how far it is, when it is tried again, and whether its destination rests. */
export const routes: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
