import { Kysely, PostgresDialect, type ColumnType, type Generated } from 'kysely';
import pg from 'pg';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';

export interface Database {
  launch_session: LaunchSessionTable;
  imaging_order: ImagingOrderTable;
  analysis: AnalysisTable;
  analysis_film: AnalysisFilmTable;
  document: DocumentTable;
  delivery: DeliveryTable;
  result: ResultTable;
  patient_change: PatientChangeTable;
  destination: DestinationTable;
  audit_event: AuditEventTable;
  operator_session: OperatorSessionTable;
  review: ReviewTable;
  review_reader: ReviewReaderTable;
  signature: SignatureTable;
  feedback: FeedbackTable;
  film_values: FilmValuesTable;
}

type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
/** Written as JSON text, read as what it holds. */
type Json<T> = ColumnType<T, string, string>;
type DefaultedJson<T> = ColumnType<T, string | undefined, string>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
type OptionalInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** One SMART launch, one row; `vault` holds tokens and OAuth state, sealed. */
export interface LaunchSessionTable {
  id: string;
  site: string;
  state: 'pending' | 'active' | 'ended';
  cookie_hash: Buffer;
  oauth_state: string | null;
  vault: Nullable<Buffer>;
  patient_id: Nullable<string>;
  encounter_id: Nullable<string>;
  user_reference: Nullable<string>;
  context: DefaultedJson<object>;
  granted_scopes: Nullable<string>;
  ended_because: Nullable<'superseded' | 'logged-out'>;
  renewing_until: OptionalInstant;
  created_at: Generated<Date>;
  expires_at: Instant;
}

/** One order as it was received; its control id is what makes a repeated message one order. */
export interface ImagingOrderTable {
  id: string;
  site: string;
  sending_application: string;
  control_id: string;
  placer_order_number: string | null;
  filler_order_number: string | null;
  accession_number: string | null;
  study_uid: string | null;
  patient_identifiers: Json<PatientIdentifier[]>;
  procedure: ColumnType<{ code: string; text: string; system: string } | null, string | null, string | null>;
  visit_number: string | null;
  state: 'waiting' | 'linked' | 'refused';
  problem_code: Nullable<string>;
  analysis_id: Nullable<string>;
  received_at: Generated<Date>;
}

/** One analysis of one study by one model version; `attempt` fences off a worker that was thought dead. */
export interface AnalysisTable {
  id: string;
  site: string;
  origin: 'launch' | 'order';
  launch_session_id: string | null;
  order_id: string | null;
  patient_id: string;
  study_uid: string;
  study: Json<object>;
  model_id: string;
  model_version: string;
  state: string;
  attempt: Generated<number>;
  problem_code: Nullable<string>;
  timings: DefaultedJson<Record<string, number>>;
  findings: DefaultedJson<object[]>;
  /** Those that the signed report calls present. */
  signed_findings: ColumnType<object[] | null, string | null | undefined, string | null>;
  triage: ColumnType<object | null, string | null | undefined, string | null>;
  execution: ColumnType<object | null, string | null | undefined, string | null>;
  /** By which way the result goes to each destination, and why so. */
  routing: DefaultedJson<object[]>;
  /** Of its latest version, as FHIR's DiagnosticReport.status has it, and why there is more than one. */
  result_status: Nullable<string>;
  result_reason: Nullable<string>;
  /** When it is asked next whether the result is still of the right patient. */
  recheck_at: OptionalInstant;
  rechecks: Generated<number>;
  /** Why the last recheck could not tell. */
  recheck_problem: Nullable<string>;
  created_at: Generated<Date>;
  started_at: OptionalInstant;
  finished_at: OptionalInstant;
  updated_at: Generated<Date>;
}

export interface AnalysisFilmTable {
  analysis_id: string;
  film_index: number;
  sop_uid: string;
  series_uid: string | null;
  outcome: 'analysed' | 'refused';
  reason: string | null;
  view_position: string | null;
  rows: number | null;
  columns: number | null;
  findings: DefaultedJson<object[]>;
  preview: Buffer | null;
  preview_type: string | null;
}

/** A film as the page draws it (lib/viewing/film-parcel.ts), gzipped; or why it can't be had. */
export interface FilmValuesTable {
  analysis_id: string;
  film_index: number;
  body: Nullable<Buffer>;
  problem_code: Nullable<string>;
  launch_session_id: string;
  used_at: Generated<Date>;
}

/** One version of one result, as it was stated: a StudyResult. */
export interface ResultTable {
  analysis_id: string;
  version: number;
  status: string;
  reason: string | null;
  body: Json<object>;
  created_at: Generated<Date>;
}

