import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PixelFrame } from '#inference/contract.ts';
import { toGreyscale } from '#inference/preprocessing/to-greyscale.ts';

function film(pixels: PixelFrame['pixels'], more: Partial<PixelFrame> = {}): PixelFrame {
  const rescale = { slope: 1, intercept: 0 };
  const base = { rows: 1, columns: pixels.length, pixels, bitsStored: 16, rescale };
  return { ...base, photometricInterpretation: 'MONOCHROME2', ...more };
}

const greysOf = (frame: PixelFrame) => [...toGreyscale(frame)].map((grey) => Math.round(grey * 1000) / 1000);

describe('toGreyscale', () => {
  // DICOM PS3.3 C.11.2.1.2.1: c = 2048, w = 4096 maps 0..4095 onto the whole range.
  test('LINEAR reaches black and white at the ends of 12 bits', () => {
    const window = { center: 2048, width: 4096, function: 'LINEAR' } as const;
    expect(greysOf(film(Uint16Array.of(0, 4095, 1024, 3071), { window }))).toEqual([0, 1, 0.25, 0.75]);
  });

  test('LINEAR of width 1 is a step', () => {
    const window = { center: 100, width: 1, function: 'LINEAR' } as const;
    const rest = Uint16Array.of(99, 100, 101);
    expect([...toGreyscale(film(rest, { window }))].every((grey) => grey >= 0 && grey <= 1)).toBe(true);
  });

  test('LINEAR_EXACT has no half steps', () => {
    const window = { center: 127.5, width: 255, function: 'LINEAR_EXACT' } as const;
    expect(greysOf(film(Uint8Array.of(0, 51, 255, 102), { window }))).toEqual([0, 0.2, 1, 0.4]);
  });

  test('SIGMOID passes its centre at one half', () => {
    const window = { center: 100, width: 50, function: 'SIGMOID' } as const;
    expect(greysOf(film(Uint16Array.of(100, 150, 50), { window }))).toEqual([0.5, 0.982, 0.018]);
  });

  test('the window applies to rescaled values', () => {
    const window = { center: 0, width: 200, function: 'LINEAR_EXACT' } as const;
    const frame = film(Int16Array.of(-50, 0, 25), { window, rescale: { slope: 2, intercept: 0 } });
    expect(greysOf(frame)).toEqual([0, 0.5, 0.75]);
  });

  test('MONOCHROME1 is inverted, once', () => {
    const window = { center: 127.5, width: 255, function: 'LINEAR_EXACT' } as const;
    const frame = film(Uint8Array.of(0, 51, 255, 102), { window, photometricInterpretation: 'MONOCHROME1' });
    expect(greysOf(frame)).toEqual([1, 0.8, 0, 0.6]);
  });

  test('without a window the range is the film’s own, without its outliers', () => {
    const pixels = Uint16Array.from({ length: 1000 }, (_, i) => (i === 0 ? 0 : i === 999 ? 65535 : 1000 + i));
    const greys = toGreyscale(film(pixels));
    expect(greys[500]).toBeCloseTo(0.5, 1);
    expect([greys[0], greys[999]]).toEqual([0, 1]);
  });

  test('a window that shows nothing of the film gives way to the film’s own range', () => {
    const window = { center: 40, width: 400, function: 'LINEAR' } as const;
    const pixels = Uint16Array.from({ length: 100 }, (_, i) => 10_000 + i);
    expect(greysOf(film(pixels, { window }))[50]).toBeCloseTo(0.5, 1);
  });

  test('is within 0 and 1 for any film', () => {
    const anyPixels = fc.oneof(
      fc.uint8Array({ minLength: 1 }),
      fc.int8Array({ minLength: 1 }),
      fc.uint16Array({ minLength: 1 }),
      fc.int16Array({ minLength: 1 }),
    );
    fc.assert(
      fc.property(anyPixels, fc.integer({ min: -9, max: 9 }), (pixels, slope) => {
        const greys = toGreyscale(
          film(pixels, { rescale: { slope: slope === 0 ? 1 : slope, intercept: -1024 } }),
        );
        expect(greys.every((grey) => grey >= 0 && grey <= 1)).toBe(true);
      }),
    );
  });
});
