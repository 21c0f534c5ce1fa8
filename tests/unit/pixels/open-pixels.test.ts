import { describe, expect, test } from 'vitest';
import { toGreyscale } from '#inference/preprocessing/to-greyscale.ts';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';
import { openPixels } from '#lib/pixels/open-pixels.ts';
import { itemsOf } from '#lib/pixels/parse-data-set.ts';
import { parseDicom } from '#lib/pixels/parse-dicom.ts';
import { CHEST_FILM, chestFilm, type Element, makeDicom, writeElement } from './make-dicom.ts';

const words = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);

async function framesOf(film: Uint8Array): Promise<number[][]> {
  const { layout, readFrame } = openPixels(parseDicom(film));
  const frames: number[][] = [];
  for (let index = 0; index < layout.frames; index += 1) frames.push([...(await readFrame(index))]);
  return frames;
}

/** One item of an explicit sequence of stated length. */
function sequence(...elements: Parameters<typeof writeElement>[0][]): Uint8Array {
  const item = Buffer.concat(elements.map(writeElement));
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  head.writeUInt32LE(item.length, 4);
  return Uint8Array.from(Buffer.concat([head, item]));
}

describe('frames of any object', () => {
  test('come one by one, as many as the header claims', async () => {
    const film = chestFilm({
      0x00280008: ['IS', '2'],
      0x7fe00010: ['OW', words(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16)],
    });
    expect(await framesOf(film)).toEqual([
      [1, 2, 3, 4, 5, 6],
      [11, 12, 13, 14, 15, 16],
    ]);
    await expect(openPixels(parseDicom(film)).readFrame(2)).rejects.toThrow(RangeError);
  });

  test('that are claimed and not there are refused, not made up', async () => {
    const claimed = chestFilm({ 0x00280008: ['IS', '100'] });
    await expect(framesOf(claimed)).rejects.toMatchObject({ code: 'film-truncated', failure: 'refused' });
    const more = chestFilm({ 0x7fe00010: ['OW', words(1, 2, 3, 4, 5, 6, 7, 8)] });
    await expect(framesOf(more)).rejects.toMatchObject({ code: 'film-size-contradictory' });
  });

  test('are one where the header says none', async () => {
    expect(await framesOf(chestFilm({ 0x00280008: ['IS', '0'] }))).toEqual([[0, 1, 2, 4093, 4094, 4095]]);
  });

  test('lie in the low bits where the high bit that the header names has no room for them', async () => {
    const cells = { 0x7fe00010: ['OW', words(0xf001, 2, 3, 4, 5, 6)] } as const;
    expect(await framesOf(chestFilm({ ...cells, 0x00280102: ['US', 7] }))).toEqual([[1, 2, 3, 4, 5, 6]]);
    expect(await framesOf(chestFilm({ ...cells, 0x00280102: ['US', 16] }))).toEqual([[1, 2, 3, 4, 5, 6]]);
  });

  test('are found behind the end of an item that no item began, and behind an item that ends before its length', async () => {
    const end = Buffer.from([0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0]);
    const item = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 16, 0, 0, 0, ...end, ...new Uint8Array(8)]);
    const film = chestFilm({ 0x00283010: ['SQ', item] });
    const pixels = film.length - 12 - 12;
    const stray = Buffer.concat([film.subarray(0, pixels), end, film.subarray(pixels)]);
    expect(await framesOf(stray)).toEqual([[0, 1, 2, 4093, 4094, 4095]]);
    expect(itemsOf(parseDicom(stray).dataSet, 0x00283010)).toHaveLength(1);
  });

  test('of GE\u2019s private syntax have their bytes the other way round; of other private ones nobody knows', async () => {
    const elements = CHEST_FILM.map((each): Element =>
      each[0] === 0x7fe00010 ? [each[0], 'OW', Buffer.from(words(1, 2, 3, 4, 5, 6)).swap16()] : each,
    );
    expect(await framesOf(makeDicom(elements, '1.2.840.113619.5.2'))).toEqual([[1, 2, 3, 4, 5, 6]]);
    const refusal = { code: 'transfer-syntax-not-supported', failure: 'refused' };
    await expect(framesOf(makeDicom(elements, '1.3.46.670589.33.1.4.1'))).rejects.toMatchObject(refusal);
  });

  test('colour by plane becomes colour by pixel', async () => {
    const film = chestFilm({
      0x00280002: ['US', 3],
      0x00280004: ['CS', 'RGB'],
      0x00280006: ['US', 1],
      0x00280010: ['US', 1],
      0x00280011: ['US', 2],
      0x00280100: ['US', 8],
      0x00280101: ['US', 8],
      0x00280102: ['US', 7],
      0x7fe00010: ['OB', Uint8Array.of(1, 2, 11, 12, 21, 22)],
    });
    expect(await framesOf(film)).toEqual([[1, 11, 21, 2, 12, 22]]);
  });

  test('one bit a pixel is unpacked from the lowest bit on, across frames that share a byte', async () => {
    const film = chestFilm({
      0x00280008: ['IS', '2'],
      0x00280100: ['US', 1],
      0x00280101: ['US', 1],
      0x00280102: ['US', 0],
      0x7fe00010: ['OB', Uint8Array.of(0b1100_0001, 0b0000_1000)],
    });
    expect(await framesOf(film)).toEqual([
      [1, 0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0, 1],
    ]);
  });

  test('of 32 bits keep them all', async () => {
    const film = chestFilm({
      0x00280010: ['US', 1],
      0x00280011: ['US', 2],
      0x00280100: ['US', 32],
      0x00280101: ['US', 32],
      0x00280102: ['US', 31],
      0x7fe00010: ['OW', new Uint8Array(Uint32Array.of(4_000_000_000, 7).buffer)],
    });
    expect(await framesOf(film)).toEqual([[4_000_000_000, 7]]);
    await expect(decodeFilm(film)).rejects.toMatchObject({ code: 'pixel-layout-not-supported' });
  });
});

