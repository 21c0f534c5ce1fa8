import { deflateRawSync } from 'node:zlib';
import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';
import { encodeLossyHtj2k } from './encode-lossy-htj2k.ts';
import { CHEST_FILM, chestFilm, encapsulate, makeDicom, writeElement } from './make-dicom.ts';

const { Context, NativeCodecs } = createRequire(import.meta.url)('dcmjs-codecs') as typeof DcmjsCodecs;
const values = (...numbers: number[]) => new Uint8Array(Uint16Array.from(numbers).buffer);

async function pixelsOf(bytes: Uint8Array): Promise<number[]> {
  return [...(await decodeFilm(bytes)).frame.pixels];
}

async function encode(
  codec: 'encodeJpeg2000' | 'encodeJpegLs' | 'encodeRle' | 'encodeHtJpeg2000',
  rows = 2,
  columns = 3,
) {
  await NativeCodecs.initializeAsync();
  const context = new Context({
    width: columns,
    height: rows,
    bitsAllocated: 16,
    bitsStored: 12,
    samplesPerPixel: 1,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: new Uint8Array(
      Uint16Array.from({ length: rows * columns }, (_, i) => (i * 701) % 4096).buffer,
    ),
  });
  const encoded = NativeCodecs[codec](context, { lossy: false }).getEncodedBuffer() ?? new Uint8Array();
  return encoded.length % 2 === 0 ? encoded : Uint8Array.of(...encoded, 0);
}

describe('decodeFilm, native', () => {
  test('gives stored values, with what turns them into greys', async () => {
    const film = chestFilm({
      0x00281050: ['DS', '2000\\40'],
      0x00281051: ['DS', '4000\\400'],
      0x00281052: ['DS', '-10'],
      0x00281053: ['DS', '2'],
      0x00181164: ['DS', '0.1\\0.2'],
    });
    const { frame } = await decodeFilm(film);
    expect(frame).toEqual({
      rows: 2,
      columns: 3,
      pixels: Uint16Array.of(0, 1, 2, 4093, 4094, 4095),
      bitsStored: 12,
      photometricInterpretation: 'MONOCHROME2',
      rescale: { slope: 2, intercept: -10 },
      window: { center: 2000, width: 4000, function: 'LINEAR' },
      detectorSpacingMm: [0.1, 0.2],
    });
  });

  test('removes what lies above the high bit', async () => {
    expect(
      await pixelsOf(chestFilm({ 0x7fe00010: ['OW', values(0xf001, 0x1002, 3, 0x8fff, 0, 0)] })),
    ).toEqual([1, 2, 3, 4095, 0, 0]);
  });

  test('moves values down that are stored above bit 0', async () => {
    const film = chestFilm({
      0x00280102: ['US', 15],
      0x7fe00010: ['OW', values(0x0010, 0xfff0, 0x0020, 0, 0, 0x001f)],
    });
    expect(await pixelsOf(film)).toEqual([1, 4095, 2, 0, 0, 1]);
  });

  test('extends the sign from the high bit', async () => {
    const film = chestFilm({
      0x00280103: ['US', 1],
      0x7fe00010: ['OW', values(0x0fff, 0x0800, 0x07ff, 0, 1, 0xffff)],
    });
    expect(await pixelsOf(film)).toEqual([-1, -2048, 2047, 0, 1, -1]);
  });

  test('reads 8 bits', async () => {
    const film = chestFilm({
      0x00280100: ['US', 8],
      0x00280101: ['US', 8],
      0x00280102: ['US', 7],
      0x7fe00010: ['OB', Uint8Array.of(1, 2, 3, 253, 254, 255)],
    });
    expect(await pixelsOf(film)).toEqual([1, 2, 3, 253, 254, 255]);
  });

  test('reads deflated objects', async () => {
    const head = makeDicom([], '1.2.840.10008.1.2.1.99');
    const film = Buffer.concat([head, deflateRawSync(Buffer.concat(CHEST_FILM.map(writeElement)))]);
    expect(await pixelsOf(film)).toEqual([0, 1, 2, 4093, 4094, 4095]);
  });

  test('ignores a window of no width', async () => {
    const { frame } = await decodeFilm(chestFilm({ 0x00281050: ['DS', '5'], 0x00281051: ['DS', '0'] }));
    expect(frame.window).toBeUndefined();
  });
});

