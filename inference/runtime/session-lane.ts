/** One session in one thread. A new thread opens its session before any film is given to it. */
import type { ModelAnswer, ModelTask, ModelThreadSettings } from './run-model.ts';
import { nameLoss, openThread, TaskLost, type Thread, type ThreadOptions } from './thread.ts';

export interface SessionLane {
  /** @throws InferenceError as the thread threw it; TaskLost. */
  run: (films: readonly Float32Array[]) => Promise<ModelAnswer>;
  /** What the first session said of itself. */
  readonly opened: ModelAnswer;
  readonly deviceId: number;
  close: () => Promise<void>;
}

export interface SessionLaneOptions extends Pick<ThreadOptions, 'onLost'> {
  readonly settings: ModelThreadSettings;
  readonly timeoutMs: number;
}

const HEAP_MB = 96;
/** TensorRT builds its engine while it opens. */
const OPEN_TIMEOUT_MS = 600_000;

/** @throws InferenceError model-not-openable, model-output-broken, inference-crashed. */
export async function openSessionLane(options: SessionLaneOptions): Promise<SessionLane> {
  const { settings, timeoutMs, onLost } = options;
  const thread = openThread({
    file: new URL('./run-model.ts', import.meta.url),
    workerData: settings,
    heapMb: HEAP_MB,
    role: 'session',
    onLost,
  });
  try {
    return {
      opened: await openTwice(thread),
      deviceId: settings.deviceId,
      run: async (films) => {
        if (!thread.alive) await openTwice(thread);
        const task: ModelTask = { films };
        return thread.run<ModelAnswer>(task, timeoutMs);
      },
      close: () => thread.close(),
    };
  } catch (thrown) {
    await thread.close();
    throw thrown;
  }
}

async function openTwice(thread: Thread): Promise<ModelAnswer> {
  const task: ModelTask = { films: [] };
  try {
    return await thread.run<ModelAnswer>(task, OPEN_TIMEOUT_MS);
  } catch (thrown) {
    if (!(thrown instanceof TaskLost)) throw thrown;
  }
  return thread.run<ModelAnswer>(task, OPEN_TIMEOUT_MS).catch((thrown: unknown) => {
    throw nameLoss(thrown);
  });
}
