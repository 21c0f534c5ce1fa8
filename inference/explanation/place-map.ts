/** Where on the film a model's input lies: preprocessing's fit, undone. */
import type { ModelInput } from '../models/manifest.ts';

/** In pixels of the film: x to the right and y down from the top left corner of its top left pixel (DICOM PS3.3 C.10.5). */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface FilmSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * The part of the film that the whole input shows: all of it where it was squashed, a middle part where it was cropped;
 * where it was padded the place reaches beyond the film.
 */
export function placeMap(film: FilmSize, input: Pick<ModelInput, 'width' | 'height' | 'fit'>): Place {
  const { rows, columns } = film;
  if (input.fit === 'squash') return { left: 0, top: 0, width: columns, height: rows };
  const across = columns / input.width;
  const down = rows / input.height;
  const scale = input.fit === 'centre-crop' ? Math.min(across, down) : Math.max(across, down);
  const [width, height] = [input.width * scale, input.height * scale];
  return { left: (columns - width) / 2, top: (rows - height) / 2, width, height };
}
