import { AppError } from '#lib/platform/errors.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';

/** What a DICOM header says of its patient (PS3.3 C.7.1.1). */
export interface DicomPatient {
  readonly id?: string;
  /** Who gave the number: IssuerOfPatientID (0010,0021). */
  readonly issuer?: string;
  readonly birthDate?: string;
  readonly sex?: string;
}

/** What the chart says. */
export interface ChartPatient {
  readonly identifiers: readonly PatientIdentifier[];
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
}

/** Identifier system -> what stands for it in IssuerOfPatientID, where the site says so. */
export type PatientIdIssuers = Readonly<Record<string, string>>;

const DICOM_SEX: Readonly<Record<string, ChartPatient['sex']>> = { M: 'male', F: 'female' };

/**
 * Is this film the patient's? PatientID must be one of the patient's identifiers in the systems that the site uses in
 * DICOM; birth date and sex, where both sides state them, must not contradict. Names are not compared: they are
 * written too differently to prove anything. A film that says who gave its number is compared with that authority's
 * alone. Throws AppError `patient-unverifiable` (the film names nobody, or the chart has no such identifier) or
 * `patient-mismatch`, both refused: when in doubt, nothing is filed.
 */
export function verifyPatient(
  dicom: DicomPatient,
  chart: ChartPatient,
  systems: readonly string[],
  issuers: PatientIdIssuers = {},
): void {
  const own = chart.identifiers.filter(({ system }) => system !== undefined && systems.includes(system));
  const id = normalise(dicom.id);
  if (id === '' || own.length === 0) throw new AppError('patient-unverifiable', 'refused');
  const given = own.filter(({ system = '' }) => mayHaveIssued(system, normalise(dicom.issuer), issuers));
  if (!given.some(({ value }) => normalise(value) === id)) throw new AppError('patient-mismatch', 'refused');
  // The chart may know the year alone, or year and month (FHIR date): that much must agree.
  const born = dicom.birthDate?.replaceAll('-', '');
  if (born && !born.startsWith(chart.birthDate?.replaceAll('-', '') ?? '')) {
    throw new AppError('patient-mismatch', 'refused');
  }
  // Where several authorities number patients, the film's number doesn't say which of them gave it: its birth date must.
  if (systems.length > 1 && !(born && chart.birthDate?.length === 10))
    throw new AppError('patient-unverifiable', 'refused');
  const sex = DICOM_SEX[dicom.sex ?? ''];
  if (sex !== undefined && (chart.sex === 'male' || chart.sex === 'female') && chart.sex !== sex) {
    throw new AppError('patient-mismatch', 'refused');
  }
}

/** Whether this system's numbers may bear this issuer: one that the site names for no system may be any other's. */
function mayHaveIssued(system: string, issuer: string, issuers: PatientIdIssuers): boolean {
  if (issuer === '') return true;
  const own = issuers[system];
  return own === undefined ? !Object.values(issuers).includes(issuer) : own === issuer;
}

/** Spaces that pad a DICOM LO value to even length are no part of it (PS3.5 6.2); case is. */
function normalise(value: string | undefined): string {
  return (value ?? '').replaceAll('\0', '').trim();
}

/**
 * What an archive's list says of a film that isn't fetched. Throws AppError `patient-mismatch` where it names somebody
 * else; that it names nobody proves nothing.
 */
export function verifyListedPatient(
  patientId: string | undefined,
  chart: ChartPatient,
  systems: readonly string[],
): void {
  const id = normalise(patientId);
  const own = chart.identifiers.filter(({ system }) => system !== undefined && systems.includes(system));
  if (id !== '' && !own.some(({ value }) => normalise(value) === id))
    throw new AppError('patient-mismatch', 'refused');
}