/** One message of the site's ADT feed about who a patient is. */
export interface PatientChangeTable {
  id: string;
  site: string;
  sending_application: string;
  control_id: string;
  /** Of its patients, which one. */
  place: number;
  trigger: string;
  identifiers: Json<PatientIdentifier[]>;
  /** Those that were given up for it. */
  prior_identifiers: Json<PatientIdentifier[]>;
  received_at: Generated<Date>;
}

/** A FHIR Bundle, an HL7 v2 message, or a PDF in base64. */
export type DocumentKind = 'fhir' | 'oru' | 'pdf' | 'dicom';

/** What was written for one destination, exactly as it goes out. */
export interface DocumentTable {
  id: string;
  analysis_id: string;
  kind: DocumentKind;
  version: number;
  body: string;
  created_at: Generated<Date>;
}

/**
 * Where a delivery stands. `pending`: surely not there; `sending`: under way, or its worker died; `ambiguous`: perhaps
 * there; `sent`: the other side has it and has not yet said what it makes of it; `acknowledged`: there.
 * What waits for a person: `held` (can't be looked up, or has no token), `failed` (refused there), `dead` (given up).
 * `superseded`: a newer version took its place.
 */
export type DeliveryState =
  'pending' | 'sending' | 'sent' | 'acknowledged' | 'ambiguous' | 'held' | 'failed' | 'dead' | 'superseded';

/** The ledger: a row stands here before the first byte leaves. */
export interface DeliveryTable {
  id: string;
  site: string;
  document_id: string;
  analysis_id: string;
  destination: string;
  kind: DocumentKind;
  /** What the destination knows it by: business identifier or MSH-10. */
  identity: string;
  version: Generated<number>;
  state: DeliveryState;
  attempts: Generated<number>;
  next_attempt_at: ColumnType<Date, Date | undefined, Date>;
  /** Its destination rests; it has no job until that is back. */
  parked: Generated<boolean>;
  /** How a FHIR server is filed to, fixed by the first attempt. */
  plan: ColumnType<object | null, string | null | undefined, string | null>;
  /** Of single requests: what has been made, and what was under way. */
  progress: DefaultedJson<object>;
  references: DefaultedJson<string[]>;
  problem_code: Nullable<string>;
  /** In the destination's own words; may name a patient. */
  problem_text: Nullable<string>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  acknowledged_at: OptionalInstant;
}

/** What is known of one destination of one site: whether it rests, and what it last stated of itself. */
export interface DestinationTable {
  site: string;
  name: string;
  failures: Generated<number>;
  open_until: OptionalInstant;
  /** By its own words (Retry-After). */
  asked_until: OptionalInstant;
  statement: ColumnType<object | null, string | null | undefined, string | null>;
  stated_at: OptionalInstant;
}

/** The unsigned reading of one result (lib/attestation/review-draft.ts). */
export interface ReviewTable {
  analysis_id: string;
  draft: Json<object>;
  updated_at: Generated<Date>;
}

/** Who has a result open, in which launch. */
export interface ReviewReaderTable {
  analysis_id: string;
  launch_session_id: string;
  reader: Json<object>;
  opened_at: Generated<Date>;
  seen_at: Generated<Date>;
}

/** What was signed, as it was signed; `refused`: the result had changed before its version could be written. */
export interface SignatureTable {
  id: string;
  analysis_id: string;
  base_version: number;
  status: 'final' | 'amended' | 'corrected';
  signer: Json<object>;
  draft: Json<object>;
  state: Generated<'pending' | 'written' | 'refused'>;
  problem_code: Nullable<string>;
  signed_at: ColumnType<Date, Date | undefined, never>;
}

/** What a reader made of one finding of the model's, or `added` of their own. */
export interface FeedbackTable {
  signature_id: string;
  label: string;
  site: string;
  model_id: string;
  model_version: string;
  probability: number | null;
  model_presence: string | null;
  decision: string;
  presence: string;
  reason: string | null;
  /** From when the reader opened the result to this decision. */
  seconds: number | null;
  created_at: Generated<Date>;
}

/** One browser of somebody who runs the installation; the secret is a link's first, then a cookie's. */
export interface OperatorSessionTable {
  id: string;
  state: 'offered' | 'active';
  secret_hash: Buffer;
  name: string;
  created_at: Generated<Date>;
  expires_at: Instant;
}

/** One deed; `hash` covers the row and the hash of the one before it. */
export interface AuditEventTable {
  /** bigint: the driver gives it as text. */
  sequence: ColumnType<string, number, never>;
  recorded_at: ColumnType<Date, Date, never>;
  site: string;
  event: string;
  previous_hash: Buffer;
  hash: Buffer;
}

export type Db = Kysely<Database>;

/** A pool of connections; `max` small, since web, worker and queue share one server. */
export function openDatabase(connectionString: string, max = 6): Db {
  const pool = new pg.Pool({ connectionString, max, application_name: 'sightline' });
  // An idle connection that the server drops is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that is lent and waits between two statements: the next statement tells who lent it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
