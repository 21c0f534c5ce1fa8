/** Shrinks by a triangle filter over the area that each output pixel stands for: Pillow's BILINEAR on mode F, step by step. */

export interface Plane {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly values: Float32Array;
}

/** Rows first, then columns, rounded to 32 bits between, as the training code's library does. */
export function resizeTriangle(plane: Plane, rows: number, columns: number): Plane {
  return resizeHeight(resizeWidth(plane, columns), rows);
}

interface Reach {
  readonly start: number;
  readonly weights: Float64Array;
}

/** Which inputs an output pixel is made of, and how much of each; the weights add up to 1. */
function reachesOf(input: number, output: number): Reach[] {
  const scale = input / output;
  const reach = Math.max(scale, 1);
  return Array.from({ length: output }, (_, at) => {
    const centre = (at + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - reach + 0.5));
    const end = Math.min(input, Math.trunc(centre + reach + 0.5));
    const weights = Float64Array.from({ length: end - start }, (_unused, i) =>
      Math.max(0, 1 - Math.abs((i + start - centre + 0.5) / reach)),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { start, weights: weights.map((weight) => weight / sum) };
  });
}

function resizeWidth({ rows, columns, values }: Plane, width: number): Plane {
  const reaches = reachesOf(columns, width);
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const { start, weights } = reaches[column] ?? EMPTY;
      const from = row * columns + start;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += (values[from + i] ?? 0) * (weights[i] ?? 0);
      out[row * width + column] = sum;
    }
  }
  return { rows, columns: width, values: out };
}

function resizeHeight({ rows, columns, values }: Plane, height: number): Plane {
  const reaches = reachesOf(rows, height);
  const out = new Float32Array(height * columns);
  for (let row = 0; row < height; row++) {
    const { start, weights } = reaches[row] ?? EMPTY;
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) {
        sum += (values[(start + i) * columns + column] ?? 0) * (weights[i] ?? 0);
      }
      out[row * columns + column] = sum;
    }
  }
  return { rows: height, columns, values: out };
}

const EMPTY: Reach = { start: 0, weights: new Float64Array() };
