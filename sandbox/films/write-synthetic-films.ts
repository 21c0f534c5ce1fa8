import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { burnInNotice } from './burn-in-notice.ts';
import { buildChestAnatomy } from './chest-anatomy.ts';
import { describeDxImage, FILM_CONTENT_VERSION } from './describe-dx-image.ts';
import { FILM_SIDE_MM, projectChest } from './project-chest.ts';
import { demoStudies, type SyntheticStudy } from './synthetic-study.ts';
import { writeDxFile } from './write-dx-file.ts';

export interface SyntheticFilmOptions {
  /** Rows and columns; 2000 where absent. At least 200, so that the burnt-in notice fits. */
  readonly size?: number;
  /** Told after each film, made or found, how many of `total` are there. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** One film as the bytes of a DICOM file. */
export function makeSyntheticFilm(study: SyntheticStudy, size: number): Uint8Array {
  const geometry = { rows: size, columns: size, pixelSpacingMm: FILM_SIDE_MM / size };
  const anatomy = buildChestAnatomy(study.variant, study.seed, study.patientSex);
  // The noise differs between two exposures of one person; the person does not.
  const exposureSeed = study.seed * 1009 + Number(study.studyDate);
  const pixels = projectChest(anatomy, { rows: size, columns: size, seed: exposureSeed });
  burnInNotice(pixels, geometry);
  return writeDxFile(describeDxImage(study, geometry), pixels);
}

/** The name carries content version and size: a film that is there under it need not be made again. */
function nameFilm({ patientId, accessionNumber, variant }: SyntheticStudy, size: number): string {
  return `${patientId}_${accessionNumber}_${variant}_${size}_v${FILM_CONTENT_VERSION}.dcm`;
}

/**
 * Writes the demo patients' films into `directory`, created if need be, and returns their paths. A film already there
 * is kept; a new one appears under its name only when it is whole. Errors: those of the file system.
 */
export async function writeSyntheticFilms(
  directory: string,
  { size = 2000, onProgress }: SyntheticFilmOptions = {},
): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const paths: string[] = [];
  for (const study of demoStudies) {
    const path = join(directory, nameFilm(study, size));
    if (!existsSync(path)) {
      const partial = `${path}.${process.pid}.partial`;
      await writeFile(partial, makeSyntheticFilm(study, size));
      await rename(partial, path);
    }
    paths.push(path);
    onProgress?.(paths.length, demoStudies.length);
  }
  return paths;
}
