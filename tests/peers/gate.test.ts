/** What the gate makes of real objects of every kind: by header and pixels, as in the product, and by pixels alone. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptFilm } from '#inference/gate/accept-film.ts';
import { acceptFrame, acceptOutput } from '#inference/gate/accept-pixels.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { createInferencePool, type InferencePool } from '#inference/runtime/inference-pool.ts';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';
import { readHeader } from '#lib/pixels/read-header.ts';
import { readOrigin } from '#lib/pixels/read-origin.ts';
import { AppError } from '#lib/platform/errors.ts';

const DATA = join('..', 'shared', 'data', 'dicom');
/** Of the chest folder, what is none or says so: two hips, RIBCAGE, CT, another position. */
const NO_FRONTAL_CHEST = /RG2_|test[456]\.dcm$/;
const chestFolder = globSync(join(DATA, 'cxr', '*'));
const chests = chestFolder.filter((file) => !NO_FRONTAL_CHEST.test(file));
/** The last three show a chest all the same, under a header that denies it. */
const others = [
  ...globSync(join(DATA, '{mg,transfer-syntax,derived}', '*')),
  ...chestFolder.filter((file) => NO_FRONTAL_CHEST.test(file)),
];
const model = await loadModel('inference/models/sightline-cxr');

interface Verdict {
  readonly file: string;
  /** What the product does with it; `accepted`, or why not. */
  readonly product: string;
  /** The pixels' word alone; empty where the model could not have been shown it. */
  readonly pixels: string;
}

describe.skipIf(!existsSync(DATA))('the gate on real objects (skipped where shared data are absent)', () => {
  let pool: InferencePool;
  beforeAll(async () => {
    pool = await createInferencePool({ model });
  });
  afterAll(() => pool.close());

  async function judge(file: string): Promise<Verdict> {
    const bytes = new Uint8Array(readFileSync(file));
    const verdict = { file: basename(file).slice(-50) };
    try {
      const header = readHeader(bytes);
      const byHeader = acceptFilm(model.manifest.accepts, { ...header, ...readOrigin(bytes) });
      const { frame } = await decodeFilm(bytes);
      const shown = acceptFrame(frame);
      const said = shown.accepted ? acceptOutput(model.manifest, await pool.infer(frame)) : shown;
      const pixels = said.accepted ? 'accepted' : said.reason;
      return { ...verdict, product: byHeader.accepted ? pixels : byHeader.reason, pixels };
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      return { ...verdict, product: thrown.code, pixels: '' };
    }
  }

  test('refuses at least 95% of what is no frontal chest film', async () => {
    const verdicts: Verdict[] = [];
    for (const file of others) verdicts.push(await judge(file));
    console.table(verdicts);
    const refused = verdicts.filter(({ product }) => product !== 'accepted').length;
    const seen = verdicts.filter(({ pixels }) => pixels !== '');
    const byPixels = seen.filter(({ pixels }) => pixels !== 'accepted').length;
    console.log(
      `${String(refused)} of ${String(verdicts.length)} refused; by pixels alone ${String(byPixels)} of ${String(seen.length)}`,
    );
    expect(verdicts.length).toBeGreaterThan(80);
    expect(refused / verdicts.length).toBeGreaterThanOrEqual(0.95);
    expect(byPixels / seen.length).toBeGreaterThanOrEqual(0.8);
  });

  test('lets every real frontal chest film through', async () => {
    expect(chests).toHaveLength(6);
    for (const file of chests)
      expect(await judge(file)).toMatchObject({ product: 'accepted', pixels: 'accepted' });
  });
});
