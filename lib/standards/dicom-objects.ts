/** What the DICOM objects that we write are called, in the standard's own terms. */
import { DCM } from './code-systems.ts';
import type { CodedConcept } from './coded-concept.ts';
import { uuidOfName } from './name-uuid.ts';

/** PS3.4 table B.5-1. */
export const ENCAPSULATED_PDF_STORAGE = '1.2.840.10008.5.1.4.1.1.104.1';
export const KEY_OBJECT_SELECTION_STORAGE = '1.2.840.10008.5.1.4.1.1.88.59';

/** PS3.16 CID 7011: what it names must not be used; an archive that knows IHE's IOCM hides it. */
export const REJECTED_FOR_PATIENT_SAFETY: CodedConcept = {
  system: DCM,
  code: '113037',
  display: 'Rejected for Patient Safety Reasons',
};

/** PS3.16 TID 2010. */
export const KEY_OBJECT_DESCRIPTION: CodedConcept = {
  system: DCM,
  code: '113012',
  display: 'Key Object Description',
};

/** PS3.5 annex B.2: a UID of a UUID, here of a name: the same name gives the same UID, always. */
export function uidOfName(name: string): string {
  return `2.25.${String(BigInt(`0x${uuidOfName(name).replaceAll('-', '')}`))}`;
}
