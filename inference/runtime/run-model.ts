/** Runs in a worker thread: session.run blocks the thread that calls it. One session, opened once. */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { workerData } from 'node:worker_threads';
import type { ModelManifest } from '../models/manifest.ts';
import { outputNames } from '../models/output-names.ts';
import { tensorShape } from '../preprocessing/tensor-shape.ts';
import { checkOutputs, type FilmOutput } from './check-output.ts';
import { type OpenSession, openSession, type SessionOptions } from './open-session.ts';
import { serveTasks } from './thread-answer.ts';

/** What a thread is started with. */
export interface ModelThreadSettings extends SessionOptions {
  readonly manifest: ModelManifest;
}

/** Nothing to run: only the session is opened. Films: one prepared film each, without the batch axis. */
export interface ModelTask {
  readonly films: readonly Float32Array[];
}

export interface ModelAnswer extends Pick<OpenSession, 'provider' | 'precision' | 'nodes'> {
  /** The batch axis, where the graph fixes it. */
  readonly fixedBatch?: number;
  readonly inferenceMs: number;
  readonly films: readonly FilmOutput[];
}

const settings = workerData as ModelThreadSettings;
let opened: Promise<OpenSession> | undefined;

serveTasks(
  async (task): Promise<ModelAnswer> => {
    const { films } = task as ModelTask;
    const { session, provider, precision, nodes } = await openOnce();
    const started = performance.now();
    const outputs = films.length === 0 ? [] : await run(session, films);
    const inferenceMs = performance.now() - started;
    const fixed = fixedBatchOf(session);
    return {
      provider,
      precision,
      nodes,
      inferenceMs,
      films: outputs,
      ...(fixed !== undefined && { fixedBatch: fixed }),
    };
  },
  ({ films }) => films.flatMap((film) => ('logits' in film ? [film.logits.buffer] : [])),
);

/** An empty film goes through first, so that the first real one finds everything ready. */
async function openOnce(): Promise<OpenSession> {
  const { channels, width, height } = settings.manifest.input;
  opened ??= openSession(settings, (session) => run(session, [new Float32Array(channels * width * height)]));
  try {
    return await opened;
  } catch (thrown) {
    opened = undefined;
    throw thrown;
  }
}

async function run(session: InferenceSession, films: readonly Float32Array[]): Promise<FilmOutput[]> {
  const { manifest } = settings;
  const given = await session.run({ [manifest.input.name]: toTensor(session, films) }, outputNames(manifest));
  return checkOutputs(given, manifest, films.length);
}

/** Films side by side; a batch axis that the graph fixes is filled up with black. */
function toTensor(session: InferenceSession, films: readonly Float32Array[]): Tensor {
  const { input } = settings.manifest;
  const dims = tensorShape(input, fixedBatchOf(session) ?? films.length);
  const values = new Float32Array(dims.reduce((product, side) => product * side, 1));
  let at = 0;
  for (const film of films) {
    values.set(film, at);
    at += film.length;
  }
  return new Tensor('float32', values, dims);
}

function fixedBatchOf({ inputMetadata }: InferenceSession): number | undefined {
  const metadata = inputMetadata.find(({ name }) => name === settings.manifest.input.name);
  const axis = metadata?.isTensor === true ? metadata.shape[0] : undefined;
  return typeof axis === 'number' && axis > 0 ? axis : undefined;
}
