import type { Grid } from './cone-beam.ts';
import { blur, resample } from './resample.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { AbsorptionImage } from './splat-solids.ts';

export const MAXIMUM_VALUE = 4095;
/** Quanta detected in a square millimetre of unattenuated beam. */
const QUANTA_PER_MM2 = 600_000;
/** Scattered light behind the grid, as a share of the primary around it. */
const SCATTER_SHARE = 0.09;
const SCATTER_SIGMA_MM = 26;
/** What commercial processing does: brings lungs and mediastinum closer, and keeps the detail. */
const LARGE_STRUCTURE_SIGMA_MM = 24;
const LARGE_STRUCTURE_GAIN = 0.74;
const DETAIL_GAIN = 1.25;

/** Intensity behind the patient (1 is the open beam): Beer and Lambert's law, and a low veil of scatter. */
function transmit({ grid, values }: AbsorptionImage): Float32Array {
  const primary = values.map((absorption) => Math.exp(-Math.max(absorption, 0)));
  // Scatter comes from the patient: the open beam beside the trunk makes none.
  const behindPatient = primary.map((intensity) => Math.min(intensity, 0.35));
  const scatter = blur(behindPatient, grid, SCATTER_SIGMA_MM / grid.spacingMm);
  return primary.map((intensity, place) => intensity + SCATTER_SHARE * (scatter[place] ?? 0));
}

/** The film's characteristic curve: a toe for the open beam, a steep middle for the lungs, a long shoulder for dense tissue. */
function toneCurve(logExposure: number): number {
  return 1 - Math.exp(-Math.pow(Math.max(logExposure - 0.3, 0) / 2.36, 1.75));
}

/** Noisy log-exposure (bright where absorbed), after detector blur. */
function detect(intensity: Float32Array, full: Grid, random: SeededRandom): Float32Array {
  const quanta = QUANTA_PER_MM2 * full.spacingMm ** 2;
  const noisy = intensity.map((value) => {
    const expected = Math.max(value, 0.002) * quanta;
    // Rounder than a Poisson draw, and the same beyond some twenty quanta.
    const noise = (random.next() + random.next() + random.next() + random.next() - 2) * Math.SQRT2 * 1.2247;
    return Math.max(expected + noise * Math.sqrt(expected), 1);
  });
  const smoothed = full.spacingMm < 0.3 ? soften(noisy, full) : noisy;
  return smoothed.map((value) => -Math.log(value / quanta));
}

/** The scintillator's light spreads to the neighbouring pixels. */
function soften(image: Float32Array, { columns }: Grid): Float32Array {
  return image.map((value, place) => {
    const beside = (image[place - 1] ?? value) + (image[place + 1] ?? value);
    const above = (image[place - columns] ?? value) + (image[place + columns] ?? value);
    return 0.6 * value + 0.1 * (beside + above);
  });
}

/** Turns line integrals of absorption into the stored 12-bit values of a processed digital film of the grid `full`. */
export function exposeFilm(
  image: AbsorptionImage,
  full: Grid,
  random: SeededRandom,
): Uint16Array<ArrayBuffer> {
  const { grid } = image;
  const intensity = transmit(image);
  const coarseLog = intensity.map((value) => -Math.log(value));
  const large = blur(coarseLog, grid, LARGE_STRUCTURE_SIGMA_MM / grid.spacingMm);
  const largeFull = resample(large, grid, full);
  const film = detect(resample(intensity, grid, full), full, random);
  const stored = new Uint16Array(full.rows * full.columns);
  for (let place = 0; place < stored.length; place++) {
    const base = largeFull[place] ?? 0;
    const processed = LARGE_STRUCTURE_GAIN * base + DETAIL_GAIN * ((film[place] ?? 0) - base);
    stored[place] = Math.round(MAXIMUM_VALUE * toneCurve(processed));
  }
  return stored;
}
