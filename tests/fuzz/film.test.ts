/** The short run: mutated files of our own making, through the real decoding threads. `npm run fuzz` is the long one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FuzzResult, fuzzFilms } from './fuzz-films.ts';
import { loadBases } from './load-bases.ts';
import { makeCase } from './make-case.ts';

const CASES = 500;
const SEED = 1;

describe('a bad film', () => {
  let folder: string;
  let result: FuzzResult;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-fuzz-'));
    const log = join(folder, 'cases.jsonl');
    result = await fuzzFilms({ bases: 'synthetic', seed: SEED, from: 0, to: CASES, log });
  }, 240_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('ends no process and no thread, hangs nowhere, and is refused by name or decoded whole', () => {
    expect(result.findings).toEqual([]);
    expect(result.cases.length).toBe(CASES);
  });

  test('is made in every way: some are refused early, some late, some are still good', () => {
    const outcomes = new Set(result.cases.map(({ decode }) => decode));
    expect(outcomes.size).toBeGreaterThanOrEqual(10);
    expect(outcomes).toContain('ok');
    expect(outcomes).toContain('film-truncated');
    expect(outcomes).toContain('film-not-decodable');
  });
});

test('a case is the same bytes each time it is made', async () => {
  const bases = await loadBases('synthetic');
  for (const index of [0, 17, 99, 256]) {
    const [one, again] = [makeCase(bases, SEED, index), makeCase(bases, SEED, index)];
    expect(Buffer.compare(one.bytes, again.bytes)).toBe(0);
    expect(one.mutations).toEqual(again.mutations);
  }
});
