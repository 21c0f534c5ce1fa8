/** Labelled films through the product's own decoding, gate, preprocessing and runtime -> a logit for each label. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { PixelFrame } from '#inference/contract.ts';
import { acceptFilm } from '#inference/gate/accept-film.ts';
import type { ModelManifest, PackageManifest } from '#inference/models/manifest.ts';
import type { ScoredFilm } from '#inference/models/measure-label.ts';
import type { ModelPackage } from '#inference/models/read-package.ts';
import { createInferencePool } from '#inference/runtime/inference-pool.ts';
import { createDecodePool, type DecodePool } from '#lib/pixels/decode-pool.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { LabelledFilm } from './list-model-films.ts';

export interface ScoredFilms {
  readonly byLabel: ReadonlyMap<string, readonly ScoredFilm[]>;
  /** Of those that were measured on, not learnt from. */
  readonly films: number;
  readonly patients: number;
  /** Films that count for nothing, by why. */
  readonly refused: ReadonlyMap<string, number>;
}

/** `say` hears how far it is. @throws InferenceError model-not-openable, model-output-broken. */
export async function scoreModelFilms(
  { manifest, onnxPath, goldenPath }: ModelPackage,
  films: readonly LabelledFilm[],
  say: (line: string) => void,
): Promise<ScoredFilms> {
  // The runtime reads names, places and shapes; what was not measured is nothing to it.
  const model = { manifest: manifest as ModelManifest, onnxPath, goldenPath };
  const pool = await createInferencePool({ model });
  const decoder = createDecodePool();
  const byLabel = new Map<string, ScoredFilm[]>(manifest.labels.map(({ label }) => [label, []]));
  const refused = new Map<string, number>();
  const measured: LabelledFilm[] = [];
  try {
    for (const [at, film] of films.entries()) {
      if (at % 100 === 99) say(`${String(at + 1)} of ${String(films.length)} films`);
      const frame = await readFrame(film.path, manifest, decoder);
      if (typeof frame === 'string') {
        refused.set(frame, (refused.get(frame) ?? 0) + 1);
        continue;
      }
      const { logits } = await pool.infer(frame);
      manifest.labels.forEach(({ label }, place) => {
        const [present, logit] = [film.truth.get(label), logits[place]];
        if (present !== undefined && logit !== undefined)
          byLabel.get(label)?.push({ logit, present, part: film.part });
      });
      if (film.part === 'measure') measured.push(film);
    }
  } finally {
    await Promise.all([pool.close(), decoder.close()]);
  }
  const patients = new Set(measured.map(({ patient }) => patient)).size;
  return { byLabel, films: measured.length, patients, refused };
}

/** The film, or why the product would not show it to this model. Pictures are taken as they are, black to white. */
async function readFrame(
  path: string,
  { accepts }: PackageManifest,
  decoder: DecodePool,
): Promise<PixelFrame | string> {
  try {
    if (/\.(png|jpe?g)$/i.test(path)) return await readPicture(path);
    const { header, frame } = await decoder.decode(await readFile(path));
    const acceptance = acceptFilm(accepts, header);
    return acceptance.accepted ? frame : acceptance.reason;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    return 'not-readable';
  }
}

async function readPicture(path: string): Promise<PixelFrame> {
  const { data, info } = await sharp(path)
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    rows: info.height,
    columns: info.width,
    pixels: Uint8Array.from(data),
    bitsStored: 8,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    window: { center: 127.5, width: 255, function: 'LINEAR_EXACT' },
  };
}
