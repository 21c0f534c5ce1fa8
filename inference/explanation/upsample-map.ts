/** A coarse map as a fine grid over the film. */
import type { Plane } from '../preprocessing/plane.ts';
import type { FilmSize, Place } from './place-map.ts';

/** Cells along the film's longer side. A contour's point is at most one of them away from where it belongs. */
const GRID = 64;

/**
 * Values at the middles of square cells over the film, 64 along its longer side; -Infinity where the model saw nothing.
 * Catmull-Rom, as the page paints: exact at the map's own cells and smooth between them.
 */
export function upsampleMap(map: Plane, place: Place, film: FilmSize): Plane {
  const cell = Math.max(film.rows, film.columns) / GRID;
  const rows = Math.max(1, Math.round(film.rows / cell));
  const columns = Math.max(1, Math.round(film.columns / cell));
  const down = readAlong({ count: rows, length: film.rows, start: place.top, reach: place.height }, map.rows);
  const across = readAlong(
    { count: columns, length: film.columns, start: place.left, reach: place.width },
    map.columns,
  );
  const stretched = stretchDown(map, down);
  const values = new Float32Array(rows * columns);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const seen = down[y]?.seen === true && across[x]?.seen === true;
      values[y * columns + x] = seen ? mix(stretched, across[x] ?? BLIND, y * map.columns, 1) : -Infinity;
    }
  }
  return { rows, columns, values };
}

/** Which four cells of the map a point is made of, and how much of each; not seen where it lies outside the map. */
interface Reading {
  readonly seen: boolean;
  readonly cells: Int32Array;
  readonly weights: Float64Array;
}

const BLIND: Reading = { seen: false, cells: new Int32Array(4), weights: new Float64Array(4) };

interface Axis {
  /** Points along the film's side of this length, and where on it the map begins and how far it reaches. */
  readonly count: number;
  readonly length: number;
  readonly start: number;
  readonly reach: number;
}

function readAlong({ count, length, start, reach }: Axis, cells: number): Reading[] {
  return Array.from({ length: count }, (_, at) => {
    const share = (((at + 0.5) / count) * length - start) / reach;
    const position = share * cells - 0.5;
    const first = Math.floor(position);
    const held = [-1, 0, 1, 2].map((step) => Math.min(Math.max(first + step, 0), cells - 1));
    const seen = share >= 0 && share <= 1;
    return { seen, cells: Int32Array.from(held), weights: catmullRom(position - first) };
  });
}

function catmullRom(t: number): Float64Array {
  return Float64Array.of(
    0.5 * t * (-1 + t * (2 - t)),
    1 + 0.5 * t * t * (3 * t - 5),
    0.5 * t * (1 + t * (4 - 3 * t)),
    0.5 * t * t * (t - 1),
  );
}

function stretchDown({ columns, values }: Plane, down: readonly Reading[]): Float32Array {
  const stretched = new Float32Array(down.length * columns);
  down.forEach((reading, y) => {
    for (let x = 0; x < columns; x++) stretched[y * columns + x] = mix(values, reading, x, columns);
  });
  return stretched;
}

function mix(values: Float32Array, { cells, weights }: Reading, from: number, step: number): number {
  let sum = 0;
  for (let i = 0; i < 4; i++) sum += (weights[i] ?? 0) * (values[from + (cells[i] ?? 0) * step] ?? 0);
  return sum;
}
