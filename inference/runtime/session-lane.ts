/** One session in one process. A new process opens its session before any film is given to it. */
import type { ModelAnswer, ModelSettings, ModelTask } from './run-model.ts';
import { nameLoss, openRunner, type Runner, type RunnerOptions, TaskLost } from './runner.ts';
import { startProcess } from './start-process.ts';

export interface SessionLane {
  /** @throws InferenceError as the session threw it; TaskLost. */
  run: (films: readonly Float32Array[]) => Promise<ModelAnswer>;
  /** What the first session said of itself. */
  readonly opened: ModelAnswer;
  readonly deviceId: number;
  close: () => Promise<void>;
}

export interface SessionLaneOptions extends Pick<RunnerOptions, 'onLost'> {
  readonly settings: ModelSettings;
  readonly timeoutMs: number;
}

const HEAP_MB = 96;
/** TensorRT builds its engine while it opens. */
const OPEN_TIMEOUT_MS = 600_000;

/** @throws InferenceError model-not-openable, model-output-broken, inference-crashed. */
export async function openSessionLane(options: SessionLaneOptions): Promise<SessionLane> {
  const { settings, timeoutMs, onLost } = options;
  const file = new URL('./run-model.ts', import.meta.url);
  const runner = openRunner({
    start: () => startProcess({ file, heapMb: HEAP_MB }),
    role: 'session',
    onLost,
  });
  try {
    return {
      opened: await openTwice(runner, settings),
      deviceId: settings.deviceId,
      run: async (films) => {
        if (!runner.alive) await openTwice(runner, settings);
        const task: ModelTask = { films };
        return runner.run<ModelAnswer>(task, timeoutMs);
      },
      close: () => runner.close(),
    };
  } catch (thrown) {
    await runner.close();
    throw thrown;
  }
}

async function openTwice(runner: Runner, settings: ModelSettings): Promise<ModelAnswer> {
  const task: ModelTask = { open: settings };
  try {
    return await runner.run<ModelAnswer>(task, OPEN_TIMEOUT_MS);
  } catch (thrown) {
    if (!(thrown instanceof TaskLost)) throw thrown;
  }
  return runner.run<ModelAnswer>(task, OPEN_TIMEOUT_MS).catch((thrown: unknown) => {
    throw nameLoss(thrown);
  });
}
