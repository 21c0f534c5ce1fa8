import { createHash } from 'node:crypto';
import { deriveUid } from '../archive/instance-store.ts';

export const HOSPITAL_NAME = 'Stand-in Hospital';
export const NOT_REAL = 'A stand-in for demo and tests: not a real hospital, no real patients.';
export const ORGANIZATION_ID = 'stand-in-hospital';
export const ENDPOINT_ID = 'image-archive';
export const CLINICIAN = {
  id: 'rivera',
  user: 'rivera',
  password: 'demo',
  family: 'Rivera',
  given: 'Alex',
} as const;
/** Of the image archive, where it has an account and takes no EHR token. */
export const ARCHIVE_ACCOUNT = { user: 'sightline', password: 'demo-archive' } as const;
export const CLINICIAN_REFERENCE = `Practitioner/${CLINICIAN.id}`;

/** Namespaces of the hospital's own identifiers: UUID-derived OIDs, which nobody has to register (DICOM PS3.5 B.2). */
export const HOSPITAL_OID = deriveUid('stand-in hospital');
export const MRN_SYSTEM = `urn:oid:${HOSPITAL_OID}`;
export const PLACER_SYSTEM = `urn:oid:${deriveUid('stand-in hospital placer orders')}`;
export const FILLER_SYSTEM = `urn:oid:${deriveUid('stand-in hospital filler orders')}`;
export const ACCESSION_SYSTEM = `urn:oid:${deriveUid('stand-in hospital accessions')}`;
export const VISIT_SYSTEM = `urn:oid:${deriveUid('stand-in hospital visits')}`;
export const LOCAL_PROCEDURE_SYSTEM = `urn:oid:${deriveUid('stand-in hospital procedures')}`;
export const MADE_UP_TAG = {
  system: `urn:oid:${deriveUid('stand-in hospital tags')}`,
  code: 'made-up-name',
} as const;

/** HL7 v2 table 0203 as FHIR codes it. */
export const IDENTIFIER_TYPE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** A stable logical id of FHIR that shows nothing of what it is made from. */
export function deriveId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

/** A stable number of so many digits. */
export function deriveNumber(seed: string, digits: number): string {
  const hash = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 16)}`);
  return (hash % 10n ** BigInt(digits)).toString().padStart(digits, '0');
}

/** A DICOM DA value as a FHIR date; undefined where it is none (headers hold hashes and blanks). */
export function toFhirDate(value: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(value) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const text = `${year}-${month}-${day}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}
