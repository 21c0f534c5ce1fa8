/** The same as the local pool to whoever asks it, but the model runs on a server of the Open Inference Protocol v2. */
import type { ModelOutput, PixelFrame } from '../contract.ts';
import { InferenceError } from '../errors.ts';
import type { LoadedModel } from '../models/load-model.ts';
import type { ModelManifest } from '../models/manifest.ts';
import { readGolden } from '../models/read-golden.ts';
import type { InferencePool, OpenedExecution } from '../runtime/inference-pool.ts';
import { lend, type Lender } from '../runtime/lend.ts';
import { openPreparation, type Preparation } from '../runtime/open-preparation.ts';
import { connectGrpc } from './connect-grpc.ts';
import { connectHttp } from './connect-http.ts';
import { cancelled } from './name-failure.ts';
import { type Lane, openLane } from './open-lane.ts';
import type { ConnectionSettings } from './protocol.ts';
import type { Proof } from './prove-model.ts';
import { retryTransient } from './retry-transient.ts';

export interface RemoteSettings {
  readonly protocol: 'http' | 'grpc';
  /** `https:` is TLS for gRPC too. */
  readonly url: string;
  /** The model's name at the server, where it is not the package's id. */
  readonly name?: string | undefined;
  /** Of the model at the server; without it the server chooses, and what it chose is in the result's Device. */
  readonly version?: string | undefined;
  readonly token?: (() => Promise<string>) | undefined;
  /** PEM. */
  readonly ca?: string | undefined;
  /** For one film from its turn on, tries and proofs included. */
  readonly timeoutMs: number;
  /** Films at the server at once; each has a connection. */
  readonly maxConcurrent: number;
  /** How far the golden picture's logits may be off, where the server computes less exactly than the package asks. */
  readonly goldenTolerance?: number | undefined;
}

export interface RemotePoolOptions {
  readonly model: LoadedModel;
  readonly settings: RemoteSettings;
  /** Films that may wait; one more is refused as inference-busy instead of growing memory. */
  readonly maxQueue?: number;
  readonly proofLastsMs?: number;
  /** Told of what is tried again, and of a server that is down at the start. */
  readonly onProblem?: (problem: InferenceError) => void;
}

/**
 * Proves the model before it answers; a server that is down or loading is left to the first film instead.
 * @throws InferenceError model-not-served, served-model-differs, inference-server-denied, inference-request-refused,
 *   inference-answer-broken, model-output-broken: all permanent.
 */
export async function createRemotePool(options: RemotePoolOptions): Promise<InferencePool> {
  const { model, settings, maxQueue = 256, onProblem } = options;
  const { manifest } = model;
  const { timeoutMs, maxConcurrent } = settings;
  const preparation = openPreparation({
    input: manifest.input,
    threads: maxConcurrent,
    timeoutMs,
    onLost: undefined,
  });
  const lanes = await openLanes(options, preparation);
  const idle = lend(lanes);
  const close = async () => {
    await Promise.all([preparation.close(), ...lanes.map((lane) => lane.close())]);
  };
  const identity = { id: manifest.id, version: manifest.version, sha256: manifest.sha256 };

  async function infer(frame: PixelFrame, signal?: AbortSignal): Promise<ModelOutput> {
    const asked = performance.now();
    if (signal?.aborted) throw cancelled();
    if (idle.waiting >= maxQueue) throw new InferenceError('inference-busy', 'transient');
    const lane = await idle.take(signal).catch(throwCancelled);
    try {
      const { tensor, preprocessMs } = await preparation.prepare(frame);
      const tries = { timeoutMs, signal, onRetry: onProblem };
      const answered = await retryTransient((either) => lane.ask(tensor, either), tries);
      const { proof, output, inferenceMs } = answered;
      const waitMs = performance.now() - asked - preprocessMs - inferenceMs;
      return {
        model: identity,
        labels: manifest.labels.map(({ label }) => label),
        ...output.checked,
        execution: { ...describe(proof, settings), batchSize: 1, preprocessMs, waitMs, inferenceMs },
      };
    } finally {
      idle.give(lane);
    }
  }

  const proof = await proveAtStart(idle, settings, onProblem).catch(async (thrown: unknown) => {
    await close();
    throw thrown;
  });
  return { infer, execution: describe(proof, settings), model: identity, close };
}

/** Undefined where the server is down or loading. */
async function proveAtStart(
  idle: Lender<Lane>,
  { timeoutMs }: RemoteSettings,
  onProblem: RemotePoolOptions['onProblem'],
): Promise<Proof | undefined> {
  const lane = await idle.take();
  try {
    return await retryTransient(lane.prove, { timeoutMs });
  } catch (thrown) {
    if (!(thrown instanceof InferenceError) || thrown.failure !== 'transient') throw thrown;
    onProblem?.(thrown);
    return undefined;
  } finally {
    idle.give(lane);
  }
}

function throwCancelled(): never {
  throw cancelled();
}

/** The golden picture is prepared as every film is, so that the proof covers that too. */
async function openLanes(
  { model, settings, proofLastsMs }: RemotePoolOptions,
  { prepare }: Preparation,
): Promise<Lane[]> {
  const { manifest, goldenPath } = model;
  const connection: ConnectionSettings = {
    url: new URL(settings.url),
    model: settings.name ?? manifest.id,
    maxAnswerBytes: longestAnswer(manifest),
    ...(settings.version === undefined ? {} : { version: settings.version }),
    ...(settings.token === undefined ? {} : { token: settings.token }),
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
  };
  const served = { manifest, name: connection.model, version: settings.version };
  const { films, tolerance } = await readGolden(goldenPath);
  const [first] = films;
  if (first === undefined) throw new InferenceError('model-broken', 'permanent');
  const { tensor } = await prepare(first.frame);
  const golden = {
    tensor,
    logits: first.logits,
    maps: first.maps?.first ?? [],
    gate: first.gate ?? [],
    tolerance: settings.goldenTolerance ?? tolerance.logits,
  };
  const connect = () => (settings.protocol === 'grpc' ? connectGrpc : connectHttp)(connection);
  return Array.from({ length: settings.maxConcurrent }, () =>
    openLane(connect, served, golden, proofLastsMs),
  );
}

/** Maps as fine as the input for all scores; four times the labels, since not every score need have one. */
function longestAnswer({ input, labels, outputs }: ModelManifest): number {
  const values = outputs.maps ? input.width * input.height : 1;
  return 1024 * 1024 + 4 * 4 * labels.length * values;
}

/** No hash of the weights is said here, because the server gives none. */
function describe(proof: Proof | undefined, { url }: RemoteSettings): OpenedExecution {
  const { host } = new URL(url);
  const { server = 'no answer yet', modelVersion = '', precision = 'fp32' } = proof ?? {};
  const version = modelVersion === '' ? '' : `, model version ${modelVersion}`;
  const known = proof ? ', weights known by their golden output' : '';
  return { provider: 'remote', precision, device: `${server} at ${host}${version}${known}` };
}
