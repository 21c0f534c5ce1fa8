import fc from 'fast-check';
import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeRle } from '#lib/pixels/decode-rle.ts';
import type { PixelLayout } from '#lib/pixels/read-pixel-layout.ts';
import { AppError } from '#lib/platform/errors.ts';

const { NativeCodecs, Context } = createRequire(import.meta.url)('dcmjs-codecs') as typeof DcmjsCodecs;
beforeAll(() => NativeCodecs.initializeAsync());

function layout(columns: number, bitsAllocated: 8 | 16 | 32, samplesPerPixel = 1): PixelLayout {
  const photometricInterpretation = samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2';
  const bits = { bitsAllocated, bitsStored: bitsAllocated, shift: 0, kind: 'unsigned' } as const;
  return { rows: 1, columns, frames: 1, samplesPerPixel, photometricInterpretation, planar: false, ...bits };
}

/** Segments behind a header of 64 bytes (DICOM PS3.5 section G.5). */
function pack(...segments: readonly number[][]): Uint8Array {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(segments.length);
  let at = 64;
  segments.forEach((segment, index) => {
    header.writeUInt32LE(at, 4 + 4 * index);
    at += segment.length;
  });
  return Uint8Array.from(Buffer.concat([header, ...segments.map((segment) => Buffer.from(segment))]));
}

describe('decodeRle', () => {
  test('gives runs, literals and nothing, as their control bytes say', () => {
    const packed = pack([2, 7, 8, 9, 128, 254, 5, 0]);
    expect([...decodeRle(packed, layout(6, 8))]).toEqual([7, 8, 9, 5, 5, 5]);
  });

  test('puts the high byte, which comes first, behind the low one', () => {
    const packed = pack([255, 1], [1, 2, 3]);
    expect([...decodeRle(packed, layout(2, 16))]).toEqual([2, 1, 3, 1]);
  });

  test('gives colour by pixel', () => {
    const packed = pack([1, 10, 11], [1, 20, 21], [255, 30]);
    expect([...decodeRle(packed, layout(2, 8, 3))]).toEqual([10, 20, 30, 11, 21, 30]);
  });

  test('gives what another encoder packed', () => {
    // Few values, so that runs are as common as literals.
    const samples = fc.uint16Array({ min: 0x00fe, max: 0x0101, minLength: 2, maxLength: 600 });
    fc.assert(
      fc.property(samples, (values) => {
        const { columns, ...rest } = layout(values.length, 16);
        const decodedBuffer = new Uint8Array(values.slice().buffer);
        const context = {
          ...rest,
          width: columns,
          height: 1,
          pixelRepresentation: 0,
          planarConfiguration: 0,
        };
        const packed = NativeCodecs.encodeRle(new Context({ ...context, decodedBuffer })).getEncodedBuffer();
        expect(decodeRle(packed ?? new Uint8Array(), { columns, ...rest })).toEqual(decodedBuffer);
      }),
    );
  });

  test('refuses by name what is cut anywhere, with no pixel made up', () => {
    const packed = pack([3, 1, 2, 3, 4, 253, 9], [253, 0, 3, 1, 2, 3, 4]);
    expect(decodeRle(packed, layout(8, 16)).length).toBe(16);
    for (let length = 0; length < packed.length; length += 1) {
      const cut = () => decodeRle(packed.subarray(0, length), layout(8, 16));
      expect(cut, String(length)).toThrow(AppError);
    }
  });

  test.each([
    ['another number of segments than the samples have bytes', pack([255, 1])],
    ['a segment behind the end', pack([255, 1], [255, 1]).fill(0xff, 8, 12)],
    ['a segment before the one it follows', pack([255, 1], [255, 1]).fill(0, 9, 12).fill(65, 8, 9)],
    ['a segment in the header', pack([255, 1], [255, 1]).fill(4, 4, 5)],
    ['4,294,967,295 segments', pack([255, 1], [255, 1]).fill(0xff, 0, 4)],
  ])('refuses by name %s', (_, packed) => {
    expect(() => decodeRle(packed, layout(2, 16))).toThrow(AppError);
  });
});
