/** Runs in a worker thread: session.run blocks the thread that calls it. One session, opened once. */
import { Tensor } from 'onnxruntime-node';
import { workerData } from 'node:worker_threads';
import type { Execution, PixelFrame } from '../contract.ts';
import { InferenceError } from '../errors.ts';
import type { ModelManifest } from '../models/manifest.ts';
import { prepareFilm } from '../preprocessing/prepare-film.ts';
import { type CheckedOutput, checkOutput } from './check-output.ts';
import { type OpenSession, type Provider, openSession } from './open-session.ts';

/** What a thread is started with. */
export interface ThreadSettings {
  readonly manifest: ModelManifest;
  readonly onnxPath: string;
  readonly providers: readonly Provider[];
  readonly threads: number;
}

export type ThreadAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: string;
      readonly failure: InferenceError['failure'];
      readonly problems: readonly string[];
    };

export interface ThreadOutput extends CheckedOutput {
  readonly execution: Execution;
}

let opened: Promise<OpenSession> | undefined;

/** Opens the session and runs an empty film through it, so that the first real one finds everything ready. */
export function warmUp(): Promise<ThreadAnswer<Provider>> {
  return answer(async () => {
    const { input } = settings().manifest;
    await run(new Float32Array(input.width * input.height));
    return (await session()).provider;
  });
}

export function inferFilm(frame: PixelFrame): Promise<ThreadAnswer<ThreadOutput>> {
  return answer(async () => {
    const started = performance.now();
    const tensor = prepareFilm(frame, settings().manifest.input);
    const prepared = performance.now();
    const output = await run(tensor);
    const preprocessMs = prepared - started;
    const inferenceMs = performance.now() - prepared;
    const { provider } = await session();
    return {
      ...output,
      execution: {
        provider,
        precision: 'fp32',
        device: 'unknown',
        batchSize: 1,
        preprocessMs,
        waitMs: 0,
        inferenceMs,
      },
    };
  });
}

async function run(values: Float32Array): Promise<CheckedOutput> {
  const { manifest } = settings();
  const { input, outputs } = manifest;
  const film = new Tensor('float32', values, [1, 1, input.height, input.width]);
  const names = [outputs.scores.tensor, ...(outputs.maps ? [outputs.maps.tensor] : [])];
  return checkOutput(await (await session()).session.run({ [input.name]: film }, names), manifest);
}

function session(): Promise<OpenSession> {
  const { onnxPath, providers, threads } = settings();
  return (opened ??= openSession(onnxPath, providers, threads));
}

function settings(): ThreadSettings {
  return workerData as ThreadSettings;
}

/** Errors cross the thread's border as data: a class does not survive the copy. */
async function answer<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    if (!(thrown instanceof InferenceError)) throw thrown;
    const { code, failure, problems } = thrown;
    return { ok: false, code, failure, problems };
  }
}
