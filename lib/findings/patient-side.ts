import type { Laterality, Zone } from '#lib/findings/finding.ts';

export interface AnalysedFilm {
  readonly sopInstanceUid: string;
  /** PatientOrientation (0020,0020): the patient's direction along a row and along a column. */
  readonly patientOrientation?: readonly string[] | undefined;
}

type Orientation = AnalysedFilm['patientOrientation'];

/**
 * DICOM PS3.3 C.7.6.1.1.1: the first value is the patient's direction along a row, so L means that the image's right
 * is the patient's left, as on every frontal film hung the usual way. Where no header says so, that is assumed; where
 * it says anything else than left or right, no side is named. A map that weighs on both sides is no clear side, and it
 * doesn't show that the finding itself is bilateral.
 */
export function patientSide(
  imageSide: 'left' | 'right' | 'both' | undefined,
  orientation: Orientation,
): Laterality | undefined {
  if (imageSide === undefined || imageSide === 'both') return undefined;
  const alongRow = directionAt(orientation, 0);
  if (alongRow !== '' && alongRow !== 'L' && alongRow !== 'R') return undefined;
  const mirrored = alongRow === 'R';
  return (imageSide === 'left') === mirrored ? 'left' : 'right';
}

/** The same for the second value, down a column: F(eet) unless the film hangs on its head. */
export function patientZone(
  imageThird: 'top' | 'middle' | 'bottom' | undefined,
  orientation: Orientation,
): Zone | undefined {
  const downColumn = directionAt(orientation, 1);
  if (imageThird === undefined || (downColumn !== '' && downColumn !== 'F' && downColumn !== 'H'))
    return undefined;
  if (imageThird === 'middle') return 'middle';
  return (imageThird === 'top') === (downColumn !== 'H') ? 'upper' : 'lower';
}

function directionAt(orientation: Orientation, index: number): string {
  return orientation?.[index]?.trim().toUpperCase().charAt(0) ?? '';
}
