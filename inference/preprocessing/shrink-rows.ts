/**
 * The triangle filter along rows that shrink, which is most of a film's preprocessing: two neighbouring triangles
 * always add up to 1, so each pixel is read and weighed once, for the output before it, and the rest is the next one's.
 * Its grey is looked up on the way: a plane of greys would be larger than the film, and written only to be read once.
 */
import type { Area } from './plane.ts';
import type { GreyFilm } from './to-greyscale.ts';

interface Cuts {
  /** Pixels from `cuts[o]` to `cuts[o + 1]` lie between the centres of outputs o - 1 and o. */
  readonly cuts: Int32Array;
  /** Of each pixel, the share of the output whose centre comes after it. */
  readonly shares: Float64Array;
  /** What each output's weights add up to. */
  readonly sums: Float64Array;
}

/** [area.rows, width], the same as by weights pixel by pixel but for the last bit. */
export function shrinkRows(
  { columns, pixels, table, offset }: Omit<GreyFilm, 'rows'>,
  area: Area,
  width: number,
): Float32Array {
  const { cuts, shares, sums } = cutLine(area.columns, width);
  const out = new Float32Array(area.rows * width);
  for (let row = 0; row < area.rows; row++) {
    const line = (area.top + row) * columns + area.left;
    let carried = 0;
    for (let at = 0; at <= width; at++) {
      const end = cuts[at + 1] ?? 0;
      let all = 0;
      let after = 0;
      for (let i = cuts[at] ?? 0; i < end; i++) {
        const value = table[(pixels[line + i] ?? 0) + offset] ?? 0;
        all += value;
        after += value * (shares[i] ?? 0);
      }
      if (at > 0) out[row * width + at - 1] = (carried + all - after) / (sums[at - 1] ?? 1);
      carried = after;
    }
  }
  return out;
}

function cutLine(length: number, width: number): Cuts {
  const scale = length / width;
  const cuts = Int32Array.from({ length: width + 2 }, (_, at) =>
    at === 0 ? 0 : at > width ? length : Math.ceil((at - 0.5) * scale - 0.5),
  );
  const shares = new Float64Array(length);
  const sums = new Float64Array(width);
  for (let at = 0; at <= width; at++) {
    for (let i = cuts[at] ?? 0; i < (cuts[at + 1] ?? 0); i++) {
      const share = (i + 0.5) / scale - (at - 0.5);
      shares[i] = share;
      if (at > 0) sums[at - 1] = (sums[at - 1] ?? 0) + 1 - share;
      if (at < width) sums[at] = (sums[at] ?? 0) + share;
    }
  }
  return { cuts, shares, sums };
}
