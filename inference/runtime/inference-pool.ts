/** One worker thread that holds one session; a thread that dies is replaced and its film redone once. */
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { Execution, ModelIdentity, ModelOutput, PixelFrame } from '../contract.ts';
import { InferenceError } from '../errors.ts';
import type { LoadedModel } from '../models/load-model.ts';
import type { Provider } from './open-session.ts';
import type { ThreadAnswer, ThreadOutput, ThreadSettings } from './run-model.ts';

export interface InferencePool {
  /** @throws InferenceError model-output-broken, model-not-openable, inference-crashed, inference-cancelled, inference-busy. */
  infer: (frame: PixelFrame, signal?: AbortSignal) => Promise<ModelOutput>;
  /** What opened at the start; what ran for one film stands in its output. */
  readonly execution: Pick<Execution, 'provider' | 'precision'>;
  readonly model: ModelIdentity;
  close: () => Promise<void>;
}

export interface InferencePoolOptions {
  readonly model: LoadedModel;
  /** The runtime's own threads for one film. */
  readonly threads?: number;
  /** Tried one at a time, in this order. */
  readonly providers?: readonly Provider[];
  /** Films that may wait; one more is refused as inference-busy instead of growing memory. */
  readonly maxQueue?: number;
}

const THREAD_HEAP_MB = 96;

/** Opens the session and warms it up before it answers. @throws InferenceError model-not-openable, model-output-broken. */
export async function createInferencePool(options: InferencePoolOptions): Promise<InferencePool> {
  const { model, threads = 2, providers = ['cuda', 'cpu'], maxQueue = 64 } = options;
  const { manifest, onnxPath } = model;
  const pool = openThread({ manifest, onnxPath, providers, threads }, maxQueue);
  const identity = { id: manifest.id, version: manifest.version, sha256: manifest.sha256 };
  try {
    const provider = await redo<Provider>(pool, undefined, 'warmUp');
    return {
      infer: async (frame, signal) => {
        const output = await redo<ThreadOutput>(pool, frame, 'inferFilm', signal);
        return { model: identity, labels: manifest.labels.map(({ label }) => label), ...output };
      },
      execution: { provider, precision: 'fp32' },
      model: identity,
      close: () => pool.destroy(),
    };
  } catch (thrown) {
    await pool.destroy();
    throw thrown;
  }
}

function openThread(workerData: ThreadSettings, maxQueue: number): Piscina {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'run-model.ts'),
    workerData,
    minThreads: 1,
    maxThreads: 1,
    maxQueue,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB, maxYoungGenerationSizeMb: 8 },
  });
  // A thread that dies between films has no task to tell it; the next film opens another.
  pool.on('error', () => undefined);
  return pool;
}

async function redo<T>(pool: Piscina, task: unknown, name: string, signal?: AbortSignal): Promise<T> {
  try {
    return await run<T>(pool, task, name, signal);
  } catch (thrown) {
    if (thrown instanceof InferenceError) throw thrown;
  }
  try {
    return await run<T>(pool, task, name, signal);
  } catch (thrown) {
    if (thrown instanceof InferenceError) throw thrown;
    throw new InferenceError('inference-crashed', 'transient', { cause: thrown });
  }
}

/** Whatever is thrown here and is no InferenceError means that the thread itself failed. */
async function run<T>(pool: Piscina, task: unknown, name: string, signal?: AbortSignal): Promise<T> {
  const answer = await runTask<T>(pool, task, name, signal);
  if (answer.ok) return answer.value;
  throw new InferenceError(answer.code, answer.failure, { problems: answer.problems });
}

async function runTask<T>(pool: Piscina, task: unknown, name: string, signal?: AbortSignal) {
  const cancelled = () => signal?.aborted === true;
  if (cancelled()) throw new InferenceError('inference-cancelled', 'transient');
  try {
    return (await pool.run(task, { name, ...(signal && { signal }) })) as ThreadAnswer<T>;
  } catch (thrown) {
    if (cancelled()) throw new InferenceError('inference-cancelled', 'transient');
    if (isQueueFull(thrown)) throw new InferenceError('inference-busy', 'transient');
    throw thrown;
  }
}

function isQueueFull(thrown: unknown): boolean {
  return thrown instanceof Error && /queue is at limit/i.test(thrown.message);
}
