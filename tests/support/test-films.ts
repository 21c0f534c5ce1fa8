import { describeDxImage } from '#sandbox/films/describe-dx-image.ts';
import type { SyntheticStudy } from '#sandbox/films/synthetic-study.ts';
import { writeDxFile } from '#sandbox/films/write-dx-file.ts';

const SIZE = 64;

/** One invented person with one chest film; `number` makes them different. */
export function inventStudy(number: number): SyntheticStudy {
  return {
    variant: 'normal',
    seed: number,
    patientId: `TEST-${String(number).padStart(4, '0')}`,
    patientName: `Synthetic^Number${String(number)}`,
    patientSex: number % 2 === 0 ? 'F' : 'M',
    patientBirthDate: '19600102',
    accessionNumber: `TEST-A-${String(number)}`,
    studyDate: '20261101',
    studyTime: '101500',
  };
}

/** A valid chest film with a gradient for an image; the header's elements may be overridden by DICOM keyword. */
export function makeTestFilm(
  study: SyntheticStudy,
  overrides: Readonly<Record<string, unknown>> = {},
): Buffer {
  const pixels = Uint16Array.from(
    { length: SIZE * SIZE },
    (_, index) => (index * 7 + study.seed * 31) % 4096,
  );
  const header = describeDxImage(study, { rows: SIZE, columns: SIZE, pixelSpacingMm: 4 });
  return Buffer.from(writeDxFile({ ...header, ...overrides }, pixels));
}

/** SOP and Study Instance UID of the film that makeTestFilm makes without overrides. */
export function uidsOf(study: SyntheticStudy): { sopInstanceUid: string; studyInstanceUid: string } {
  const header = describeDxImage(study, { rows: SIZE, columns: SIZE, pixelSpacingMm: 4 });
  return {
    sopInstanceUid: String(header['SOPInstanceUID']),
    studyInstanceUid: String(header['StudyInstanceUID']),
  };
}

/** A folder's content: one film for each study, named by its patient. */
export function filmsOf(
  studies: readonly SyntheticStudy[],
  headerOf: (study: SyntheticStudy) => Readonly<Record<string, unknown>> = () => ({}),
): Record<string, Uint8Array> {
  return Object.fromEntries(
    studies.map((study) => [`${study.patientId}.dcm`, makeTestFilm(study, headerOf(study))] as const),
  );
}
