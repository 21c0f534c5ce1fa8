/** Films in, model output out: prepared in threads and run in processes, with a bounded line in front of them. */
import { availableParallelism } from 'node:os';
import type { Execution, ModelIdentity, ModelOutput, PixelFrame, Provider } from '../contract.ts';
import type { LoadedModel } from '../models/load-model.ts';
import { type Batching, openBatcher } from './batch-films.ts';
import { inferThrough } from './infer-through.ts';
import { nameDevice } from './name-device.ts';
import { openLanes, threadsOf } from './open-lanes.ts';
import { openPreparation } from './open-preparation.ts';
import type { Provider as LocalProvider } from './read-profile.ts';
import type { RunnerLoss } from './runner.ts';

/** What runs a model, here or on a server. */
export interface InferencePool {
  /**
   * @throws InferenceError model-output-broken (permanent); inference-busy, inference-crashed, inference-timeout,
   * inference-cancelled (transient); whatever preprocessing refuses.
   */
  infer: (frame: PixelFrame, signal?: AbortSignal) => Promise<ModelOutput>;
  /** What opened at the start; what ran for one film stands in its output. */
  readonly execution: OpenedExecution;
  readonly model: ModelIdentity;
  close: () => Promise<void>;
}

export interface OpenedExecution extends Pick<Execution, 'provider' | 'precision' | 'device'> {
  /** How many of the graph's nodes each provider ran at the warm-up; absent where a server does not tell. */
  readonly nodes?: Readonly<Partial<Record<Provider, number>>>;
}

export interface InferencePoolOptions {
  readonly model: LoadedModel;
  /** Tried one at a time, in this order. */
  readonly providers?: readonly LocalProvider[];
  /** Processes with a session each: by default one for each GPU, or one on the CPU. */
  readonly sessions?: number;
  /** The runtime's own threads for one run: by default the cores, shared among the sessions. */
  readonly threads?: number;
  readonly preparationThreads?: number;
  /** By default one film at a time on a CPU, where batches gain nothing, and up to 8 on a GPU. */
  readonly batch?: Partial<Batching>;
  /** How long one film may keep a runner, in preparing and in running; then that is replaced. */
  readonly timeoutMs?: number;
  /** Films that may wait for a place, held by their callers; one more is refused as inference-busy. */
  readonly maxQueue?: number;
  /** For the log and the metrics: a thread or process was lost and another takes its place. */
  readonly onRunnerLost?: (loss: RunnerLoss) => void;
}

/** Measured on 2 cores: a batch takes as long as its films one by one, and memory in proportion. */
const CPU_BATCHING: Batching = { maxSize: 1, maxWaitMs: 0 };
const CARD_BATCHING: Batching = { maxSize: 8, maxWaitMs: 5 };

/** Opens the sessions and warms them up before it answers. @throws InferenceError model-not-openable, model-output-broken. */
export async function createInferencePool(options: InferencePoolOptions): Promise<InferencePool> {
  const { model, providers = ['cuda', 'cpu'], timeoutMs = 30_000, maxQueue = 256 } = options;
  const { id, version, sha256, labels, input } = model.manifest;
  const threads = threadsOf(options);
  const limits = { timeoutMs, onLost: options.onRunnerLost };
  const cpu = { ...CPU_BATCHING, ...options.batch };
  const card = { ...CARD_BATCHING, ...options.batch };
  const maxBatch = { cpu: cpu.maxSize, card: card.maxSize };
  const lanes = await openLanes({
    model,
    providers,
    maxBatch,
    sessions: options.sessions,
    threads,
    ...limits,
  });
  const { provider, precision, nodes, maxBatch: maxSize } = lanes[0].opened;
  const batching = { ...(provider === 'cpu' ? cpu : card), maxSize };
  const preparers = options.preparationThreads ?? availableParallelism();
  const preparation = openPreparation({ input, threads: preparers, ...limits });
  const batcher = openBatcher(lanes, batching);
  const infer = inferThrough(preparation, batcher, {
    // Twice what can run: the next films are prepared while these run.
    places: preparers + 2 * lanes.length * batching.maxSize,
    maxQueue,
  });
  const identity = { id, version, sha256 };
  const nameOf = rememberNames(threads);
  return {
    infer: async (frame, signal) => {
      const { output, execution } = await infer(frame, signal);
      const { deviceId, ...ran } = execution;
      return {
        model: identity,
        labels: labels.map(({ label }) => label),
        ...output,
        execution: { ...ran, device: nameOf(ran.provider, deviceId) },
      };
    },
    execution: { provider, precision, device: nameOf(provider, 0), nodes },
    model: identity,
    close: async () => {
      batcher.close();
      await Promise.all([preparation.close(), ...lanes.map((lane) => lane.close())]);
    },
  };
}

/** A card's name costs a process to ask for. */
function rememberNames(threads: number): (provider: LocalProvider, deviceId: number) => string {
  const names = new Map<string, string>();
  return (provider, deviceId) => {
    const key = `${provider} ${deviceId}`;
    const name = names.get(key) ?? nameDevice(provider, deviceId, threads);
    names.set(key, name);
    return name;
  };
}
