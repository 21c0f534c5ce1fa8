import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeMap } from '#inference/explanation/place-map.ts';
import { fitFilm } from '#inference/preprocessing/fit-film.ts';

const side = fc.integer({ min: 16, max: 4000 });
const inputSide = fc.integer({ min: 16, max: 512 });
const film = { rows: 3000, columns: 2000 };

describe('fitFilm', () => {
  test.each([
    ['squash', { top: 0, left: 0, rows: 3000, columns: 2000 }, { top: 0, left: 0, rows: 224, columns: 224 }],
    [
      'centre-crop',
      { top: 500, left: 0, rows: 2000, columns: 2000 },
      { top: 0, left: 0, rows: 224, columns: 224 },
    ],
    [
      'pad-black',
      { top: 0, left: 0, rows: 3000, columns: 2000 },
      { top: 0, left: 37, rows: 224, columns: 149 },
    ],
  ] as const)('%s of a tall film', (fit, source, target) => {
    expect(fitFilm(film, { width: 224, height: 224, fit })).toEqual({ source, target });
  });

  test('stays within film and input, however odd the two are', () => {
    const fits = fc.constantFrom('squash' as const, 'centre-crop' as const, 'pad-black' as const);
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.nat(5000),
        inputSide,
        inputSide,
        fits,
        (rows, columns, width, height, fit) => {
          const size = { rows: rows + 1, columns: columns + 1 };
          const { source, target } = fitFilm(size, { width, height, fit });
          for (const [area, room] of [
            [source, size],
            [target, { rows: height, columns: width }],
          ] as const) {
            expect(Math.min(area.top, area.left)).toBeGreaterThanOrEqual(0);
            expect(Math.min(area.rows, area.columns)).toBeGreaterThanOrEqual(1);
            expect(area.top + area.rows).toBeLessThanOrEqual(room.rows);
            expect(area.left + area.columns).toBeLessThanOrEqual(room.columns);
          }
        },
      ),
    );
  });

  test('is what a map is placed by, but for a pixel’s rounding', () => {
    fc.assert(
      fc.property(side, side, inputSide, (rows, columns, width) => {
        const input = { width, height: width, fit: 'centre-crop' } as const;
        const { source } = fitFilm({ rows, columns }, input);
        const place = placeMap({ rows, columns }, input);
        expect(Math.abs(place.left - source.left)).toBeLessThanOrEqual(1);
        expect(Math.abs(place.top - source.top)).toBeLessThanOrEqual(1);
        expect(Math.abs(place.width - source.columns)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
