/** Every file that ever ended a process, a thread or our patience: small, made by us, and kept. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';
import { createDecodePool } from '#lib/pixels/decode-pool.ts';
import { toBase } from './bases/base.ts';
import { drawPicture } from './bases/pictures.ts';
import { writeObject } from './bases/write-object.ts';
import { exerciseFilm } from './exercise-film.ts';
import { insertElements } from './mutations/reshape-file.ts';

const FOLDER = 'tests/fixtures/fuzz';
const MODEL = 'inference/models/sightline-cxr';
const kept = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.dcm.gz'))
  .toSorted()
  .map((name) => [name, () => gunzipSync(readFileSync(join(FOLDER, name)))] as const);

const sound = toBase('sound', writeObject(drawPicture()));
/** Too large to be kept, and quickly made. */
const made: readonly (readonly [string, () => Uint8Array])[] = [
  ['400,000 elements, each with its own tag', () => insertElements(sound, sound.bytes, 400_000)],
];

describe('a file that once did harm', async () => {
  const { manifest } = await loadModel(MODEL);
  const pool = createDecodePool({ threads: 1, timeoutMs: 10_000 });
  afterAll(() => pool.close());

  test.each([...kept, ...made])('%s does none', async (_, make) => {
    expect((await exerciseFilm(make(), pool, manifest)).findings).toEqual([]);
  });
});
