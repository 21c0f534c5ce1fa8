/** Runs in a process of its own: session.run blocks, and what goes wrong in native code ends it. One session, opened once. */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelManifest } from '../models/manifest.ts';
import { outputNames } from '../models/output-names.ts';
import { tensorShape } from '../preprocessing/tensor-shape.ts';
import { checkOutputs, type FilmOutput } from './check-output.ts';
import { type OpenSession, openSession, type SessionOptions } from './open-session.ts';
import { serveProcess } from './task-answer.ts';

export interface ModelSettings extends SessionOptions {
  readonly manifest: ModelManifest;
  /** Most films in one run, where the graph doesn't fix it. */
  readonly maxBatch: { readonly cpu: number; readonly card: number };
}

/** `open` comes first, and opens the session. Films: one prepared film each, without the batch axis. */
export type ModelTask = { readonly open: ModelSettings } | { readonly films: readonly Float32Array[] };

export interface ModelAnswer extends Pick<OpenSession, 'provider' | 'precision' | 'nodes'> {
  readonly maxBatch: number;
  readonly inferenceMs: number;
  readonly films: readonly FilmOutput[];
}

interface OpenModel extends Omit<OpenSession, 'session'> {
  readonly maxBatch: number;
  readonly run: (films: readonly Float32Array[]) => Promise<FilmOutput[]>;
}

let opened: OpenModel | undefined;

serveProcess(async (given): Promise<ModelAnswer> => {
  const task = given as ModelTask;
  if ('open' in task) opened = await open(task.open);
  if (opened === undefined) throw new Error('films before a session');
  const { run, provider, precision, nodes, maxBatch } = opened;
  const started = performance.now();
  const films = 'films' in task ? await run(task.films) : [];
  return { provider, precision, nodes, maxBatch, inferenceMs: performance.now() - started, films };
});

/** Empty films go through first, so that the first real ones find everything ready. */
async function open({ manifest, maxBatch, ...options }: ModelSettings): Promise<OpenModel> {
  const blank = new Float32Array(manifest.input.channels * manifest.input.width * manifest.input.height);
  const runOn = async (session: InferenceSession, films: readonly Float32Array[], places: number) => {
    const tensor = toTensor(films, manifest, places);
    const given = await session.run({ [manifest.input.name]: tensor }, outputNames(manifest));
    return checkOutputs(given, manifest, films.length);
  };
  const { session, ...opened } = await openSession(options, (each) =>
    runOn(each, [blank], fixedBatchOf(each, manifest) ?? 1),
  );
  const fixed = fixedBatchOf(session, manifest);
  const most = fixed ?? maxBatch[opened.provider === 'cpu' ? 'cpu' : 'card'];
  // A card's library searches its kernels anew for each size of batch, for a second or more: it gets two sizes only.
  const placesFor = (count: number) => fixed ?? (opened.provider === 'cpu' || count === 1 ? count : most);
  const run = (films: readonly Float32Array[]) => runOn(session, films, placesFor(films.length));
  if (fixed === undefined && most > 1) await run(Array.from({ length: most }, () => blank));
  return { ...opened, maxBatch: most, run };
}

/** Films side by side, the places after them black. */
function toTensor(films: readonly Float32Array[], { input }: ModelManifest, places: number): Tensor {
  const dims = tensorShape(input, places);
  const values = new Float32Array(dims.reduce((product, side) => product * side, 1));
  let at = 0;
  for (const film of films) {
    values.set(film, at);
    at += film.length;
  }
  return new Tensor('float32', values, dims);
}

/** The batch axis, where the graph fixes it. */
function fixedBatchOf({ inputMetadata }: InferenceSession, { input }: ModelManifest): number | undefined {
  const metadata = inputMetadata.find(({ name }) => name === input.name);
  const axis = metadata?.isTensor === true ? metadata.shape[0] : undefined;
  return typeof axis === 'number' && axis > 0 ? axis : undefined;
}
