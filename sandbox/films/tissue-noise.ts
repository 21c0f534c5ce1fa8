import type { Size } from './resample.ts';
import { resample } from './resample.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Smooth noise of unit deviation: octaves of random lattices, the coarsest with cells of `cellPixels`. */
export function tissueNoise(
  size: Size,
  cellPixels: number,
  octaves: number,
  random: SeededRandom,
): Float32Array {
  const sum = new Float32Array(size.rows * size.columns);
  let power = 0;
  for (let octave = 0; octave < octaves; octave++) {
    const cell = cellPixels / 2 ** octave;
    if (cell < 1.5 && octave > 0) break;
    const weight = 0.62 ** octave;
    const lattice = { rows: Math.ceil(size.rows / cell) + 1, columns: Math.ceil(size.columns / cell) + 1 };
    const nodes = Float32Array.from({ length: lattice.rows * lattice.columns }, () => random.normal());
    const layer = resample(nodes, lattice, size);
    for (let index = 0; index < sum.length; index++)
      sum[index] = (sum[index] ?? 0) + weight * (layer[index] ?? 0);
    power += weight * weight * 0.6;
  }
  return sum.map((value) => value / Math.sqrt(power));
}
