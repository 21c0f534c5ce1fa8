import { describe, expect, test } from 'vitest';
import { angleOf, lengthOf, spacingOf, statisticsOf } from '#lib/viewing/measure.ts';

describe('a length', () => {
  test('is in the millimetres of rows and columns, each its own', () => {
    const spacing = { row: 0.5, column: 0.2, at: 'detector' } as const;
    expect(
      lengthOf(
        [
          [0, 0],
          [15, 8],
        ],
        spacing,
      ),
    ).toBeCloseTo(5);
    expect(
      lengthOf(
        [
          [0, 0],
          [3, 4],
        ],
        undefined,
      ),
    ).toBe(5);
  });

  test.each([
    ['nothing stated', {}, undefined],
    ['the detector’s alone', { detectorSpacingMm: [0.1, 0.1] }, 'detector'],
    [
      'a projection’s that only repeats the detector’s',
      { pixelSpacingMm: [0.1, 0.1], detectorSpacingMm: [0.1, 0.1] },
      'detector',
    ],
    ['one that nothing says where it holds', { pixelSpacingMm: [0.1, 0.1] }, 'detector'],
    ['calibrated', { pixelSpacingMm: [0.09, 0.09], detectorSpacingMm: [0.1, 0.1] }, 'patient'],
  ] as const)('%s: never claims more than the object does', (_, stated, at) => {
    expect(spacingOf(stated)?.at).toBe(at);
  });
});

test('an angle is the smaller one at its corner, also where pixels are not square', () => {
  expect(
    angleOf(
      [
        [1, 0],
        [0, 0],
        [0, 1],
      ],
      undefined,
    ),
  ).toBeCloseTo(90);
  expect(
    angleOf(
      [
        [-1, 0.001],
        [0, 0],
        [1, 0.001],
      ],
      undefined,
    ),
  ).toBeCloseTo(179.885, 2);
  expect(
    angleOf(
      [
        [1, 0],
        [0, 0],
        [1, 1],
      ],
      { row: 2, column: 1, at: 'detector' },
    ),
  ).toBeCloseTo(63.435, 2);
});

describe('a rectangle', () => {
  const film = {
    rows: 3,
    columns: 4,
    bitsStored: 16,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 2, intercept: -1 },
    padding: { from: 0, to: 0 },
  } as const;
  const stored = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const valueAt = (at: number) => stored[at] ?? 0;

  test('has mean and deviation of modality values, without padding', () => {
    expect(
      statisticsOf(film, valueAt, [
        [0, 0],
        [2, 1],
      ]),
    ).toEqual({ pixels: 1, mean: 1, deviation: 0 });
    expect(
      statisticsOf(film, valueAt, [
        [3, 3],
        [1, 1],
      ]),
    ).toEqual({
      pixels: 4,
      mean: 14,
      deviation: Math.sqrt(17),
    });
  });

  test('beyond the film’s edge is cut there, and where nothing is left says nothing', () => {
    expect(
      statisticsOf(film, valueAt, [
        [-50, -50],
        [50, 50],
      ])?.pixels,
    ).toBe(11);
    expect(
      statisticsOf(film, valueAt, [
        [9, 9],
        [12, 12],
      ]),
    ).toBeUndefined();
    expect(
      statisticsOf(film, valueAt, [
        [0, 0],
        [1, 1],
      ]),
    ).toBeUndefined();
  });
});
