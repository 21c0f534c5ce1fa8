import { describe, expect, test } from 'vitest';
import { decisionLogit } from '#inference/explanation/decision-logit.ts';
import { describeMap, type MapDescription } from '#inference/explanation/describe-map.ts';
import { explainFilm } from '#inference/explanation/explain-film.ts';
import { placeMap } from '#inference/explanation/place-map.ts';

const FILM = { rows: 400, columns: 200 };
const WHOLE = { left: 0, top: 0, width: 200, height: 400 };

const maps = (columns: number, ...values: number[]) => ({
  rows: 2,
  columns,
  values: Float32Array.from(values),
});

/** With the logit where a map's mean would put it, so that `baseline` is the map's value that begins to show. */
function describeAt(
  activation: ReturnType<typeof maps>,
  label: number,
  baseline = 0,
  film = FILM,
): MapDescription {
  const size = activation.rows * activation.columns;
  const plane = activation.values.subarray(label * size, (label + 1) * size);
  const margin = plane.reduce((sum, value) => sum + value, 0) / size - baseline;
  const place = { left: 0, top: 0, width: film.columns, height: film.rows };
  return describeMap(activation, { label, margin, film, place, withRegions: true });
}

describe('describeMap', () => {
  test('scales what is above the baseline by its strongest place', () => {
    expect(describeAt(maps(2, -1, 1, 4, -3), 0).heatMap.values).toEqual([0, 0.25, 1, 0]);
    expect(describeAt(maps(2, -1, -2, -3, -5), 0, -3).heatMap.values).toEqual([1, 0.5, 0, 0]);
  });

  test('takes the plane of its label', () => {
    expect(describeAt(maps(1, 9, 9, 1, 2), 1).heatMap.values).toEqual([0, 1]);
    expect(() => describeAt(maps(1, 9, 9, 1, 2), 2)).toThrow(RangeError);
  });

  test.each([
    ['left', [5, 0, 5, 1]],
    ['right', [0, 5, 1, 5]],
    ['both', [5, 5, 5, 4]],
    [undefined, [-1, -1, 0, -2]],
  ])('weighs on the side %s of the picture', (side, values) => {
    expect(describeAt(maps(2, ...values), 0).imageSide).toBe(side);
  });

  test('counts the middle column to neither side', () => {
    expect(describeAt(maps(3, 1, 9, 0, 1, 9, 0), 0).imageSide).toBe('left');
  });

  test('the baseline is the logit at which the label is called present', () => {
    const label = {
      calibration: { slope: 2, intercept: 3 },
      operatingPoint: { name: 'youden', threshold: 0.1, sensitivity: 0.7, specificity: 0.8 },
    };
    const logit = decisionLogit(label);
    expect(1 / (1 + Math.exp(-(2 * logit + 3)))).toBeCloseTo(0.1, 10);
  });
});

describe('regions', () => {
  const spot = { rows: 8, columns: 8, values: new Float32Array(64) };
  spot.values[1 * 8 + 6] = 4;
  const found = describeAt(spot, 0);

  test('lie where the map is strong, in pixels of the film, as closed rings with their box', () => {
    expect(found.regions).toHaveLength(1);
    const [region] = found.regions;
    const ring = region?.contour[0] ?? [];
    expect(ring.at(-1)).toEqual(ring[0]);
    // The cell (1, 6) of 8 x 8 over 200 x 400 pixels is at x 150 to 175, y 50 to 100.
    const { left = 0, top = 0, width = 0, height = 0 } = region?.box ?? {};
    expect(left).toBeGreaterThan(125);
    expect(left + width).toBeLessThanOrEqual(200);
    expect(top).toBeGreaterThan(25);
    expect(top + height).toBeLessThan(125);
    expect([left < 162.5 && left + width > 162.5, top < 75 && top + height > 75]).toEqual([true, true]);
    expect(found).toMatchObject({ imageSide: 'right', imageThird: 'top' });
  });

  test('are few points, however ragged the map is', () => {
    const ragged = {
      rows: 32,
      columns: 32,
      values: Float32Array.from({ length: 1024 }, (_, i) => (i * 7919) % 13),
    };
    const points = describeAt(ragged, 0, 0, { rows: 4000, columns: 3000 }).regions.flatMap(({ contour }) =>
      contour.flat(),
    );
    expect(points.length).toBeGreaterThan(0);
    expect(points.length).toBeLessThanOrEqual(240);
  });

  test('are none where nothing lies above the baseline, and none where nobody asked', () => {
    expect(describeAt(maps(2, -1, -1, -1, -2), 0).regions).toEqual([]);
    const question = { label: 0, margin: 1, film: FILM, place: WHOLE, withRegions: false };
    expect(describeMap(spot, question).regions).toEqual([]);
  });

  test('of a cropped or padded film lie where the model looked', () => {
    const input = { width: 100, height: 100, fit: 'centre-crop' } as const;
    expect(placeMap(FILM, input)).toEqual({ left: 0, top: 100, width: 200, height: 200 });
    expect(placeMap(FILM, { ...input, fit: 'pad-black' })).toEqual({
      left: -100,
      top: 0,
      width: 400,
      height: 400,
    });
    expect(placeMap(FILM, { ...input, fit: 'squash' })).toEqual(WHOLE);
  });

  test('are not drawn for a model without maps', () => {
    const manifest = { labels: [], input: { width: 1, height: 1, fit: 'squash' } } as never;
    expect(explainFilm({ logits: Float32Array.of(1) }, manifest, FILM)).toBeUndefined();
  });
});
