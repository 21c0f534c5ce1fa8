/** Separable filters on row-major images; values outside repeat the edge. */
export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Cubic weights (Catmull-Rom) of the four neighbours at a fraction between the middle two. */
function cubicWeights(f: number): [number, number, number, number] {
  return [
    f * (-0.5 + f * (1 - 0.5 * f)),
    1 + f * f * (-2.5 + 1.5 * f),
    f * (0.5 + f * (2 - 1.5 * f)),
    f * f * (-0.5 + 0.5 * f),
  ];
}

/** Resamples every row to `columns` and turns the image on its side, so that a second pass does the other axis. */
function resampleRowsTransposed(image: Float32Array, size: Size, columns: number): Float32Array {
  const result = new Float32Array(columns * size.rows);
  const last = size.columns - 1;
  for (let column = 0; column < columns; column++) {
    const place = ((column + 0.5) * size.columns) / columns - 0.5;
    const base = Math.floor(place);
    const [a, b, c, d] = cubicWeights(place - base);
    const [i, j, k, l] = [-1, 0, 1, 2].map((offset) => Math.min(Math.max(base + offset, 0), last)) as [
      number,
      number,
      number,
      number,
    ];
    for (let row = 0, start = 0; row < size.rows; row++, start += size.columns) {
      result[column * size.rows + row] =
        a * (image[start + i] ?? 0) +
        b * (image[start + j] ?? 0) +
        c * (image[start + k] ?? 0) +
        d * (image[start + l] ?? 0);
    }
  }
  return result;
}

/** Bicubic enlargement (or mild reduction) to the size `to`. */
export function resample(image: Float32Array, from: Size, to: Size): Float32Array {
  const turned = resampleRowsTransposed(image, from, to.columns);
  return resampleRowsTransposed(turned, { rows: to.columns, columns: from.rows }, to.rows);
}

function boxBlurRowsTransposed(image: Float32Array, size: Size, reach: number): Float32Array {
  const result = new Float32Array(image.length);
  const last = size.columns - 1;
  const share = 1 / (2 * reach + 1);
  for (let row = 0; row < size.rows; row++) {
    const start = row * size.columns;
    let sum = 0;
    for (let offset = -reach; offset <= reach; offset++)
      sum += image[start + Math.min(Math.max(offset, 0), last)] ?? 0;
    for (let column = 0; column < size.columns; column++) {
      result[column * size.rows + row] = sum * share;
      const enters = image[start + Math.min(column + reach + 1, last)] ?? 0;
      const leaves = image[start + Math.max(column - reach, 0)] ?? 0;
      sum += enters - leaves;
    }
  }
  return result;
}

/** A near-Gaussian blur of that standard deviation in pixels: three box blurs each way. */
export function blur(image: Float32Array, size: Size, sigma: number): Float32Array {
  const reach = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  const turned = { rows: size.columns, columns: size.rows };
  let result = image;
  for (let pass = 0; pass < 3; pass++)
    result = boxBlurRowsTransposed(boxBlurRowsTransposed(result, size, reach), turned, reach);
  return result;
}
