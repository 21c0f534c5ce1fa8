import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { makeSyntheticFilm, writeSyntheticFilms } from '#sandbox/films/write-synthetic-films.ts';

const SIZE = 200;
let directory: string;
let paths: string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sightline-films-'));
  paths = await writeSyntheticFilms(directory, { size: SIZE });
}, 120_000);
afterAll(async () => {
  await rm(directory, { recursive: true });
});

const headers = (): dicomParser.DataSet[] => paths.map((path) => dicomParser.parseDicom(readFileSync(path)));

describe('writeSyntheticFilms', { timeout: 60_000 }, () => {
  test('every header says that the film is synthetic, in several attributes', () => {
    for (const header of headers()) {
      expect(header.string('x00100010')).toMatch(/^Synthetic\^/);
      expect(header.string('x00100020')).toMatch(/^SYN-/);
      expect(header.string('x00204000')).toContain('NOT A PATIENT');
      expect(header.string('x00081030')).toContain('SYNTHETIC');
      expect(header.string('x00080070')).toBe('Sightline synthetic');
      expect(header.string('x00280301')).toBe('YES');
      expect(header.string('x00280300')).toBe('YES');
    }
  });

  test('the pixels carry the notice: a strip of black and full white at the lower edge', () => {
    for (const header of headers()) {
      const element = header.elements['x7fe00010'];
      const bytes = Uint8Array.from(header.byteArray.subarray(element?.dataOffset ?? 0));
      const values = new Uint16Array(bytes.buffer, 0, SIZE * SIZE);
      const strip = values.subarray((SIZE - 12) * SIZE, (SIZE - 5) * SIZE);
      const lit = strip.filter((value) => value === 4095).length;
      expect(lit).toBeGreaterThan(200);
      expect(lit).toBeLessThan(700);
      expect(values.every((value) => value <= 4095)).toBe(true);
    }
  });

  test('four patients, one with two studies; no UID and no accession number twice', () => {
    const of = (tag: string): Set<string | undefined> =>
      new Set(headers().map((header) => header.string(tag)));
    expect(of('x00100020').size).toBe(4);
    for (const tag of ['x0020000d', 'x0020000e', 'x00080018', 'x00080050']) expect(of(tag).size).toBe(5);
    for (const uid of of('x0020000d')) expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
  });

  test('a film that is there is kept as it is, and progress counts it', async () => {
    const [first = ''] = paths;
    await writeFile(first, 'kept');
    const before = paths.slice(1).map((path) => statSync(path).mtimeMs);
    const progress: string[] = [];
    const again = await writeSyntheticFilms(directory, {
      size: SIZE,
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    expect(again).toEqual(paths);
    expect(readFileSync(first, 'utf8')).toBe('kept');
    expect(paths.slice(1).map((path) => statSync(path).mtimeMs)).toEqual(before);
    expect(progress).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  test('the same study gives the same file, byte for byte', () => {
    const last = demoStudies.at(-1);
    if (last === undefined) throw new Error('no studies');
    expect(Buffer.from(makeSyntheticFilm(last, SIZE)).equals(readFileSync(paths.at(-1) ?? ''))).toBe(true);
  });
});
