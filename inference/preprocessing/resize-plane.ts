/** Shrinks or enlarges a part of a film: rows first, then columns, rounded to 32 bits between, as Pillow does. */
import type { Area, Plane } from './plane.ts';
import { type LineWeights, type ResizeFilter, weighLine } from './resample-weights.ts';
import { shrinkRows } from './shrink-rows.ts';
import { type GreyFilm, greysOf } from './to-greyscale.ts';

export interface ResizedPlane extends Plane {
  /** How much of each value came from inside: 1 but near the edges of filters that reach beyond them. */
  readonly coverage?: Float32Array;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly filter: ResizeFilter;
}

/** As resizePlane does with the film's greys, and without making a plane of them where that is the filter of a film. */
export function resizeFilm(film: GreyFilm, area: Area, size: Size): ResizedPlane {
  const { rows, columns, filter } = size;
  if (filter !== 'triangle' || area.columns < columns)
    return resizePlane({ rows: film.rows, columns: film.columns, values: greysOf(film) }, area, size);
  const narrow = shrinkRows(film, area, columns);
  return { rows, columns, values: resizeColumns(narrow, columns, weighLine(area.rows, rows, filter)) };
}

export function resizePlane(plane: Plane, area: Area, { rows, columns, filter }: Size): ResizedPlane {
  const across = weighLine(area.columns, columns, filter);
  const down = weighLine(area.rows, rows, filter);
  const values = resizeColumns(resizeRows(plane, area, across), columns, down);
  if (filter !== 'gaussian-bilinear') return { rows, columns, values };
  return { rows, columns, values, coverage: coverageOf(across, down) };
}

/** [area.rows, output columns]. */
function resizeRows(
  { columns, values }: Plane,
  area: Area,
  { starts, offsets, weights }: LineWeights,
): Float32Array {
  const width = starts.length;
  const out = new Float32Array(area.rows * width);
  for (let row = 0; row < area.rows; row++) {
    const line = (area.top + row) * columns + area.left;
    for (let column = 0; column < width; column++) {
      const first = offsets[column] ?? 0;
      const end = offsets[column + 1] ?? 0;
      const from = line + (starts[column] ?? 0) - first;
      let sum = 0;
      for (let i = first; i < end; i++) sum += (values[from + i] ?? 0) * (weights[i] ?? 0);
      out[row * width + column] = sum;
    }
  }
  return out;
}

/** Line by line: a column's neighbours lie together in memory, its own pixels far apart. */
function resizeColumns(
  values: Float32Array,
  columns: number,
  { starts, offsets, weights }: LineWeights,
): Float32Array {
  const out = new Float32Array(starts.length * columns);
  const sums = new Float64Array(columns);
  for (let row = 0; row < starts.length; row++) {
    const first = offsets[row] ?? 0;
    sums.fill(0);
    for (let i = first; i < (offsets[row + 1] ?? 0); i++) {
      const weight = weights[i] ?? 0;
      const line = ((starts[row] ?? 0) + i - first) * columns;
      for (let column = 0; column < columns; column++) {
        sums[column] = (sums[column] ?? 0) + (values[line + column] ?? 0) * weight;
      }
    }
    out.set(sums, row * columns);
  }
  return out;
}

function coverageOf(across: LineWeights, down: LineWeights): Float32Array {
  const [ofColumns, ofRows] = [sumsOf(across), sumsOf(down)];
  return Float32Array.from(ofRows.flatMap((ofRow) => ofColumns.map((ofColumn) => ofRow * ofColumn)));
}

function sumsOf({ offsets, weights }: LineWeights): number[] {
  return Array.from(offsets.subarray(0, -1), (first, at) =>
    weights.subarray(first, offsets[at + 1]).reduce((sum, weight) => sum + weight, 0),
  );
}
