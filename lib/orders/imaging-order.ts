import type { PatientIdentifier } from '#lib/standards/identifiers.ts';

/** An order for imaging as it was received, before it is known which study fulfils it. */
export interface ImagingOrder {
  readonly sendingApplication: string;
  /** MSH-10. */
  readonly controlId: string;
  /** ORC-1 (HL7 table 0119): NW orders, CA and DC cancel. */
  readonly control: 'new' | 'cancel';
  readonly patientIdentifiers: readonly PatientIdentifier[];
  readonly placerOrderNumber?: string;
  readonly fillerOrderNumber?: string;
  readonly accessionNumber?: string;
  readonly studyInstanceUid?: string;
  readonly procedure?: { readonly code: string; readonly text: string; readonly system: string };
  readonly visitNumber?: string;
}
