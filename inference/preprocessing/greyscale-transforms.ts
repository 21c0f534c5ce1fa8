/** The steps from a stored value to a grey, each by itself, in the order of DICOM PS3.4 section N.2. */
import type { LookupTable, PixelFrame, VoiFunction } from '../contract.ts';

type Window = NonNullable<PixelFrame['window']>;
/** All but the pixels: what a film says of its values. */
export type Greyscale = Omit<PixelFrame, 'pixels'>;

/** Which values are shown, and how: a window, a table of the film's own, or all between two values. */
export type Voi =
  | ({ readonly kind: 'window' } & Window)
  | { readonly kind: 'table'; readonly table: LookupTable }
  | { readonly kind: 'range'; readonly low: number; readonly high: number };

/** How often each stored value stands in the film; that of `value` is counts[value + offset]. */
export interface ValueCounts {
  readonly counts: Uint32Array;
  readonly offset: number;
}

/** The share of the film left out at either end where no window is given. */
const TAIL = 0.005;

export function countValues(pixels: PixelFrame['pixels']): ValueCounts {
  const cells = 2 ** (8 * pixels.BYTES_PER_ELEMENT);
  const isSigned = pixels instanceof Int8Array || pixels instanceof Int16Array;
  const offset = isSigned ? cells / 2 : 0;
  const counts = new Uint32Array(cells);
  // By index: the iterator of a typed array costs ten times the counting.
  for (let i = 0; i < pixels.length; i++) {
    const at = (pixels[i] ?? 0) + offset;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { counts, offset };
}

/** Stored values that stand for no anatomy: black, whatever their number. */
export function paddingOf({ padding }: Pick<Greyscale, 'padding'>): (stored: number) => boolean {
  return padding === undefined ? () => false : (stored) => stored >= padding.from && stored <= padding.to;
}

/** Modality LUT, or rescale (PS3.3 section C.11.1). */
export function modalityOf({
  modalityLut,
  rescale: { slope, intercept },
}: Pick<Greyscale, 'modalityLut' | 'rescale'>): (stored: number) => number {
  return modalityLut === undefined ? (stored) => stored * slope + intercept : lookUp(modalityLut);
}

/** Of a modality value, the grey from 0 (black) to 1 (white) in MONOCHROME2's sense. */
export function voiOf(voi: Voi): (value: number) => number {
  switch (voi.kind) {
    case 'window':
      return windowOf(voi);
    case 'table':
      return tableOf(voi.table);
    case 'range': {
      const { low, high } = voi;
      return (value) => (high === low ? 0 : clamp((value - low) / (high - low)));
    }
  }
}

/**
 * What the film opens with: its window (one that leaves most of the film all black or all white was not meant for these
 * values), else its table, else its own range without its tails: markers and collimator edges are brighter than any anatomy.
 */
export function openingVoi(film: Greyscale, all: ValueCounts): Voi {
  const { window, voiLut } = film;
  const isPadding = paddingOf(film);
  const { offset } = all;
  // Padding is no anatomy: it must not decide how bright anatomy is.
  const counts = all.counts.map((count, i) => (isPadding(i - offset) ? 0 : count));
  const modality = modalityOf(film);
  if (window !== undefined && isMostlyWithin(window, modality, { counts, offset }))
    return { kind: 'window', ...window };
  return voiLut === undefined ? ownRange(modality, { counts, offset }) : { kind: 'table', table: voiLut };
}

function isMostlyWithin(
  window: Window,
  modality: (stored: number) => number,
  { counts, offset }: ValueCounts,
): boolean {
  const toGrey = windowOf(window);
  let [within, total] = [0, 0];
  counts.forEach((count, i) => {
    total += count;
    const grey = count === 0 ? 0 : toGrey(modality(i - offset));
    if (grey > 0.001 && grey < 0.999) within += count;
  });
  return within * 2 >= total;
}

function ownRange(modality: (stored: number) => number, { counts, offset }: ValueCounts): Voi {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const ends = [TAIL, 1 - TAIL].map((share) => quantile(counts, share * (total - 1)) - offset);
  const [a = 0, b = 0] = ends.map(modality);
  return { kind: 'range', low: Math.min(a, b), high: Math.max(a, b) };
}

function quantile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  return counts.findIndex((count) => (seen += count) > rank);
}

/** PS3.3 sections C.11.2.1.2.1 and C.11.2.1.3, with an output from 0 to 1. */
function windowOf({ center, width, function: kind }: Window): (value: number) => number {
  const functions: Readonly<Record<VoiFunction, (value: number) => number>> = {
    // Of width 1 it is a step: values up to center - 0.5 are black.
    LINEAR: (value) =>
      width <= 1 ? Number(value > center - 0.5) : clamp((value - (center - 0.5)) / (width - 1) + 0.5),
    LINEAR_EXACT: (value) => clamp((value - center) / width + 0.5),
    SIGMOID: (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width)),
  };
  return functions[kind];
}

function tableOf(table: LookupTable): (value: number) => number {
  const entryOf = lookUp(table);
  const white = 2 ** table.bits - 1;
  return (value) => clamp(entryOf(Math.round(value)) / white);
}

function lookUp({ values, firstMapped }: LookupTable): (value: number) => number {
  const last = values.length - 1;
  return (value) => values[Math.min(last, Math.max(0, value - firstMapped))] ?? 0;
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
