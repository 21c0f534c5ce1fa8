import type { Execution, ModelIdentity } from '#inference/contract.ts';
import type { AddedFinding, ReadFinding } from '#lib/attestation/reading.ts';
import type { Finding } from '#lib/findings/finding.ts';
import type { PatientIdentifier, StudyInstanceUid } from '#lib/standards/identifiers.ts';

/** FHIR R4 DiagnosticReport.status, as far as we write it; preliminary until a clinician signs. */
export type ReportStatus =
  'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'entered-in-error';

/** What has happened to whose the result is, or to its order, since it was first stated. */
export type ReissueReason =
  | 'patient-merged'
  | 'patient-updated'
  | 'order-cancelled'
  | 'study-moved'
  | 'analysed-twice'
  | 'prior-withdrawn'
  | 'withdrawn-by-hand'
  | 'amended-by-reader'
  | 'corrected-by-reader';

/** All that a writer needs to state one analysis of one study. Writers are pure: time and identifiers stand here. */
export interface StudyResult {
  /** Stable: business identifiers, MSH-10 and resource identifiers all derive from it. */
  readonly analysisId: string;
  readonly version: number;
  readonly status: ReportStatus;
  /** Why there is a version after the first; it stands in every form of the report. */
  readonly reason?: ReissueReason;
  /** Instant of writing, ISO 8601 with offset. */
  readonly issuedAt: string;
  /** Who answers for it: final, amended and corrected are not written without; shown with no other status. */
  readonly signedBy?: Signer;
  readonly patient: ResultPatient;
  readonly study: ResultStudy;
  readonly order?: ResultOrder;
  /**
   * One per label: where a study has several films, the film where it is most probable. In reading order (mergeFilms),
   * which writers keep.
   */
  readonly findings: readonly ReadFinding[];
  /** What the reader found beside them, in their words; only where signed. */
  readonly added?: readonly AddedFinding[];
  /** Of the reader, on the whole; only where signed. */
  readonly comment?: string;
  readonly analysedFilms: readonly { readonly sopInstanceUid: string; readonly seriesInstanceUid: string }[];
  readonly refusedFilms: readonly { readonly sopInstanceUid: string; readonly reason: string }[];
  readonly model: ResultModel;
  readonly execution: Execution;
  /** The patient's last AI result before this one, to compare with. */
  readonly prior?: PriorResult;
}

export interface Signer {
  /** `Practitioner/id` in the EHR, where it is known there. */
  readonly reference?: string;
  /** The name as it is to be read. */
  readonly display: string;
  /** Instant, ISO 8601 with offset. */
  readonly signedAt: string;
}

export interface PriorResult {
  /** By what it is asked whether it still stands; no document says it. */
  readonly analysisId?: string;
  /** Day of the earlier study, ISO 8601. */
  readonly studyDate: string;
  /** Only then can probabilities be compared: another version is calibrated otherwise. */
  readonly sameModelVersion: boolean;
  readonly findings: readonly Pick<Finding, 'label' | 'concept' | 'presence' | 'probability'>[];
}

export interface ResultModel extends ModelIdentity {
  readonly title: string;
  readonly regulatoryStatus: string;
  /** What it reads, as it completes "AI analysis of a ..."; e.g. "chest radiograph". */
  readonly examination: string;
  /** What the operating points were measured on, as it completes "measured on ..."; the model's card says more. */
  readonly evaluatedOn?: string;
}

export interface ResultPatient {
  /** Logical id in the EHR's FHIR server. */
  readonly fhirId: string;
  readonly identifiers: readonly PatientIdentifier[];
  readonly family?: string;
  readonly given?: readonly string[];
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
}

export interface ResultStudy {
  readonly studyInstanceUid: StudyInstanceUid;
  readonly accessionNumber?: string;
  /** Logical id of the ImagingStudy, where the EHR holds one. */
  readonly imagingStudyId?: string;
  /** ISO 8601 date or instant. */
  readonly started?: string;
  readonly description?: string;
}

export interface ResultOrder {
  readonly serviceRequestId?: string;
  readonly placerOrderNumber?: string;
  readonly fillerOrderNumber?: string;
  /** OBR-4 as it was ordered: code, text and HL7 table 0396 name of its system (LN, L, ...). */
  readonly universalServiceId?: { readonly code: string; readonly text: string; readonly system: string };
  readonly encounterId?: string;
  readonly visitNumber?: string;
}
