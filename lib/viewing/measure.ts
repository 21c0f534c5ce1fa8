/** Lengths, angles and means on a film, and what a length is worth. */
import { modalityOf, paddingOf, type Greyscale } from '#inference/preprocessing/greyscale-transforms.ts';
import type { Point } from './geometry.ts';

/**
 * Millimetres of one row and one column, and where they hold. `patient`: the object was calibrated, its spacing differs
 * from the detector's (DICOM PS3.3 section 10.7.1.3). `detector`: on the detector, and in the patient smaller by an unknown
 * magnification. Undefined where the object says nothing: then a length is one in pixels.
 */
export interface Spacing {
  readonly row: number;
  readonly column: number;
  readonly at: 'patient' | 'detector';
}

/** Two decimals of a percent: spacings are written as decimal text. */
const SAME = 1e-4;

export function spacingOf({
  pixelSpacingMm: pixel,
  detectorSpacingMm: detector,
}: Pick<Greyscale, 'pixelSpacingMm' | 'detectorSpacingMm'>): Spacing | undefined {
  const stated = pixel ?? detector;
  if (stated === undefined) return undefined;
  const [row, column] = stated;
  const isSame = (a: number, b: number) => Math.abs(a - b) <= SAME * b;
  // Without a detector's spacing beside it, a projection's says nothing of where it holds: the lesser claim.
  const isCalibrated =
    pixel !== undefined &&
    detector !== undefined &&
    !(isSame(pixel[0], detector[0]) && isSame(pixel[1], detector[1]));
  return { row, column, at: isCalibrated ? 'patient' : 'detector' };
}

const PIXELS = { row: 1, column: 1 };

/** In millimetres, or in pixels where there is no spacing. */
export function lengthOf([a, b]: readonly [Point, Point], spacing: Spacing | undefined): number {
  const { row, column } = spacing ?? PIXELS;
  return Math.hypot((b[0] - a[0]) * column, (b[1] - a[1]) * row);
}

/** Degrees, 0 to 180, at the second point; pixels that are not square are reckoned with. */
export function angleOf(
  [a, corner, b]: readonly [Point, Point, Point],
  spacing: Spacing | undefined,
): number {
  const { row, column } = spacing ?? PIXELS;
  const towards = ([x, y]: Point) => Math.atan2((y - corner[1]) * row, (x - corner[0]) * column);
  const degrees = Math.abs(((towards(a) - towards(b)) * 180) / Math.PI);
  return degrees > 180 ? 360 - degrees : degrees;
}

export interface RegionStatistics {
  readonly pixels: number;
  readonly mean: number;
  /** Of all pixels of the region, not a sample's. */
  readonly deviation: number;
}

/** Of the modality values of the pixels whose middle lies within; padding is left out. Undefined where none is left. */
export function statisticsOf(
  film: Greyscale,
  valueAt: (index: number) => number,
  [a, b]: readonly [Point, Point],
): RegionStatistics | undefined {
  const modality = modalityOf(film);
  const isPadding = paddingOf(film);
  const range = (from: number, to: number, most: number) => [
    Math.max(0, Math.ceil(Math.min(from, to) - 0.5)),
    Math.min(most - 1, Math.floor(Math.max(from, to) - 0.5)),
  ];
  const [left = 0, right = -1] = range(a[0], b[0], film.columns);
  const [top = 0, bottom = -1] = range(a[1], b[1], film.rows);
  let [pixels, mean, squares] = [0, 0, 0];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const stored = valueAt(y * film.columns + x);
      if (isPadding(stored)) continue;
      // Welford (1962): a sum of squares of large values would lose its digits.
      pixels += 1;
      const value = modality(stored);
      const step = value - mean;
      mean += step / pixels;
      squares += step * (value - mean);
    }
  }
  return pixels === 0 ? undefined : { pixels, mean, deviation: Math.sqrt(squares / pixels) };
}
