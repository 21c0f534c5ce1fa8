/**
 * One label's activation map: what is painted, where it is strong, and on which side of the picture it weighs. It shows
 * what moved the model's score, which is not the outline of a finding (README.md).
 */
import type { ActivationMaps } from '../contract.ts';
import type { Plane } from '../preprocessing/plane.ts';
import { resizePlane } from '../preprocessing/resize-plane.ts';
import { drawRegions, type MapRegion } from './draw-regions.ts';
import type { FilmSize, Place } from './place-map.ts';
import { upsampleMap } from './upsample-map.ts';
import { type ImageSide, type ImageThird, sideOf, thirdOf } from './weigh-map.ts';

export interface MapDescription {
  readonly heatMap: HeatMap;
  /** The viewer's side, not the patient's; absent where no place is above the baseline. */
  readonly imageSide?: ImageSide;
  /** Where the map reaches CONTOUR_LEVEL, the largest part first; empty where no place is above the baseline. */
  readonly regions: readonly MapRegion[];
  /** The third of the film's height that holds nearly all of the regions. */
  readonly imageThird?: ImageThird;
}

interface HeatMap {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, 0 to 1: 0 at or below the baseline, 1 at the strongest place; all 0 where none is above. */
  readonly values: readonly number[];
  /** What part of the film it lies over. */
  readonly place: Place;
}

export interface MapQuestion {
  /** Which of the planes. */
  readonly label: number;
  /** How far the label's logit lies above the one at which it is called present (decisionLogit); below 0: under it. */
  readonly margin: number;
  readonly film: FilmSize;
  /** What part of the film the map lies over (placeMap). */
  readonly place: Place;
  /** Contours cost most, and are wanted only where a finding may be there. */
  readonly withRegions: boolean;
}

/** A region is where a map is at least half as strong as at its strongest place: chosen by measurement (README.md). */
const CONTOUR_LEVEL = 0.5;
/** Cells along a side; a finer map would only be larger to store. */
const MAX_CELLS = 32;

/** @throws RangeError where the maps hold no such label. */
export function describeMap(maps: ActivationMaps, question: MapQuestion): MapDescription {
  const plane = planeOf(maps, question.label);
  // Where a logit is its map's mean, the baseline is the logit at which the label is called present.
  const baseline = mean(plane.values) - question.margin;
  const imageSide = sideOf(plane, baseline);
  // A map on another scale than the logit's may lie above the baseline everywhere: then its own lowest place is it.
  const floor = Math.max(baseline, lowest(plane.values));
  return {
    heatMap: {
      rows: plane.rows,
      columns: plane.columns,
      values: heatOf(plane, floor),
      place: question.place,
    },
    ...(imageSide !== undefined && { imageSide }),
    ...(question.withRegions ? locate(plane, question, floor) : { regions: [] }),
  };
}

function planeOf({ rows, columns, values }: ActivationMaps, label: number): Plane {
  const start = label * rows * columns;
  const plane = { rows, columns, values: values.subarray(start, start + rows * columns) };
  if (label < 0 || plane.values.length !== rows * columns) throw new RangeError(`no map ${label}`);
  if (Math.max(rows, columns) <= MAX_CELLS) return plane;
  const size = { rows: Math.min(rows, MAX_CELLS), columns: Math.min(columns, MAX_CELLS) };
  return resizePlane(plane, { top: 0, left: 0, rows, columns }, { ...size, filter: 'triangle' });
}

/** What lies above the floor, by the strongest place; three decimals are more than an eye or a colour tells apart. */
function heatOf({ values }: Plane, floor: number): number[] {
  const range = highest(values) - floor;
  return Array.from(values, (value) =>
    range > 0 ? Math.round((Math.max(0, value - floor) / range) * 1000) / 1000 : 0,
  );
}

type Located = Pick<MapDescription, 'regions' | 'imageThird'>;

function locate(plane: Plane, { film, place }: MapQuestion, floor: number): Located {
  const grid = upsampleMap(plane, place, film);
  const strongest = highest(grid.values);
  if (strongest <= floor) return { regions: [] };
  const level = floor + CONTOUR_LEVEL * (strongest - floor);
  const imageThird = thirdOf(grid, level);
  return { regions: drawRegions(grid, film, level), ...(imageThird !== undefined && { imageThird }) };
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function lowest(values: Float32Array): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function highest(values: Float32Array): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
