/** Branded identifiers: a study UID can't be passed where an accession number belongs. */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type StudyInstanceUid = Branded<string, 'StudyInstanceUid'>;

/** DICOM PS3.5 section 9: at most 64 characters of digits and dots. Leading zeros are tolerated: real archives hold them. */
const UID = /^\d+(\.\d+)+$/;

export function isUid(value: string): boolean {
  return value.length <= 64 && UID.test(value);
}

/** The value as a branded UID, or undefined where it is none. */
export function parseStudyInstanceUid(value: string | undefined): StudyInstanceUid | undefined {
  return value !== undefined && isUid(value) ? (value as StudyInstanceUid) : undefined;
}

/** A patient's identifier with the authority that assigned it (FHIR Identifier.system, HL7 CX.4, DICOM (0010,0021)). */
export interface PatientIdentifier {
  /** Absolute URI of the assigning authority; absent where the source (often DICOM) names none. */
  readonly system?: string;
  readonly value: string;
  /** HL7 table 0203 (FHIR Identifier.type, CX.5), where the source states it: MR, PI, ... */
  readonly type?: string;
}
