/** Film -> the tensor that the model was trained on, by what its manifest says of its input. */
import type { PixelFrame } from '../contract.ts';
import type { ModelInput } from '../models/manifest.ts';
import { fitFilm } from './fit-film.ts';
import type { Area } from './plane.ts';
import { type ResizedPlane, resizeFilm } from './resize-plane.ts';
import { lookUpGreys } from './to-greyscale.ts';

/**
 * One film of the input, without its batch axis: [channels, height, width], or [height, width, channels] where the
 * manifest's layout is NHWC. Greys 0 to 1, fitted, resized, then (grey - mean) / std.
 */
export function prepareFilm(frame: PixelFrame, input: ModelInput): Float32Array<ArrayBuffer> {
  const { source, target } = fitFilm(frame, input);
  const { rows, columns } = target;
  const resized = resizeFilm(lookUpGreys(frame), source, { rows, columns, filter: input.resize });
  const tensor = new Float32Array(input.channels * input.height * input.width);
  for (let channel = 0; channel < input.channels; channel++)
    writeChannel(tensor, channel, resized, target, input);
  return tensor;
}

function writeChannel(
  tensor: Float32Array,
  channel: number,
  { values, coverage }: ResizedPlane,
  target: Area,
  input: ModelInput,
): void {
  const { width, height } = input;
  const [mean, std] = [ofChannel(input.mean, channel), ofChannel(input.std, channel)];
  const [first, step] = input.layout === 'NHWC' ? [channel, input.channels] : [channel * width * height, 1];
  if (target.rows < height || target.columns < width) {
    for (let i = 0; i < width * height; i++) tensor[first + i * step] = -mean / std;
  }
  for (let row = 0; row < target.rows; row++) {
    const line = (target.top + row) * width + target.left;
    for (let column = 0; column < target.columns; column++) {
      const at = row * target.columns + column;
      // What a filter reached for beyond the edge counts as the normalised zero, which is the mean's grey.
      const inside = coverage === undefined ? 1 : (coverage[at] ?? 1);
      tensor[first + (line + column) * step] = ((values[at] ?? 0) - mean * inside) / std;
    }
  }
}

function ofChannel(value: number | readonly number[], channel: number): number {
  return typeof value === 'number' ? value : (value[channel] ?? 0);
}
