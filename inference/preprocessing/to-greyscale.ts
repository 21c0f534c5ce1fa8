/** Stored values -> greys as a viewer opens the film (DICOM PS3.4 section N.2). */
import type { PixelFrame } from '../contract.ts';
import {
  countValues,
  modalityOf,
  openingVoi,
  paddingOf,
  voiOf,
  type ValueCounts,
} from './greyscale-transforms.ts';

/** A film's greys as they are looked up: that of pixel i is table[pixels[i] + offset], 0 (black) to 1 (white). */
export interface GreyFilm {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly pixels: PixelFrame['pixels'];
  readonly table: Float32Array;
  readonly offset: number;
}

/** Row by row, 0 (black) to 1 (white), rows * columns of them. */
export function toGreyscale(frame: PixelFrame): Float32Array {
  return greysOf(lookUpGreys(frame));
}

export function greysOf({
  pixels,
  table,
  offset,
}: Pick<GreyFilm, 'pixels' | 'table' | 'offset'>): Float32Array {
  const greys = new Float32Array(pixels.length);
  for (let i = 0; i < greys.length; i++) greys[i] = table[(pixels[i] ?? 0) + offset] ?? 0;
  return greys;
}

/** The grey of every stored value that the film has: it has millions of pixels and at most 65,536 values. */
export function lookUpGreys(frame: PixelFrame): GreyFilm {
  const { rows, columns, pixels } = frame;
  const all = countValues(pixels);
  const { counts, offset } = all;
  const toGrey = greyOf(frame, all);
  const table = new Float32Array(counts.length);
  for (let i = 0; i < table.length; i++) if ((counts[i] ?? 0) > 0) table[i] = toGrey(i - offset);
  return { rows, columns, pixels, table, offset };
}

function greyOf(frame: PixelFrame, all: ValueCounts): (stored: number) => number {
  const isPadding = paddingOf(frame);
  const modality = modalityOf(frame);
  const voi = voiOf(openingVoi(frame, all));
  const isInverted = frame.photometricInterpretation === 'MONOCHROME1';
  return (stored) => {
    if (isPadding(stored)) return 0;
    const grey = voi(modality(stored));
    return isInverted ? 1 - grey : grey;
  };
}
