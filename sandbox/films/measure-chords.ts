import { CENTRAL_RAY_Y_MM, magnificationAt, type Grid } from './cone-beam.ts';
import type { SignedDistance } from './signed-distance.ts';

const FROM_Z_MM = -262;
const TO_Z_MM = 58;
const STEP_MM = 4;

/** Length of a step's part where a field that runs evenly from `a` to `b` lies above zero. */
function lengthAbove(a: number, b: number): number {
  if (a > 0) return b > 0 ? STEP_MM : (STEP_MM * a) / (a - b);
  return b > 0 ? (STEP_MM * b) / (b - a) : 0;
}

/** The field over one slice of the beam at depth z, on nodes `nodeMm` apart at the detector. */
function sampleSlice(field: SignedDistance, grid: Grid, nodeMm: number, z: number): Float32Array[] {
  const scale = 1 / magnificationAt(z);
  const heightMm = grid.rows * grid.spacingMm;
  const widthMm = grid.columns * grid.spacingMm;
  return Array.from({ length: Math.ceil(heightMm / nodeMm) + 1 }, (_, row) => {
    const y = CENTRAL_RAY_Y_MM + (row * nodeMm - heightMm / 2) * scale;
    const nodes = new Float32Array(Math.ceil(widthMm / nodeMm) + 1);
    return nodes.map((_value, column) => field((column * nodeMm - widthMm / 2) * scale, y, z));
  });
}

/** The slice between its nodes, linear both ways: a distance field bends little over a node. */
function interpolateSlice(
  slice: readonly Float32Array[],
  grid: Grid,
  nodeMm: number,
  to: Float32Array,
): void {
  const nodesPerPixel = grid.spacingMm / nodeMm;
  for (let row = 0, place = 0; row < grid.rows; row++) {
    const v = (row + 0.5) * nodesPerPixel;
    const above = slice[Math.floor(v)];
    const below = slice[Math.floor(v) + 1];
    if (above === undefined || below === undefined) return;
    const share = v - Math.floor(v);
    const line = above.map((value, index) => value + share * ((below[index] ?? value) - value));
    for (let column = 0; column < grid.columns; column++, place++) {
      const u = (column + 0.5) * nodesPerPixel;
      const left = line[Math.floor(u)] ?? 0;
      to[place] = left + (u - Math.floor(u)) * ((line[Math.floor(u) + 1] ?? left) - left);
    }
  }
}

/**
 * For each pixel's ray, the millimetres along z where `field` exceeds each level (rows x columns, one image a level).
 * Crossings are placed between the steps, so that edges stay smooth however coarse the step.
 */
export function measureChords<Levels extends readonly number[]>(
  field: SignedDistance,
  grid: Grid,
  nodeMm: number,
  levels: Levels,
): { -readonly [K in keyof Levels]: Float32Array } {
  const pixels = grid.rows * grid.columns;
  const images = levels.map(() => new Float32Array(pixels));
  let before = new Float32Array(pixels).fill(-1e3);
  let here = new Float32Array(pixels);
  for (let z = FROM_Z_MM; z <= TO_Z_MM; z += STEP_MM) {
    interpolateSlice(sampleSlice(field, grid, nodeMm, z), grid, nodeMm, here);
    images.forEach((image, index) => {
      addSlab(image, before, here, levels[index] ?? 0);
    });
    [before, here] = [here, before];
  }
  return images as { -readonly [K in keyof Levels]: Float32Array };
}

function addSlab(image: Float32Array, before: Float32Array, here: Float32Array, level: number): void {
  for (let place = 0; place < image.length; place++) {
    const length = lengthAbove((before[place] ?? 0) - level, (here[place] ?? 0) - level);
    if (length > 0) image[place] = (image[place] ?? 0) + length;
  }
}
