/** Which pixels of a line each pixel of the shrunk line is made of, and how much of each: `input.resize` of the manifest. */
import type { ModelInput } from '../models/manifest.ts';

export type ResizeFilter = ModelInput['resize'];

/** Output pixel o is made of the inputs from `starts[o]` on, weighed by `weights` from `offsets[o]` to `offsets[o + 1]`. */
export interface LineWeights {
  readonly starts: Int32Array;
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
}

interface Reach {
  readonly start: number;
  readonly weights: readonly number[];
}

/**
 * triangle: Pillow’s BILINEAR. bilinear: the two nearest pixels, nothing smoothed before, as
 * PyTorch’s interpolate. gaussian-bilinear: scikit-image's resize with mode 'constant'; its weights add up to less than
 * 1 near an edge, because what lies outside counts as zero.
 */
export function weighLine(input: number, output: number, filter: ResizeFilter): LineWeights {
  const reachOf = REACHES[filter];
  const scale = input / output;
  const reaches = Array.from({ length: output }, (_, at) => reachOf(at, scale, input));
  const offsets = new Int32Array(output + 1);
  reaches.forEach(({ weights }, at) => (offsets[at + 1] = (offsets[at] ?? 0) + weights.length));
  return {
    starts: Int32Array.from(reaches, ({ start }) => start),
    offsets,
    weights: Float64Array.from(reaches.flatMap(({ weights }) => weights)),
  };
}

const REACHES: Readonly<Record<ResizeFilter, (at: number, scale: number, input: number) => Reach>> = {
  triangle: triangleReach,
  bilinear: bilinearReach,
  'gaussian-bilinear': gaussianReach,
};

/** Over the area that the output pixel stands for, or between two pixels where the line grows. */
function triangleReach(at: number, scale: number, input: number): Reach {
  const reach = Math.max(scale, 1);
  const centre = (at + 0.5) * scale;
  const start = Math.max(0, Math.trunc(centre - reach + 0.5));
  const end = Math.min(input, Math.trunc(centre + reach + 0.5));
  const weights = range(start, end).map((i) => Math.max(0, 1 - Math.abs((i - centre + 0.5) / reach)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { start, weights: weights.map((weight) => weight / sum) };
}

/** Beyond the edge stands the edge's own pixel. */
function bilinearReach(at: number, scale: number, input: number): Reach {
  const centre = Math.min(input - 1, Math.max(0, (at + 0.5) * scale - 0.5));
  const start = Math.floor(centre);
  const share = centre - start;
  return share === 0 ? { start, weights: [1] } : { start, weights: [1 - share, share] };
}

/** Where the line shrinks it is smoothed first, by a Gaussian of (scale - 1) / 2 that is cut off at four deviations. */
function gaussianReach(at: number, scale: number, input: number): Reach {
  const kernel = gaussianKernel(Math.max(0, (scale - 1) / 2));
  const radius = (kernel.length - 1) / 2;
  const centre = (at + 0.5) * scale - 0.5;
  const low = Math.floor(centre);
  const start = Math.max(0, low - radius);
  const weights = range(start, Math.min(input, low + radius + 2)).map(() => 0);
  for (const [tap, share] of [
    [low, 1 - (centre - low)],
    [low + 1, centre - low],
  ] as const) {
    if (tap < 0 || tap >= input) continue;
    kernel.forEach((weight, i) => {
      const place = tap - radius + i - start;
      const held = weights[place];
      if (held !== undefined) weights[place] = held + share * weight;
    });
  }
  return { start, weights };
}

function gaussianKernel(deviation: number): number[] {
  const radius = Math.trunc(4 * deviation + 0.5);
  const bell = range(-radius, radius + 1).map((x) =>
    x === 0 ? 1 : Math.exp((-0.5 * x * x) / deviation ** 2),
  );
  const sum = bell.reduce((total, weight) => total + weight, 0);
  return bell.map((weight) => weight / sum);
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}
