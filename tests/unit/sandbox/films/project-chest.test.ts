import { describe, expect, test } from 'vitest';
import { buildChestAnatomy, type ChestVariant } from '#sandbox/films/chest-anatomy.ts';
import { projectChest } from '#sandbox/films/project-chest.ts';
import { measureCardiothoracicRatio, meanAround } from './measure-film.ts';

const SIZE = 256;
const SEED = 11;
const films = new Map<string, Uint16Array>();

/** The film of one person, made once: every variant of a seed has the same bones. */
function film(variant: ChestVariant, seed = SEED): Uint16Array {
  const key = `${variant}/${seed}`;
  const made =
    films.get(key) ??
    projectChest(buildChestAnatomy(variant, seed, 'F'), { rows: SIZE, columns: SIZE, seed });
  films.set(key, made);
  return made;
}

describe('projectChest', { timeout: 60_000 }, () => {
  test('gives the same values for the same seed, and others for another', () => {
    const again = projectChest(buildChestAnatomy('normal', SEED, 'F'), {
      rows: SIZE,
      columns: SIZE,
      seed: SEED,
    });
    expect(Buffer.from(again.buffer).equals(Buffer.from(film('normal').buffer))).toBe(true);
    expect(Buffer.from(again.buffer).equals(Buffer.from(film('normal', 12).buffer))).toBe(false);
  });

  test('stays within 12 bits and uses most of them', () => {
    const values = film('normal');
    const highest = values.reduce((a, b) => Math.max(a, b));
    expect(highest).toBeLessThanOrEqual(4095);
    expect(highest).toBeGreaterThan(3000);
    expect(values.reduce((a, b) => Math.min(a, b))).toBeLessThan(200);
  });

  test('shows lungs dark, the mediastinum and the abdomen bright, and the heart on the image right', () => {
    const values = film('normal');
    const lung = meanAround(values, SIZE, 0.28, 0.42);
    expect(meanAround(values, SIZE, 0.5, 0.5)).toBeGreaterThan(1.6 * lung);
    expect(meanAround(values, SIZE, 0.28, 0.85)).toBeGreaterThan(1.6 * lung);
    expect(meanAround(values, SIZE, 0.65, 0.62)).toBeGreaterThan(1.3 * meanAround(values, SIZE, 0.35, 0.62));
  });

  test('a normal heart is under half of the thorax, an enlarged one over 0.55', () => {
    for (const seed of [SEED, 37]) {
      const normal = measureCardiothoracicRatio(film('normal', seed), SIZE);
      expect(normal).toBeGreaterThan(0.36);
      expect(normal).toBeLessThan(0.5);
      expect(measureCardiothoracicRatio(film('cardiomegaly', seed), SIZE)).toBeGreaterThan(0.55);
    }
  });

  test('an effusion whitens the costophrenic angle of its side alone', () => {
    const { effusion } = buildChestAnatomy('pleural-effusion', SEED, 'F');
    const beside = effusion?.side === -1 ? 0.17 : 0.83;
    const change = (x: number): number =>
      meanAround(film('pleural-effusion'), SIZE, x, 0.69) / meanAround(film('normal'), SIZE, x, 0.69);
    expect(change(beside)).toBeGreaterThan(1.3);
    expect(change(1 - beside)).toBeLessThan(1.1);
  });

  test('a nodule is a spot of 12 to 20 mm in the mid zone, and nothing else changes', () => {
    const { nodule } = buildChestAnatomy('nodule', SEED, 'F');
    const [x, y] = nodule?.centre ?? [0, 0];
    const place = (mm: number, centre: number): number => 0.5 + ((mm - centre) * 1.08) / 400;
    const difference = (column: number, row: number): number =>
      meanAround(film('nodule'), SIZE, column, row) - meanAround(film('normal'), SIZE, column, row);
    expect(nodule?.radiusMm).toBeGreaterThanOrEqual(6);
    expect(nodule?.radiusMm).toBeLessThanOrEqual(10);
    expect(difference(place(x, 0), place(y, 150))).toBeGreaterThan(80);
    expect(Math.abs(difference(1 - place(x, 0), place(y, 150)))).toBeLessThan(25);
  });
});
