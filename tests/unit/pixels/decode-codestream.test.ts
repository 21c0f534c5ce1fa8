import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { describe, expect, test } from 'vitest';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';
import { openPixels } from '#lib/pixels/open-pixels.ts';
import { parseDicom } from '#lib/pixels/parse-dicom.ts';
import { CHEST_FILM, encapsulate, type Element } from './make-dicom.ts';

const { Context, NativeCodecs } = createRequire(import.meta.url)('dcmjs-codecs') as typeof DcmjsCodecs;
const JPEG_EXTENDED = '1.2.840.10008.1.2.4.51';
const JPEG_LOSSLESS = '1.2.840.10008.1.2.4.70';
const JPEG_LS = '1.2.840.10008.1.2.4.80';
const JPEG_2000 = '1.2.840.10008.1.2.4.90';
const RLE = '1.2.840.10008.1.2.5';

interface Picture {
  readonly values: readonly number[];
  readonly bitsAllocated?: 8 | 16;
  readonly bitsStored?: number;
  readonly samplesPerPixel?: number;
}

/** Two rows of three pixels. */
async function encode(
  codec: 'encodeJpeg' | 'encodeJpeg2000' | 'encodeJpegLs' | 'encodeRle',
  { values, bitsAllocated = 16, bitsStored = 12, samplesPerPixel = 1 }: Picture,
): Promise<Uint8Array> {
  await NativeCodecs.initializeAsync();
  const context = new Context({
    width: 3,
    height: 2,
    bitsAllocated,
    bitsStored,
    samplesPerPixel,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB',
    decodedBuffer:
      bitsAllocated === 8 ? Uint8Array.from(values) : new Uint8Array(Uint16Array.from(values).buffer),
  });
  const encoded = NativeCodecs[codec](context, { lossy: false }).getEncodedBuffer() ?? new Uint8Array();
  return encoded.length % 2 === 0 ? encoded : Uint8Array.of(...encoded, 0);
}

/** The chest film's header with some of it changed, the pixels left out. */
function header(changes: Readonly<Record<number, Element>>): Element[] {
  const kept = CHEST_FILM.slice(0, -1).filter(([tag]) => !(tag in changes));
  return [...kept, ...Object.values(changes)].toSorted(([a], [b]) => a - b);
}

async function pixelsOf(film: Uint8Array): Promise<number[]> {
  return [...(await decodeFilm(film)).frame.pixels];
}

describe('what a codec gives', () => {
  test('beyond the bits that the object stores is kept, as lossy JPEG 2000 rings around white: cut off, it would be black', async () => {
    const values = [0, 4095, 4096, 4100, 1, 2];
    const film = encapsulate([await encode('encodeJpeg2000', { values, bitsStored: 13 })], JPEG_2000);
    expect(await pixelsOf(film)).toEqual(values);
  });

  test('of JPEG 2000 in colour of 16 bits is refused: the codec keeps the lower bytes alone', async () => {
    const values = Array.from({ length: 18 }, (_, index) => 1000 * index);
    const encoded = await encode('encodeJpeg2000', { values, bitsStored: 16, samplesPerPixel: 3 });
    const film = encapsulate(
      [encoded],
      JPEG_2000,
      header({
        0x00280002: [0x00280002, 'US', 3],
        0x00280101: [0x00280101, 'US', 16],
        0x00280102: [0x00280102, 'US', 15],
      }),
    );
    const { readFrame } = openPixels(parseDicom(film));
    await expect(readFrame(0)).rejects.toMatchObject({
      code: 'pixel-layout-not-supported',
      failure: 'refused',
    });
  });

  test.each([
    ['encodeJpeg', JPEG_LOSSLESS],
    ['encodeJpeg2000', JPEG_2000],
    ['encodeJpegLs', JPEG_LS],
  ] as const)(
    'of %s in samples of a byte fills the two bytes that the object allocates',
    async (codec, syntax) => {
      const values = [0, 17, 255, 3, 128, 9];
      const encoded = await encode(codec, { values, bitsAllocated: 8, bitsStored: 8 });
      expect(await pixelsOf(encapsulate([encoded], syntax))).toEqual(values);
    },
  );

  test('for cells of 32 bits is refused: no codec here fills them', async () => {
    const encoded = await encode('encodeJpeg2000', { values: [1, 2, 3, 4, 5, 6] });
    const { readFrame } = openPixels(
      parseDicom(encapsulate([encoded], JPEG_2000, header({ 0x00280100: [0x00280100, 'US', 32] }))),
    );
    await expect(readFrame(0)).rejects.toMatchObject({
      code: 'pixel-layout-not-supported',
      failure: 'refused',
    });
  });

  test('of a cosine transform of 16 bits, which no standard knows, is refused', async () => {
    const frame = Uint8Array.of(0xff, 0xd8, 0xff, 0xc1, 0, 11, 16, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xff, 0xd9, 0);
    const film = encapsulate([frame], JPEG_EXTENDED);
    await expect(decodeFilm(film)).rejects.toMatchObject({ code: 'film-not-decodable', failure: 'refused' });
  });

  test('of JPEG-LS is whole however many zeros fill its last fragment', async () => {
    const values = [0, 701, 1402, 2103, 2804, 3505];
    const encoded = await encode('encodeJpegLs', { values });
    const filled = Buffer.concat([encoded, new Uint8Array(100)]);
    expect(await pixelsOf(encapsulate([filled], JPEG_LS))).toEqual(values);
  });
});

test('as many fragments as frames are one each, also where the offset table says otherwise', async () => {
  const pictures = [
    [1, 2, 3, 4, 5, 6],
    [11, 12, 13, 14, 15, 16],
  ];
  const fragments = await Promise.all(pictures.map((values) => encode('encodeRle', { values })));
  const wrong = new Uint8Array(Uint32Array.of(8, 9999).buffer);
  const film = encapsulate(fragments, RLE, header({ 0x00280008: [0x00280008, 'IS', '2'] }), wrong);
  const { readFrame } = openPixels(parseDicom(film));
  expect([...(await readFrame(0))]).toEqual(pictures[0]);
  expect([...(await readFrame(1))]).toEqual(pictures[1]);
});
