/** Films through the product's own decoding, gate, preprocessing and runtime, one by one in their order. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { ModelOutput } from '#inference/contract.ts';
import { InferenceError } from '#inference/errors.ts';
import { acceptOutput } from '#inference/gate/accept-pixels.ts';
import type { FilmSize } from '#inference/explanation/place-map.ts';
import type { ModelManifest } from '#inference/models/manifest.ts';
import type { ModelPackage } from '#inference/models/read-package.ts';
import { createInferencePool, type InferencePool } from '#inference/runtime/inference-pool.ts';
import { createDecodePool, type DecodePool } from '#lib/pixels/decode-pool.ts';
import { runInOrder } from '#lib/pixels/run-in-order.ts';
import type { LeftOut, LocatedFilm } from './locate-films.ts';
import { type KnownOfFilm, readFilm, refusal, type Unusable } from './read-film.ts';

export interface ScoredFile {
  readonly film: LocatedFilm;
  readonly output: ModelOutput;
  readonly size: FilmSize;
  /** What the object's own header tells. */
  readonly header: KnownOfFilm;
}

/**
 * Yields each film, or why it is left out; of files with the same bytes only the first is scored.
 * @throws InferenceError model-not-openable, model-output-broken.
 */
export async function* scoreModelFilms(
  { manifest, onnxPath, goldenPath }: ModelPackage,
  films: readonly LocatedFilm[],
): AsyncGenerator<ScoredFile | LeftOut, void> {
  // The runtime reads names, places and shapes; what was not measured is nothing to it.
  const model = { manifest: manifest as ModelManifest, onnxPath, goldenPath };
  const threads = availableParallelism();
  const pool = await createInferencePool({ model });
  const decoder = createDecodePool({ threads });
  const firstOf = new Map<string, string>();
  try {
    const score = (film: LocatedFilm) => scoreFilm(film, model.manifest, pool, decoder);
    for await (const { sha256, ...scored } of runInOrder(films, 2 * threads, (result) => result, score)) {
      const same = sha256 === undefined ? undefined : firstOf.get(sha256);
      const { film } = scored;
      if (sha256 !== undefined && same === undefined) firstOf.set(sha256, film.row.file);
      if (same !== undefined)
        yield leaveOut(film, { code: 'file-repeated', said: `is the same file as ${same}` });
      else if ('code' in scored) yield leaveOut(film, scored);
      else yield scored;
    }
  } finally {
    await Promise.all([pool.close(), decoder.close()]);
  }
}

function leaveOut({ row }: LocatedFilm, { code, said }: Unusable): LeftOut {
  return { file: row.file, place: row.place, code, said };
}

type Answer = { readonly sha256?: string } & (ScoredFile | (Unusable & { readonly film: LocatedFilm }));

async function scoreFilm(
  film: LocatedFilm,
  manifest: ModelManifest,
  pool: InferencePool,
  decoder: DecodePool,
): Promise<Answer> {
  const bytes = await readFile(film.path).catch(
    (thrown: unknown) => (thrown as NodeJS.ErrnoException).code ?? '',
  );
  if (typeof bytes === 'string') return { film, code: 'file-not-readable', said: `can’t be read (${bytes})` };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = await readFilm(bytes, manifest.accepts, film.row, decoder);
  if ('code' in read) return { film, sha256, ...read };
  const { frame, header } = read;
  try {
    const output = await pool.infer(frame);
    const acceptance = acceptOutput(manifest, output);
    if (!acceptance.accepted) return { film, sha256, ...refusal(acceptance.reason, manifest.accepts) };
    return { film, sha256, output, header, size: { rows: frame.rows, columns: frame.columns } };
  } catch (thrown) {
    if (!(thrown instanceof InferenceError)) throw thrown;
    return { film, sha256, code: thrown.code, said: `the model did not answer for it (${thrown.code})` };
  }
}
