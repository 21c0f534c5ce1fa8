import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  apply,
  flip,
  invert,
  panBy,
  toScreen,
  turnQuarter,
  UPRIGHT,
  zoomAt,
  type Placement,
  type Point,
} from '#lib/viewing/geometry.ts';

const film = { columns: 2000, rows: 1000, pixelAspect: 1 };
const screen = { width: 800, height: 600 };
const both = { film, screen };
const rounded = ([x, y]: Point) => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6];
const cornerOf = (placement: Placement) => rounded(apply(toScreen(placement, film, screen), [0, 0]));

const placements: fc.Arbitrary<Placement> = fc.record({
  rotation: fc.constantFrom(0, 90, 180, 270),
  isMirrored: fc.boolean(),
  scale: fc.oneof(fc.constant('fit' as const), fc.double({ min: 0.05, max: 16, noNaN: true })),
  centre: fc.tuple(
    fc.double({ min: -900, max: 900, noNaN: true }),
    fc.double({ min: -450, max: 450, noNaN: true }),
  ),
});
const points = fc.tuple(
  fc.double({ min: 0, max: 800, noNaN: true }),
  fc.double({ min: 0, max: 600, noNaN: true }),
);

describe('where a film lies on the screen', () => {
  test('upright and fitted, it stands in the middle as large as it can be', () => {
    expect(cornerOf(UPRIGHT)).toEqual([0, 100]);
    expect(rounded(apply(toScreen(UPRIGHT, film, screen), [2000, 1000]))).toEqual([800, 500]);
  });

  test('a quarter turn is clockwise to the reader, mirrored or not', () => {
    const top: Point = [1000, 0];
    const seen = (placement: Placement) => rounded(apply(toScreen(placement, film, screen), top));
    expect(seen(turnQuarter(UPRIGHT))[0]).toBeGreaterThan(400);
    expect(seen(turnQuarter(flip(UPRIGHT, 'horizontal')))[0]).toBeGreaterThan(400);
  });

  test('flips are left for right and top for bottom as the reader sees them', () => {
    const turned = turnQuarter(UPRIGHT);
    const corner = cornerOf(turned);
    expect(cornerOf(flip(turned, 'horizontal'))).toEqual([800 - (corner[0] ?? 0), corner[1]]);
    expect(cornerOf(flip(turned, 'vertical'))).toEqual([corner[0], 600 - (corner[1] ?? 0)]);
    expect(flip(turned, 'vertical').isMirrored).toBe(true);
  });

  test('pixels that are not square are shown as they are in the patient', () => {
    const tall = { columns: 100, rows: 100, pixelAspect: 2 };
    const [width, height] = apply(toScreen({ ...UPRIGHT, scale: 1 }, tall, screen), [100, 100]);
    const [left, top] = apply(toScreen({ ...UPRIGHT, scale: 1 }, tall, screen), [0, 0]);
    expect([width - left, height - top]).toEqual([100, 200]);
  });

  test('to the film and back again is where one began', () => {
    fc.assert(
      fc.property(placements, points, (placement, point) => {
        const map = toScreen(placement, film, screen);
        const [x, y] = apply(map, apply(invert(map), point));
        expect(x).toBeCloseTo(point[0], 4);
        expect(y).toBeCloseTo(point[1], 4);
      }),
    );
  });

  test('what lies under the pointer stays there while it is zoomed', () => {
    const factors = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(placements, points, factors, (placement, at, factor) => {
        const before = apply(invert(toScreen(placement, film, screen)), at);
        const after = apply(invert(toScreen(zoomAt(placement, both, { factor, at }), film, screen)), at);
        expect(after[0]).toBeCloseTo(before[0], 3);
        expect(after[1]).toBeCloseTo(before[1], 3);
      }),
    );
  });

  test('it follows the hand that pulls it, and never leaves the screen for good', () => {
    const placed: Placement = { ...UPRIGHT, rotation: 90, isMirrored: true, scale: 1 };
    const before = cornerOf(placed);
    const after = cornerOf(panBy(placed, both, [30, -20]));
    expect(after).toEqual([(before[0] ?? 0) + 30, (before[1] ?? 0) - 20]);
    const far = panBy(placed, both, [1e6, 1e6]);
    expect(Math.abs(far.centre[0])).toBeLessThanOrEqual(1000);
    expect(Math.abs(far.centre[1])).toBeLessThanOrEqual(500);
  });
});
