/** Film -> the tensor that the model was trained on. */
import type { PixelFrame } from '../contract.ts';
import type { ModelInput } from '../models/manifest.ts';
import { resizeTriangle } from './resize-triangle.ts';
import { toGreyscale } from './to-greyscale.ts';

/** [1, 1, height, width], row by row: greys 0..1, squashed to the model's size, then (x - mean) / std. */
export function prepareFilm(frame: PixelFrame, input: ModelInput): Float32Array {
  const { rows, columns } = frame;
  const squashed = resizeTriangle({ rows, columns, values: toGreyscale(frame) }, input.height, input.width);
  const [mean, std] = [first(input.mean), first(input.std)];
  return squashed.values.map((grey) => (grey - mean) / std);
}

function first(value: number | readonly number[]): number {
  return typeof value === 'number' ? value : (value[0] ?? 0);
}
