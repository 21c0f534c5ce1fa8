/** Areas of drawn regions inside of boxes, exactly: no grid between them. */
import { areaOf, type MapRegion } from '../explanation/draw-regions.ts';
import type { Place } from '../explanation/place-map.ts';
import type { Point, Ring } from '../explanation/simplify-ring.ts';

export interface Overlap {
  /** Intersection over union; 0 where nothing is drawn. */
  readonly intersectionOverUnion: number;
  /** Of the boxes' area, the share inside of the regions. */
  readonly shareOfBox: number;
}

/** `boxes` may lie over each other; at least one of them has an area. */
export function overlapBoxes(regions: readonly MapRegion[], boxes: readonly Place[]): Overlap {
  const rings = regions.flatMap(({ contour }) => contour);
  // A hole runs the other way round than the ring that it lies in, so that signed areas add up.
  const drawn = Math.abs(sum(rings.map(areaOf)));
  const parts = partBoxes(boxes);
  const boxed = areaOfBoxes(boxes);
  const shared = sum(parts.map((part) => Math.abs(sum(rings.map((ring) => areaOf(clipRing(ring, part)))))));
  return { intersectionOverUnion: shared / (drawn + boxed - shared), shareOfBox: shared / boxed };
}

/** Of what they cover together. */
export function areaOfBoxes(boxes: readonly Place[]): number {
  return sum(partBoxes(boxes).map(({ width, height }) => width * height));
}

/** The same area as rectangles that lie beside each other. */
function partBoxes(boxes: readonly Place[]): Place[] {
  const cuts = (ends: readonly number[]) => [...new Set(ends)].sort((a, b) => a - b);
  const xs = cuts(boxes.flatMap(({ left, width }) => [left, left + width]));
  const ys = cuts(boxes.flatMap(({ top, height }) => [top, top + height]));
  return ys.slice(1).flatMap((bottom, row) =>
    xs.slice(1).flatMap((right, column) => {
      const [left = right, top = bottom] = [xs[column], ys[row]];
      const part = { left, top, width: right - left, height: bottom - top };
      return boxes.some((box) => isInside([left + part.width / 2, top + part.height / 2], box)) ? [part] : [];
    }),
  );
}

/** Its edges belong to a box. */
export function isInside([x, y]: Point, { left, top, width, height }: Place): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

/** What of a closed ring lies inside of a box, closed and run the same way round (Sutherland and Hodgman 1974). */
function clipRing(ring: Ring, { left, top, width, height }: Place): Ring {
  const open = ring.slice(0, -1);
  const clipped = [
    { axis: 0, bound: left, keeps: 1 } as const,
    { axis: 0, bound: left + width, keeps: -1 } as const,
    { axis: 1, bound: top, keeps: 1 } as const,
    { axis: 1, bound: top + height, keeps: -1 } as const,
  ].reduce<Ring>(clipAtLine, open);
  return [...clipped, ...clipped.slice(0, 1)];
}

interface Line {
  /** 0: upright, where x is the bound. 1: level, where y is. */
  readonly axis: 0 | 1;
  readonly bound: number;
  /** 1: what lies beyond the bound stays, -1: what lies before it. */
  readonly keeps: 1 | -1;
}

function clipAtLine(ring: Ring, { axis, bound, keeps }: Line): Ring {
  const inward = (point: Point) => keeps * (point[axis] - bound);
  return ring.flatMap((point, at) => {
    const before = ring.at(at - 1) ?? point;
    const crosses = inward(before) < 0 !== inward(point) < 0;
    const kept = inward(point) < 0 ? [] : [point];
    if (!crosses) return kept;
    const share = inward(before) / (inward(before) - inward(point));
    const crossing: Point = [
      before[0] + share * (point[0] - before[0]),
      before[1] + share * (point[1] - before[1]),
    ];
    return [crossing, ...kept];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
