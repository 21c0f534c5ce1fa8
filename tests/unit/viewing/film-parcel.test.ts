import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PixelFrame } from '#inference/contract.ts';
import { toGreyscale } from '#inference/preprocessing/to-greyscale.ts';
import { openParcel, packFilm } from '#lib/viewing/film-parcel.ts';
import { greyTable, moveWindow } from '#lib/viewing/grey-table.ts';

function frameOf(pixels: PixelFrame['pixels'], more: Partial<PixelFrame> = {}): PixelFrame {
  return {
    rows: 1,
    columns: pixels.length,
    pixels,
    bitsStored: 8 * pixels.BYTES_PER_ELEMENT,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    ...more,
  };
}

/** As the page draws it: each value through the table. */
function draw(frame: PixelFrame): number[] {
  const { greyscale, values, offset, opening } = openParcel(packFilm(frame).buffer);
  const cells = 2 ** (8 * values.BYTES_PER_ELEMENT);
  const table = greyTable(greyscale, { voi: opening, isInverted: false }, { cells, offset });
  return [...values].map((value) => table[value] ?? -1);
}

const kinds = fc.constantFrom(Uint8Array, Int8Array, Uint16Array, Int16Array);
const frames: fc.Arbitrary<PixelFrame> = fc
  .record({
    kind: kinds,
    stored: fc.array(fc.integer({ min: -32_768, max: 65_535 }), { minLength: 1, maxLength: 40 }),
    photometricInterpretation: fc.constantFrom('MONOCHROME1' as const, 'MONOCHROME2' as const),
    rescale: fc.record({
      slope: fc.constantFrom(1, 0.5, -2),
      intercept: fc.constantFrom(0, -1024),
    }),
    window: fc.option(
      fc.record({
        center: fc.integer({ min: -2000, max: 60_000 }),
        width: fc.integer({ min: 1, max: 65_536 }),
        function: fc.constantFrom('LINEAR' as const, 'LINEAR_EXACT' as const, 'SIGMOID' as const),
      }),
      { nil: undefined },
    ),
    voiLut: fc.option(
      fc.constant({ firstMapped: 3, bits: 8, values: Uint16Array.from([0, 20, 90, 200, 255]) }),
      { nil: undefined },
    ),
    padding: fc.option(fc.constant({ from: 0, to: 5 }), { nil: undefined }),
  })
  .map(({ kind, stored, window, voiLut, padding, ...rest }) =>
    frameOf(kind.from(stored), {
      ...rest,
      ...(window === undefined ? {} : { window }),
      ...(voiLut === undefined ? {} : { voiLut }),
      ...(padding === undefined ? {} : { padding }),
    }),
  );

describe('a film on its way to the page', () => {
  test('is drawn there in the greys that the model sees', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const seen = [...toGreyscale(frame)].map((grey) => grey * 255);
        const drawn = draw(frame);
        expect(drawn).toHaveLength(seen.length);
        drawn.forEach((grey, at) => {
          expect(Math.abs(grey - (seen[at] ?? -1))).toBeLessThanOrEqual(0.5001);
        });
      }),
    );
  });

  test('keeps what it says of itself, tables too', () => {
    const modalityLut = { firstMapped: -5, bits: 12, values: Uint16Array.from([1, 2, 4095]) };
    const frame = frameOf(Int16Array.of(-5, -4, -3), { modalityLut, pixelSpacingMm: [0.2, 0.1] });
    const { greyscale, extent, offset } = openParcel(packFilm(frame).buffer);
    expect(greyscale).toMatchObject({ modalityLut, pixelSpacingMm: [0.2, 0.1], rows: 1, columns: 3 });
    expect({ extent, offset }).toEqual({ extent: { low: 1, high: 4095 }, offset: 32_768 });
  });

  test('reaches from its least to its greatest value as the modality means them, without padding', () => {
    const frame = frameOf(Int16Array.of(-2000, 0, 100, 4000), {
      rescale: { slope: -0.5, intercept: 10 },
      padding: { from: -2000, to: -2000 },
    });
    expect(openParcel(packFilm(frame).buffer).extent).toEqual({ low: -1990, high: 10 });
  });

  test('that was cut on its way is an error, never half a film', () => {
    const whole = packFilm(frameOf(Uint16Array.from({ length: 50 }, (_, i) => i)));
    for (const length of [2, 30, whole.length - 2])
      expect(() => openParcel(whole.buffer.slice(0, length))).toThrow();
  });
});

describe('the window', () => {
  test('is never pulled to nothing, and padding stays black, inverted too', () => {
    const window = { kind: 'window', center: 100, width: 50, function: 'LINEAR' } as const;
    expect(moveWindow(window, { center: 0, width: -5 }, 1000).width).toBe(1);
    const frame = frameOf(Uint8Array.of(0, 200), { padding: { from: 0, to: 0 } });
    const table = greyTable(frame, { voi: window, isInverted: true }, { cells: 256, offset: 0 });
    expect([table[0], table[1], table[200]]).toEqual([0, 255, 0]);
  });
});
