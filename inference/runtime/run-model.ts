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
}

/** `open` comes first, and opens the session. Films: one prepared film each, without the batch axis. */
export type ModelTask = { readonly open: ModelSettings } | { readonly films: readonly Float32Array[] };

export interface ModelAnswer extends Pick<OpenSession, 'provider' | 'precision' | 'nodes'> {
  /** The batch axis, where the graph fixes it. */
  readonly fixedBatch?: number;
  readonly inferenceMs: number;
  readonly films: readonly FilmOutput[];
}

interface OpenModel extends OpenSession {
  readonly manifest: ModelManifest;
}

let opened: OpenModel | undefined;

serveProcess(async (given): Promise<ModelAnswer> => {
  const task = given as ModelTask;
  if ('open' in task) opened = await open(task.open);
  if (opened === undefined) throw new Error('films before a session');
  const { session, manifest, provider, precision, nodes } = opened;
  const started = performance.now();
  const films = 'films' in task ? await run(session, manifest, task.films) : [];
  const inferenceMs = performance.now() - started;
  const fixed = fixedBatchOf(session, manifest);
  return {
    provider,
    precision,
    nodes,
    inferenceMs,
    films,
    ...(fixed !== undefined && { fixedBatch: fixed }),
  };
});

/** An empty film goes through first, so that the first real one finds everything ready. */
async function open({ manifest, ...options }: ModelSettings): Promise<OpenModel> {
  const { channels, width, height } = manifest.input;
  const blank = [new Float32Array(channels * width * height)];
  return { manifest, ...(await openSession(options, (session) => run(session, manifest, blank))) };
}

async function run(
  session: InferenceSession,
  manifest: ModelManifest,
  films: readonly Float32Array[],
): Promise<FilmOutput[]> {
  const input = toTensor(films, manifest, fixedBatchOf(session, manifest));
  const given = await session.run({ [manifest.input.name]: input }, outputNames(manifest));
  return checkOutputs(given, manifest, films.length);
}

/** Films side by side; a batch axis that the graph fixes is filled up with black. */
function toTensor(films: readonly Float32Array[], { input }: ModelManifest, fixed = films.length): Tensor {
  const dims = tensorShape(input, fixed);
  const values = new Float32Array(dims.reduce((product, side) => product * side, 1));
  let at = 0;
  for (const film of films) {
    values.set(film, at);
    at += film.length;
  }
  return new Tensor('float32', values, dims);
}

function fixedBatchOf({ inputMetadata }: InferenceSession, { input }: ModelManifest): number | undefined {
  const metadata = inputMetadata.find(({ name }) => name === input.name);
  const axis = metadata?.isTensor === true ? metadata.shape[0] : undefined;
  return typeof axis === 'number' && axis > 0 ? axis : undefined;
}
