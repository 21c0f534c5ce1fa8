import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeGreyJpeg } from '#lib/pixels/decode-grey-jpeg.ts';

const { NativeCodecs, Context } = createRequire(import.meta.url)('dcmjs-codecs') as typeof DcmjsCodecs;
beforeAll(() => NativeCodecs.initializeAsync());

const SIDE = 200;
const greys = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
  const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
  return 128 + 90 * Math.sin(x / 9) * Math.cos(y / 14) + ((x * 7919 + y * 104_729) % 37);
});
const raw = { width: SIDE, height: SIDE, channels: 1 } as const;
const toJpeg = (progressive: boolean) =>
  sharp(greys, { raw }).toColourspace('b-w').jpeg({ quality: 80, progressive }).toBuffer();

function byOtherCodec(encodedBuffer: Uint8Array): Uint8Array | undefined {
  const bits = { bitsAllocated: 8, bitsStored: 8, samplesPerPixel: 1, pixelRepresentation: 0 };
  const about = {
    width: SIDE,
    height: SIDE,
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
  };
  return NativeCodecs.decodeJpeg(new Context({ ...bits, ...about, encodedBuffer })).getDecodedBuffer();
}

describe('decodeGreyJpeg', () => {
  test.each([false, true])(
    'gives the same samples as the other codec; progressive: %s',
    async (progressive) => {
      const encoded = await toJpeg(progressive);
      const samples = await decodeGreyJpeg(encoded, SIDE * SIDE);
      expect(samples).toEqual(byOtherCodec(encoded));
    },
  );

  test('gives samples that a thread can hand on', async () => {
    const samples = await decodeGreyJpeg(await toJpeg(false), SIDE * SIDE);
    expect(() => structuredClone(samples, { transfer: [samples?.buffer as ArrayBuffer] })).not.toThrow();
  });

  test('leaves an image with a colour profile to the other: greys are no colours', async () => {
    const profiled = await sharp(greys, { raw }).jpeg().withIccProfile('p3').toBuffer();
    expect(await decodeGreyJpeg(profiled, SIDE * SIDE)).toBeUndefined();
  });

  test('leaves what it would have to make up to the other', async () => {
    const encoded = await toJpeg(false);
    expect(await decodeGreyJpeg(encoded.subarray(0, encoded.length / 2), SIDE * SIDE)).toBeUndefined();
    expect(await decodeGreyJpeg(encoded, SIDE * SIDE + 1)).toBeUndefined();
    expect(await decodeGreyJpeg(new Uint8Array(300), SIDE * SIDE)).toBeUndefined();
  });
});