describe('decodeFilm, compressed', () => {
  const expected = [0, 701, 1402, 2103, 2804, 3505];
  test.each([
    ['encodeRle', '1.2.840.10008.1.2.5'],
    ['encodeJpegLs', '1.2.840.10008.1.2.4.80'],
    ['encodeJpeg2000', '1.2.840.10008.1.2.4.90'],
    ['encodeHtJpeg2000', '1.2.840.10008.1.2.4.201'],
  ] as const)('%s and back is bit-exact, in one fragment and in several', async (codec, syntax) => {
    const encoded = await encode(codec);
    expect(await pixelsOf(encapsulate([encoded], syntax))).toEqual(expected);
    const parts = [encoded.subarray(0, 20), encoded.subarray(20)];
    expect(await pixelsOf(encapsulate(parts, syntax))).toEqual(expected);
  });

  test.each([
    { signed: false, black: 0, white: 4095 },
    { signed: true, black: -2048, white: 2047 },
  ])('a lossy HTJ2K film rings neither from white to black nor back (signed: $signed)', async (film) => {
    const { signed, black, white } = film;
    const side = 64;
    // Sharp edges between the ends of the range: what a wavelet overshoots at most.
    const drawn = Int16Array.from({ length: side * side }, (_, i) =>
      ((i >> 2) ^ (i >> 8)) & 1 ? white : black,
    );
    const encoded = await encodeLossyHtj2k(new Uint8Array(drawn.buffer), {
      side,
      bits: 12,
      signed,
      step: 0.01,
    });
    const changes = new Map([
      [0x00280010, side],
      [0x00280011, side],
      [0x00280103, signed ? 1 : 0],
    ]);
    const header = CHEST_FILM.slice(0, -1).map(
      ([tag, vr, value]) => [tag, vr, changes.get(tag) ?? value] as const,
    );
    const pixels = await pixelsOf(encapsulate([encoded], '1.2.840.10008.1.2.4.203', header));
    const worst = Math.max(...pixels.map((value, at) => Math.abs(value - (drawn[at] ?? 0))));
    expect(worst).toBeLessThan(400);
  });

  test('refuses a picture of another size than the header says, before decoding it', async () => {
    const film = encapsulate([await encode('encodeJpeg2000', 4, 4)], '1.2.840.10008.1.2.4.90');
    await expect(decodeFilm(film)).rejects.toMatchObject({
      code: 'film-size-contradictory',
      failure: 'refused',
    });
  });

  test('decodes the next film after one that broke the codec', async () => {
    const encoded = await encode('encodeJpeg2000');
    const broken = encoded.slice();
    broken.fill(0xff, 60);
    await decodeFilm(encapsulate([broken], '1.2.840.10008.1.2.4.90')).catch(() => undefined);
    expect(await pixelsOf(encapsulate([encoded], '1.2.840.10008.1.2.4.90'))).toEqual(expected);
  });

  test('refuses rubbish and unknown transfer syntaxes by name', async () => {
    const rubbish = encapsulate([new Uint8Array(100)], '1.2.840.10008.1.2.4.90');
    await expect(decodeFilm(rubbish)).rejects.toMatchObject({
      code: 'film-not-decodable',
      failure: 'refused',
    });
    const unknown = encapsulate([new Uint8Array(100)], '1.2.840.10008.1.2.4.100');
    await expect(decodeFilm(unknown)).rejects.toMatchObject({ code: 'transfer-syntax-not-supported' });
  });
});

test('zeros behind the pixels, fewer than another frame would have, are padding', async () => {
  const film = chestFilm({ 0x7fe00010: ['OW', values(1, 2, 3, 4, 5, 6, 0, 0)] });
  expect(await pixelsOf(film)).toEqual([1, 2, 3, 4, 5, 6]);
});

describe('decodeFilm refuses by name', () => {
  test.each([
    ['no pixels', { 0x7fe00010: undefined }, 'film-without-pixels'],
    ['several frames', { 0x00280008: ['IS', '2'] as const }, 'multi-frame'],
    ['colour', { 0x00280004: ['CS', 'RGB'] as const }, 'photometric-not-supported'],
    ['32 bits', { 0x00280100: ['US', 32] as const }, 'pixel-layout-not-supported'],
    [
      'a slope that leads beyond every number',
      { 0x00281053: ['DS', '-1e308'] as const },
      'pixel-layout-not-supported',
    ],
    ['no rows', { 0x00280010: ['US', 0] as const }, 'pixel-layout-not-supported'],
    ['too few pixels', { 0x7fe00010: ['OW', values(1, 2)] as const }, 'film-truncated'],
    [
      'more bytes than pixels, that are no padding',
      { 0x7fe00010: ['OW', values(1, 2, 3, 4, 5, 6, 0, 1)] as const },
      'film-size-contradictory',
    ],
    ['too many pixels', { 0x7fe00010: ['OW', new Uint8Array(24)] as const }, 'film-size-contradictory'],
    [
      '65535 x 65535',
      { 0x00280010: ['US', 65535] as const, 0x00280011: ['US', 65535] as const },
      'film-too-large',
    ],
  ])('%s', async (_, changes, code) => {
    await expect(decodeFilm(chestFilm(changes))).rejects.toMatchObject({ code, failure: 'refused' });
  });

  test('a file cut anywhere, with no pixel made up', async () => {
    const film = chestFilm();
    await fc.assert(
      fc.asyncProperty(fc.nat(film.length - 2), async (length) => {
        await expect(decodeFilm(film.slice(0, length))).rejects.toMatchObject({
          name: 'AppError',
          failure: 'refused',
        });
      }),
      { numRuns: 200 },
    );
    await expect(decodeFilm(film.slice(0, -4))).rejects.toMatchObject({ code: 'film-truncated' });
  });
});
