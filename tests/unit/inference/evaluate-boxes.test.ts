/** Maps against boxes that a person drew. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highestPoint } from '#inference/evaluation/highest-point.ts';
import { overlapBoxes } from '#inference/evaluation/overlap-boxes.ts';
import { type BoxedFinding, pointAtBoxes } from '#inference/evaluation/point-at-boxes.ts';
import { drawRegions, type MapRegion } from '#inference/explanation/draw-regions.ts';
import type { Place } from '#inference/explanation/place-map.ts';
import type { Ring } from '#inference/explanation/simplify-ring.ts';

const square = (left: number, top: number, side: number): Place => ({ left, top, width: side, height: side });

function ringOf({ left, top, width, height }: Place): Ring {
  const [right, bottom] = [left + width, top + height];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ];
}
const regionOf = (box: Place, ...holes: Ring[]): MapRegion => ({ contour: [ringOf(box), ...holes], box });

describe('overlapBoxes', () => {
  test('of a square half inside of a box', () => {
    const { intersectionOverUnion, shareOfBox } = overlapBoxes(
      [regionOf(square(5, 0, 10))],
      [square(0, 0, 10)],
    );
    expect(intersectionOverUnion).toBeCloseTo(50 / 150, 12);
    expect(shareOfBox).toBeCloseTo(0.5, 12);
  });

  test('is none where nothing is drawn, or all of it elsewhere', () => {
    expect(overlapBoxes([], [square(0, 0, 10)])).toEqual({ intersectionOverUnion: 0, shareOfBox: 0 });
    expect(overlapBoxes([regionOf(square(20, 20, 5))], [square(0, 0, 10)]).shareOfBox).toBe(0);
  });

  test('a hole is not part of what is drawn', () => {
    const hole = ringOf(square(2, 2, 6)).toReversed();
    const { intersectionOverUnion } = overlapBoxes([regionOf(square(0, 0, 10), hole)], [square(0, 0, 10)]);
    expect(intersectionOverUnion).toBeCloseTo(0.64, 12);
  });

  test('boxes over each other count once', () => {
    const { intersectionOverUnion, shareOfBox } = overlapBoxes(
      [regionOf({ left: 0, top: 0, width: 15, height: 10 })],
      [square(0, 0, 10), { left: 5, top: 0, width: 10, height: 10 }, square(0, 0, 10)],
    );
    expect([intersectionOverUnion, shareOfBox]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  });

  test('of real contours, holes and all, is what counting cell by cell finds', () => {
    const [rows, columns] = [40, 48];
    const fields = fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { minLength: 30, maxLength: 30 });
    const box = fc.record({
      left: fc.integer({ min: 0, max: 30 }),
      top: fc.integer({ min: 0, max: 25 }),
      width: fc.integer({ min: 4, max: 18 }),
      height: fc.integer({ min: 4, max: 15 }),
    });
    fc.assert(
      fc.property(fields, fc.array(box, { minLength: 1, maxLength: 3 }), (field, boxes) => {
        const values = Float32Array.from({ length: rows * columns }, (_, at) => {
          const [x, y] = [at % columns, Math.floor(at / columns)];
          return field.reduce(
            (sum, weight, i) => sum + weight * Math.sin((i * x) / 31 + (i * i * y) / 97),
            0,
          );
        });
        const level = values.reduce((sum, value) => sum + value, 0) / values.length;
        const regions = drawRegions(
          { rows, columns, values },
          { rows: rows * 20, columns: columns * 20 },
          level,
        );
        const large = boxes.map(({ left, top, width, height }) => ({
          left: left * 20,
          top: top * 20,
          width: width * 20,
          height: height * 20,
        }));
        const counted = countCells(regions, large, [columns * 20, rows * 20]);
        const { intersectionOverUnion, shareOfBox } = overlapBoxes(regions, large);
        // Thinned rings may cross each other; what lies between the crossings counts differently then.
        expect(Math.abs(intersectionOverUnion - counted.intersectionOverUnion)).toBeLessThan(0.05);
        expect(Math.abs(shareOfBox - counted.shareOfBox)).toBeLessThan(0.05);
      }),
      { numRuns: 30 },
    );
  });
});

/** Points of a grid, each asked by the even-odd rule whether it lies in the rings of a region; edges are looked up once a row. */
function countCells(
  regions: readonly MapRegion[],
  boxes: readonly Place[],
  [width, height]: readonly [number, number],
) {
  let [shared, either, boxed] = [0, 0, 0];
  for (let y = 2.5; y < height; y += 5) {
    const crossings = regions.map(({ contour }) => contour.flatMap((ring) => crossingsOf(ring, y)));
    for (let x = 2.5; x < width; x += 5) {
      const drawn = crossings.some((xs) => xs.filter((at) => x < at).length % 2 === 1);
      const inBox = boxes.some(
        (box) => x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height,
      );
      shared += Number(drawn && inBox);
      either += Number(drawn || inBox);
      boxed += Number(inBox);
    }
  }
  return { intersectionOverUnion: shared / either, shareOfBox: shared / boxed };
}

