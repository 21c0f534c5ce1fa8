import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // What each version stated, whole: a later one is made of it, with no model run again. Nothing in it is ever changed.
  `CREATE TABLE result (
    analysis_id uuid NOT NULL REFERENCES analysis (id),
    version int NOT NULL,
    status text NOT NULL,
    reason text,
    body jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (analysis_id, version))`,
  `CREATE INDEX result_of_patient ON result USING gin ((body -> 'patient' -> 'identifiers') jsonb_path_ops)`,
  `ALTER TABLE analysis
    ADD COLUMN result_status text,
    ADD COLUMN result_reason text,
    ADD COLUMN recheck_at timestamptz,
    ADD COLUMN rechecks int NOT NULL DEFAULT 0,
    ADD COLUMN recheck_problem text`,
  `CREATE INDEX analysis_to_recheck ON analysis (recheck_at) WHERE recheck_at IS NOT NULL`,
  `CREATE INDEX analysis_of_study ON analysis (site, study_uid)`,
  // What was withdrawn is no result: the study may be read again, once it is clear whose it is.
  `DROP INDEX analysis_once`,
  `CREATE UNIQUE INDEX analysis_once ON analysis (site, patient_id, study_uid, model_id, model_version)
    WHERE state NOT IN ('refused', 'failed') AND result_status IS DISTINCT FROM 'entered-in-error'`,
  // Merges and updates of patients as the site's ADT feed tells them.
  `CREATE TABLE patient_change (
    id uuid PRIMARY KEY,
    site text NOT NULL,
    sending_application text NOT NULL,
    control_id text NOT NULL,
    place int NOT NULL,
    trigger text NOT NULL,
    identifiers jsonb NOT NULL,
    prior_identifiers jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (site, sending_application, control_id, place))`,
];

/** Results are kept, reissued and rechecked: whose they are can change after they were filed. */
export const results: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
