/** A code of one system with the words that go with it: FHIR Coding, HL7 CWE.1-3, DICOM code sequence item. */
export interface CodedConcept {
  readonly system: string;
  readonly code: string;
  /** Absent where no source confirmed the system's own wording. */
  readonly display?: string;
}