/** Where the ring's edges cross the line at this height. */
function crossingsOf(ring: Ring, y: number): number[] {
  return ring.slice(1).flatMap(([bx, by], i) => {
    const [ax, ay] = ring[i] ?? [bx, by];
    return ay > y !== by > y ? [ax + ((y - ay) / (by - ay)) * (bx - ax)] : [];
  });
}

describe('highestPoint', () => {
  const maps = { rows: 2, columns: 2, values: Float32Array.of(-9, -3, -1, -2, 0, 0, 0, 7) };

  test('is the middle of the strongest cell, on the film', () => {
    const place = { left: 100, top: 0, width: 200, height: 400 };
    expect(highestPoint(maps, 0, place)).toEqual([150, 300]);
    expect(highestPoint(maps, 1, place)).toEqual([250, 300]);
  });

  test('there is none of a label that has no map', () => {
    expect(() => highestPoint(maps, 2, square(0, 0, 1))).toThrow(RangeError);
  });
});

describe('pointAtBoxes', () => {
  const film = { rows: 100, columns: 200 };
  const finding = (more: Partial<BoxedFinding>): BoxedFinding => ({
    label: 'mass',
    patient: 'a',
    film,
    boxes: [square(0, 0, 20)],
    highest: [10, 10],
    regions: [regionOf(square(0, 0, 20))],
    ...more,
  });

  test('a point in any of a finding’s boxes is one hit, its edges being inside', () => {
    const [mass] = pointAtBoxes(
      [
        finding({ boxes: [square(50, 50, 10), square(0, 0, 20)] }),
        finding({ patient: 'b', highest: [20, 20] }),
        finding({ patient: 'c', highest: [20.1, 20], regions: [] }),
      ],
      'all',
    );
    expect(mass).toMatchObject({ label: 'mass', boxed: 3, hits: 2, drawn: 2, hitRate: { value: 2 / 3 } });
    expect(mass?.boxShare).toBeCloseTo((500 + 400 + 400) / 20_000 / 3, 12);
    expect(mass?.intersectionOverUnion).toBeCloseTo((400 / 500 + 1 + 0) / 3, 12);
  });

  test('each label by itself, then all; nothing of no boxes', () => {
    const told = pointAtBoxes([finding({}), finding({ label: 'nodule', highest: [99, 99] })], 'all');
    expect(told.map(({ label, boxed, hits }) => [label, boxed, hits])).toEqual([
      ['mass', 1, 1],
      ['nodule', 1, 0],
      ['all', 2, 1],
    ]);
    expect(pointAtBoxes([], 'all')).toEqual([]);
  });

  test('one hit of one box is no certainty', () => {
    const [mass] = pointAtBoxes([finding({})], 'all');
    expect(mass?.hitRate?.interval?.low).toBeLessThan(0.25);
  });

  test('without thresholds nothing is said of regions', () => {
    const [mass] = pointAtBoxes([finding({ regions: undefined })], 'all');
    expect(mass).toMatchObject({ hits: 1 });
    expect(mass).not.toHaveProperty('drawn');
  });
});
