import { buildChestAnatomy } from '#sandbox/films/chest-anatomy.ts';
import { describeDxImage } from '#sandbox/films/describe-dx-image.ts';
import { projectChest } from '#sandbox/films/project-chest.ts';
import type { SyntheticStudy } from '#sandbox/films/synthetic-study.ts';
import { writeDxFile } from '#sandbox/films/write-dx-file.ts';

const SIZE = 64;
/** Of their last grey levels: what makes the films of different studies different. */
const OWN_LEVELS = 16;
let chest: Uint16Array | undefined;

/** One chest for all: a model's gate refuses what is none. */
function chestPixels(): Uint16Array {
  chest ??= projectChest(buildChestAnatomy('normal', 3, 'F'), { rows: SIZE, columns: SIZE, seed: 5 });
  return chest;
}

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

/** A valid, small chest film; the header's elements may be overridden by DICOM keyword, and its greys by place. */
export function makeTestFilm(
  study: SyntheticStudy,
  overrides: Readonly<Record<string, unknown>> = {},
  greyOf: (value: number, index: number) => number = (value, index) =>
    value + ((index * 7 + study.seed * 31) % OWN_LEVELS),
): Buffer {
  const pixels = chestPixels().map(greyOf);
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
