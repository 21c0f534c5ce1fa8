import { AppError } from '#lib/platform/errors.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';

/** What a DICOM header says of its patient (PS3.3 C.7.1.1). */
export interface DicomPatient {
  readonly id?: string;
  readonly birthDate?: string;
  readonly sex?: string;
}

/** What the chart says. */
export interface ChartPatient {
  readonly identifiers: readonly PatientIdentifier[];
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
}

const DICOM_SEX: Readonly<Record<string, ChartPatient['sex']>> = { M: 'male', F: 'female' };

/**
 * Is this film the patient's? PatientID must be one of the patient's identifiers in the systems that the site uses in
 * DICOM; birth date and sex, where both sides state them, must not contradict. Names are not compared: they are
 * written too differently to prove anything. Throws AppError `patient-unverifiable` (the film names nobody, or the
 * chart has no such identifier) or `patient-mismatch`, both refused: when in doubt, nothing is filed.
 */
export function verifyPatient(dicom: DicomPatient, chart: ChartPatient, systems: readonly string[]): void {
  const own = chart.identifiers.filter(({ system }) => system !== undefined && systems.includes(system));
  const id = normalise(dicom.id);
  if (id === '' || own.length === 0) throw new AppError('patient-unverifiable', 'refused');
  if (!own.some(({ value }) => normalise(value) === id)) throw new AppError('patient-mismatch', 'refused');
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
