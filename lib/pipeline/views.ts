import type { Execution } from '#inference/contract.ts';
import type { DeliveryState, DocumentKind } from '#lib/platform/database.ts';
import type { AddedFinding, Reading } from '#lib/attestation/reading.ts';
import type { ReissueReason, ReportStatus } from '#lib/results/study-result.ts';
import type { Ability } from '#lib/launch/granted-scopes.ts';
import type { SmartStyle } from '#lib/launch/read-smart-style.ts';
import type { Finding, TriageScore } from '#lib/findings/finding.ts';

/** What the pages may show: plain data that crosses from server to browser as JSON. No tokens, no DICOM identifiers. */

/** Who the patient is; stands on every page. */
export interface PatientBanner {
  readonly name: string;
  /** The medical record number as the EHR shows it. */
  readonly identifier: string;
  /** ISO 8601 date, where the EHR states one. */
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
}

/** Where a page was opened from, and by whom. */
export interface LaunchedBy {
  readonly siteName: string;
  readonly userName?: string;
  /** The EHR shows whose chart it is around our page: ours may be brief, but never absent. */
  readonly isBannerShown: boolean;
  readonly style?: SmartStyle;
}

export interface ChartView {
  readonly patient: PatientBanner;
  readonly by: LaunchedBy;
  /** What the EHR did not allow in this launch. */
  readonly withheld: readonly Ability[];
  /** What would analyse a study now. */
  readonly model: ModelVersion;
  readonly studies: readonly StudyRow[];
}

export interface StudyRow {
  /** Opaque: a study's UID never stands in a URL. */
  readonly key: string;
  readonly description?: string;
  readonly modalities: readonly string[];
  readonly started?: string;
  readonly accessionNumber?: string;
  readonly instanceCount?: number;
  readonly analysis?: AnalysisSummary;
}

export interface AnalysisSummary {
  readonly id: string;
  readonly state: AnalysisState;
  readonly updatedAt: string;
  /** By the reader, where one has signed. */
  readonly presentFindings: readonly FindingName[];
  /** A clinician has signed it. */
  readonly signedAs?: 'final' | 'amended' | 'corrected';
  /** It is completed, and no EHR took it: the HL7 engine alone did, and what became of it there nobody knows here. */
  readonly sentToEngineOnly?: true;
  /** It was taken back, and shows no finding any more. */
  readonly isWithdrawn?: true;
  readonly problem?: Problem;
}

/**
 * queued → retrieving → decoding → inferring → writing → delivering → completed; `refused` (by rule, nothing filed)
 * and `failed` (a fault, nothing filed) are ends too; `undelivered`: results exist, a destination still lacks them
 * and a person must act.
 */
export type AnalysisState =
  | 'queued'
  | 'retrieving'
  | 'decoding'
  | 'inferring'
  | 'writing'
  | 'delivering'
  | 'completed'
  | 'undelivered'
  | 'refused'
  | 'failed';

/** A sentence's code (lib/i18n has one per code) and the id that support finds in the log. */
export interface Problem {
  readonly code: string;
  readonly supportId: string;
}

export interface AnalysisView extends AnalysisSummary {
  readonly study: Pick<StudyRow, 'description' | 'started' | 'accessionNumber'>;
  readonly origin: 'launch' | 'order';
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly steps: readonly StepView[];
  readonly films: readonly FilmView[];
  readonly findings: readonly FindingView[];
  /** Over all findings; absent where the model has no such score. */
  readonly triage?: TriageScore;
  readonly deliveries: readonly DeliveryView[];
  /** Of the version that stands; absent as long as there is none. */
  readonly status?: ReportStatus;
  readonly signedBy?: { readonly display: string; readonly signedAt: string };
  /** Why there is a version after the first. */
  readonly reissued?: { readonly reason: ReissueReason; readonly version: number };
  /** What the chart gets over FHIR, where it isn't the report with its findings. */
  readonly atEhr?: 'document' | 'nothing';
  readonly madeBy: ModelVersion;
  /** Only where the model that made it is the one that runs now. */
  readonly model?: ModelView;
}

/** A clinician's reading of a result, signed or not. */
export interface ReviewView {
  /** Counts each change of the draft. */
  readonly revision: number;
  readonly findings: Readonly<Record<string, { readonly reading: Reading; readonly by: string }>>;
  readonly added: readonly { readonly id: string; readonly finding: AddedFinding; readonly by: string }[];
  readonly comment?: { readonly text: string; readonly by: string };
  /** Labels that must be decided before it is signed. */
  readonly undecided: readonly string[];
  /** Who else has it open now. */
  readonly others: readonly string[];
  /** In whose name this launch signs; absent where the EHR names no practitioner. */
  readonly signer?: string;
  /** Of the result that stands. */
  readonly version: number;
  /** There is something that nobody has signed. */
  readonly isUnsigned: boolean;
  readonly isBeingSigned?: true;
  /** Why the last signature did not hold. */
  readonly signatureProblem?: string;
  /** The newest first. */
  readonly history: readonly {
    readonly version: number;
    readonly status: ReportStatus;
    readonly at: string;
    readonly by?: string;
  }[];
}

export interface StepView {
  readonly name: 'retrieve' | 'decode' | 'infer' | 'write' | 'deliver';
  readonly state: 'waiting' | 'running' | 'done' | 'stopped';
  readonly milliseconds?: number;
}

export interface FilmView {
  readonly index: number;
  readonly outcome: 'pending' | 'analysed' | 'refused';
  /** A code that lib/i18n puts into words; only where refused. */
  readonly reason?: string;
  readonly view?: string;
  /** Address of the preview picture; only where analysed. */
  readonly previewUrl?: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** What a finding is called. */
export interface FindingName {
  /** lib/i18n has words for those that the product knows. */
  readonly label: string;
  /** What a model calls a finding of its own, the same in all languages. */
  readonly ownName?: string;
}

/** A finding without what names DICOM objects; the film by its number on this page. */
export interface FindingView extends Omit<Finding, 'model' | 'sopInstanceUid' | 'concept'>, FindingName {
  readonly filmIndex: number;
}

export interface DeliveryView {
  /** Of the result. */
  readonly version: number;
  readonly destination: string;
  readonly kind: DocumentKind | 'document';
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly updatedAt: string;
  /** What the destination calls it: `DiagnosticReport/123`, or the message control id with its acknowledgement. */
  readonly references: readonly string[];
  readonly problem?: Problem;
}

export interface ModelVersion {
  readonly id: string;
  readonly version: string;
  /** Address of its card, within this launch. */
  readonly cardUrl: string;
}

export interface ModelView {
  readonly title: string;
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
  readonly regulatoryStatus: string;
  /** What really ran it; absent until it has. */
  readonly execution?: Pick<Execution, 'provider' | 'precision' | 'device'>;
}