describe('greys', () => {
  const greysOf = async (film: Uint8Array) => [...toGreyscale((await decodeFilm(film)).frame)];

  test('come through a modality lookup table, whose ends reach beyond it', async () => {
    const film = chestFilm({
      0x00281050: ['DS', '50'],
      0x00281051: ['DS', '100'],
      0x00281056: ['CS', 'LINEAR_EXACT'],
      0x00283000: [
        'SQ',
        sequence([0x00283002, 'US', words(3, 1, 16)], [0x00283006, 'OW', words(25, 50, 75)]),
      ],
      0x7fe00010: ['OW', words(0, 1, 2, 3, 4, 2)],
    });
    expect(await greysOf(film)).toEqual([0.25, 0.25, 0.5, 0.75, 0.75, 0.5]);
  });

  test('come through a VOI lookup table where there is no window', async () => {
    const table = sequence([0x00283002, 'US', words(4, 0, 2)], [0x00283006, 'OW', words(0, 3, 0, 3)]);
    const film = chestFilm({ 0x00283010: ['SQ', table], 0x7fe00010: ['OW', words(0, 1, 2, 3, 9, 1)] });
    expect(await greysOf(film)).toEqual([0, 1, 0, 1, 1, 1]);
  });

  test('come through a VOI lookup table that begins below zero, where rescaling or its own sign says so', async () => {
    const table = (vr: string) =>
      sequence([0x00283002, vr, words(4, 0xfffe, 2)], [0x00283006, 'OW', words(0, 3, 0, 3)]);
    const cells = { 0x7fe00010: ['OW', words(0, 1, 2, 3, 9, 1)] } as const;
    const rescaled = chestFilm({ ...cells, 0x00281052: ['DS', '-2'], 0x00283010: ['SQ', table('US')] });
    expect(await greysOf(rescaled)).toEqual([0, 1, 0, 1, 1, 1]);
    const signed = chestFilm({ ...cells, 0x00283010: ['SQ', table('SS')] });
    expect(await greysOf(signed)).toEqual([0, 1, 1, 1, 1, 1]);
  });

  test('of padding are black, also where black is white, and do not move the others', async () => {
    const values = { 0x7fe00010: ['OW', words(0, 4095, 100, 200, 300, 300)] } as const;
    const padding = { 0x00280120: ['US', 4095], 0x00280121: ['US', 4000] } as const;
    const [, padded, ...rest] = await greysOf(
      chestFilm({ ...values, ...padding, 0x00280004: ['CS', 'MONOCHROME1'] }),
    );
    expect(padded).toBe(0);
    expect(rest.at(-1)).toBe(0);
    expect(rest[0]).toBeCloseTo(2 / 3, 1);
  });
});
