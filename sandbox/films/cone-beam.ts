/**
 * The exposure's geometry, in millimetres. x runs to the patient's left (image right), y down from the lung apices,
 * z from the back to the front: the beam enters from behind, and z = 0 is the detector at the patient's chest.
 */
export const SOURCE_TO_DETECTOR_MM = 1800;
/** To the skin of the back. */
export const SOURCE_TO_PATIENT_MM = 1560;

/** Height of the central ray (T7) below the apices, and where the film's centre lies. */
export const CENTRAL_RAY_Y_MM = 150;

export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly spacingMm: number;
}

/** How much a thing at depth z (0 at the detector, negative behind it) is enlarged on the film. */
export function magnificationAt(z: number): number {
  return SOURCE_TO_DETECTOR_MM / (SOURCE_TO_DETECTOR_MM + z);
}

/** Adds to `image` the absorption of one small mass at (x, y, z), shared out bilinearly over four pixels. */
export function splat(image: Float32Array, grid: Grid, x: number, y: number, z: number, mass: number): void {
  const enlarged = magnificationAt(z) / grid.spacingMm;
  const column = x * enlarged + grid.columns / 2 - 0.5;
  const row = (y - CENTRAL_RAY_Y_MM) * enlarged + grid.rows / 2 - 0.5;
  const left = Math.floor(column);
  const top = Math.floor(row);
  if (left < 0 || top < 0 || left >= grid.columns - 1 || top >= grid.rows - 1) return;
  const right = column - left;
  const below = row - top;
  // A mass spread over one pixel's area, seen from the detector: enlarging it thins it.
  const density = mass * enlarged * enlarged;
  const index = top * grid.columns + left;
  image[index] = (image[index] ?? 0) + density * (1 - right) * (1 - below);
  image[index + 1] = (image[index + 1] ?? 0) + density * right * (1 - below);
  image[index + grid.columns] = (image[index + grid.columns] ?? 0) + density * (1 - right) * below;
  image[index + grid.columns + 1] = (image[index + grid.columns + 1] ?? 0) + density * right * below;
}
