/** Where a map is strong, as polygons on the film. */
import { contours } from 'd3-contour';
import type { Plane } from '../preprocessing/plane.ts';
import type { FilmSize, Place } from './place-map.ts';
import { type Point, type Ring, simplifyRing } from './simplify-ring.ts';

/** One connected part of the film, in its pixels (Place). */
export interface MapRegion {
  /** The outer ring, then its holes; whole pixels. */
  readonly contour: readonly Ring[];
  /** Around the outer ring. */
  readonly box: Place;
}

/** Of a map that is strong in many places the largest are drawn; more would say nothing to a reader. */
const MAX_REGIONS = 8;
/** Points of all rings together: a contour is stored with its finding and sent to the page. */
const MAX_POINTS = 240;
/** In cells of the grid. */
const TOLERANCE = 0.2;
/** A ring of fewer cells is an accident of the grid. */
const MIN_CELLS = 2;

/** The parts of the film where the grid (upsampleMap) reaches `level`, the largest first. */
export function drawRegions(grid: Plane, film: FilmSize, level: number): MapRegion[] {
  const found = contours().size([grid.columns, grid.rows]).contour(Array.from(grid.values), level);
  const islands = (found.coordinates as unknown as Ring[][])
    .map((rings) => rings.filter((ring) => Math.abs(areaOf(ring)) >= MIN_CELLS))
    .filter(([outer]) => outer !== undefined)
    .sort(([a = []], [b = []]) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))
    .slice(0, MAX_REGIONS);
  return thin(islands).flatMap((rings) => toRegion(rings, grid, film));
}

/** As few points as needed: twice the tolerance until all rings together stay below the limit. */
function thin(islands: readonly Ring[][], tolerance = TOLERANCE): Ring[][] {
  const thinned = islands.map((rings) => rings.map((ring) => simplifyRing(ring, tolerance)));
  const points = thinned.flat().reduce((total, ring) => total + ring.length, 0);
  return points <= MAX_POINTS ? thinned : thin(islands, tolerance * 2);
}

function toRegion(rings: readonly Ring[], grid: Plane, film: FilmSize): MapRegion[] {
  const [outer, ...holes] = rings
    .map((ring) => toPixels(ring, grid, film))
    .filter((ring) => ring.length >= 4);
  return outer === undefined ? [] : [{ contour: [outer, ...holes], box: boxOf(outer) }];
}

function toPixels(ring: Ring, grid: Plane, film: FilmSize): Ring {
  const scaled = ring.map(([x, y]): Point => [
    Math.round((x / grid.columns) * film.columns),
    Math.round((y / grid.rows) * film.rows),
  ]);
  return scaled.filter(([x, y], i) => i === 0 || x !== scaled[i - 1]?.[0] || y !== scaled[i - 1]?.[1]);
}

function boxOf(ring: Ring): Place {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Signed, of a closed ring. */
export function areaOf(ring: Ring): number {
  return (
    ring.reduce((twice, [x, y], i) => {
      const [nextX, nextY] = ring[i + 1] ?? [x, y];
      return twice + x * nextY - nextX * y;
    }, 0) / 2
  );
}
