import type { PatientIdentifier } from '#lib/standards/identifiers.ts';

/** What an ADT feed tells of who a patient is: only that something has changed is believed, and looked up in the EHR. */
export interface PatientChange {
  readonly control: 'patient-change';
  readonly sendingApplication: string;
  /** MSH-10. */
  readonly controlId: string;
  /** MSH-9.2. */
  readonly trigger: string;
  /** One of each patient that the message is about. */
  readonly changes: readonly {
    /** PID-3. */
    readonly patientIdentifiers: readonly PatientIdentifier[];
    /** MRG-1: numbers that were given up for those; none where a patient was only updated. */
    readonly priorIdentifiers: readonly PatientIdentifier[];
  }[];
}
