/** Stored values -> greys as a viewer shows them: rescale, VOI window, MONOCHROME1 (DICOM PS3.4 section N.2). */
import type { LookupTable, PixelFrame, VoiFunction } from '../contract.ts';

type Window = NonNullable<PixelFrame['window']>;

/** The share of the film left out at either end where no window is given. */
const TAIL = 0.005;

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
  const cells = 2 ** (8 * pixels.BYTES_PER_ELEMENT);
  const signed = pixels instanceof Int8Array || pixels instanceof Int16Array;
  const offset = signed ? cells / 2 : 0;
  const counts = countValues(pixels, cells, offset);
  const toGrey = greyOf(frame, counts, offset);
  const table = new Float32Array(cells);
  for (let i = 0; i < cells; i++) if ((counts[i] ?? 0) > 0) table[i] = toGrey(i - offset);
  return { rows, columns, pixels, table, offset };
}

function countValues(pixels: PixelFrame['pixels'], cells: number, offset: number): Uint32Array {
  const counts = new Uint32Array(cells);
  // By index: the iterator of a typed array costs ten times the counting.
  for (let i = 0; i < pixels.length; i++) {
    const at = (pixels[i] ?? 0) + offset;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

function greyOf(frame: PixelFrame, all: Uint32Array, offset: number): (stored: number) => number {
  const isPadding = paddingOf(frame);
  // Padding is no anatomy: it must not decide how bright anatomy is.
  const counts = all.map((count, i) => (isPadding(i - offset) ? 0 : count));
  const modality = modalityOf(frame);
  const range =
    mostlyWithin(frame, modality, counts, offset) ?? voiTable(frame) ?? ownRange(modality, counts, offset);
  const invert = frame.photometricInterpretation === 'MONOCHROME1';
  return (stored) => {
    if (isPadding(stored)) return 0;
    const grey = range(modality(stored));
    return invert ? 1 - grey : grey;
  };
}

function paddingOf({ padding }: PixelFrame): (stored: number) => boolean {
  return padding === undefined ? () => false : (stored) => stored >= padding.from && stored <= padding.to;
}

function modalityOf({ modalityLut, rescale: { slope, intercept } }: PixelFrame): (stored: number) => number {
  return modalityLut === undefined ? (stored) => stored * slope + intercept : lookUp(modalityLut);
}

function voiTable({ voiLut }: PixelFrame): ((value: number) => number) | undefined {
  if (voiLut === undefined) return undefined;
  const entryOf = lookUp(voiLut);
  const white = 2 ** voiLut.bits - 1;
  return (value) => clamp(entryOf(Math.round(value)) / white);
}

function lookUp({ values, firstMapped }: LookupTable): (value: number) => number {
  const last = values.length - 1;
  return (value) => values[Math.min(last, Math.max(0, value - firstMapped))] ?? 0;
}

/** The header's window; one that leaves most of the film all black or all white was not meant for these values. */
function mostlyWithin(
  { window }: PixelFrame,
  modality: (stored: number) => number,
  counts: Uint32Array,
  offset: number,
) {
  if (window === undefined) return undefined;
  const toGrey = voiOf(window);
  let [within, total] = [0, 0];
  counts.forEach((count, i) => {
    total += count;
    const grey = count === 0 ? 0 : toGrey(modality(i - offset));
    if (grey > 0.001 && grey < 0.999) within += count;
  });
  return within * 2 >= total ? toGrey : undefined;
}

/** The film's own range without its tails: markers and collimator edges are brighter than any anatomy. */
function ownRange(modality: (stored: number) => number, counts: Uint32Array, offset: number) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const ends = [TAIL, 1 - TAIL].map((share) => quantile(counts, share * (total - 1)) - offset);
  const [a = 0, b = 0] = ends.map(modality);
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return (value: number) => (high === low ? 0 : clamp((value - low) / (high - low)));
}

function quantile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  return counts.findIndex((count) => (seen += count) > rank);
}

/** DICOM PS3.3 sections C.11.2.1.2.1 and C.11.2.1.3, with an output from 0 to 1. */
function voiOf({ center, width, function: kind }: Window): (value: number) => number {
  const functions: Readonly<Record<VoiFunction, (value: number) => number>> = {
    // Of width 1 it is a step: values up to center - 0.5 are black.
    LINEAR: (value) =>
      width <= 1 ? Number(value > center - 0.5) : clamp((value - (center - 0.5)) / (width - 1) + 0.5),
    LINEAR_EXACT: (value) => clamp((value - center) / width + 0.5),
    SIGMOID: (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width)),
  };
  return functions[kind];
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
