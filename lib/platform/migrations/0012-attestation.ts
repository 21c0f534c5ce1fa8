import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // One draft for each result, whoever reads it; each change counts up, and none is made on an older one unseen.
  `CREATE TABLE review (
    analysis_id uuid PRIMARY KEY REFERENCES analysis (id),
    draft jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now())`,
  // Who has it open, by launch, so that two people see each other, and how long a decision took.
  `CREATE TABLE review_reader (
    analysis_id uuid NOT NULL REFERENCES analysis (id),
    launch_session_id text NOT NULL,
    reader jsonb NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (analysis_id, launch_session_id))`,
  // What was signed, as it was signed. One at a time; the next version is made of it.
  `CREATE TABLE signature (
    id uuid PRIMARY KEY,
    analysis_id uuid NOT NULL REFERENCES analysis (id),
    base_version int NOT NULL,
    status text NOT NULL CHECK (status IN ('final', 'amended', 'corrected')),
    signer jsonb NOT NULL,
    draft jsonb NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'written', 'refused')),
    problem_code text,
    signed_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE UNIQUE INDEX signature_under_way ON signature (analysis_id) WHERE state = 'pending'`,
  // As the signed report has them: what the reader calls present is what the chart's list shows.
  `ALTER TABLE analysis ADD COLUMN signed_findings jsonb`,
  // What readers made of what the model said: for monitoring, by model version, without the patient.
  `CREATE TABLE feedback (
    signature_id uuid NOT NULL REFERENCES signature (id),
    label text NOT NULL,
    site text NOT NULL,
    model_id text NOT NULL,
    model_version text NOT NULL,
    probability double precision,
    model_presence text,
    decision text NOT NULL,
    presence text NOT NULL,
    reason text,
    seconds double precision,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (signature_id, label))`,
];

/** A clinician reads what the model found: drafts, who is reading, signatures, and what was made of each finding. */
export const attestation: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
