/** In what form, and by what requests, one result goes to one FHIR server. */

/** What a result is made of, in the order in which it is filed: what is referred to first, the report after it. */
export const FILED_TYPES = [
  'Device',
  'Observation',
  'DiagnosticReport',
  'DocumentReference',
  'Provenance',
] as const;
export type FiledType = (typeof FILED_TYPES)[number];

/** Why a plan is not "the whole report in one transaction"; lib/i18n and `ops sites check` have words for each. */
export type FilingReason =
  | 'statement-unknown'
  | 'report-not-created'
  | 'report-other-categories'
  | 'findings-not-created'
  | 'findings-flowsheet-only'
  | 'model-not-created'
  | 'document-not-created'
  | 'set-by-site'
  | 'no-transaction'
  | 'no-conditional-create'
  | 'no-look-up';

/** How a resource of one type is filed. */
export interface TypePlan {
  /** `If-None-Exist` and conditional update are understood (FHIR R4 http.html#ccreate). */
  readonly conditional: boolean;
  /** It can be searched by its business identifier. */
  readonly searchable: boolean;
  readonly updatable: boolean;
}

export interface FilingPlan {
  /** The coded report with its findings; the report as a PDF; or nothing, where the server takes neither. */
  readonly carries: 'report' | 'document' | 'nothing';
  readonly manner: 'transaction' | 'single';
  /** What is sent, by type; what is not named is left out. */
  readonly types: Readonly<Partial<Record<FiledType, TypePlan>>>;
  readonly reasons: readonly FilingReason[];
}

/** What a site knows better than its EHR's statement: `create` where it is taken all the same, `never` where it must not be sent. */
export type FilingOverrides = Readonly<Partial<Record<FiledType, 'create' | 'never' | undefined>>>;
