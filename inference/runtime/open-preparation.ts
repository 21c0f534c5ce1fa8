/** Threads that turn films into tensors; those with nothing to do end, and take a film's memory with them. */
import type { PixelFrame } from '../contract.ts';
import type { ModelInput } from '../models/manifest.ts';
import { lend } from './lend.ts';
import type { PreparedFilm } from './prepare-films.ts';
import { nameLoss, openRunner, type Runner, type RunnerOptions, TaskLost } from './runner.ts';
import { startThread } from './start-thread.ts';

export interface Preparation {
  /** @throws InferenceError inference-crashed, inference-timeout; what preprocessing refuses. */
  prepare: (frame: PixelFrame) => Promise<PreparedFilm>;
  close: () => Promise<void>;
}

export interface PreparationOptions extends Pick<RunnerOptions, 'onLost'> {
  readonly input: ModelInput;
  readonly threads: number;
  readonly timeoutMs: number;
}

const HEAP_MB = 96;
const IDLE_MS = 30_000;

export function openPreparation({ input, threads, timeoutMs, onLost }: PreparationOptions): Preparation {
  const file = new URL('./prepare-films.ts', import.meta.url);
  const start = () => startThread({ file, workerData: input, heapMb: HEAP_MB });
  const all = Array.from({ length: threads }, () =>
    openRunner({ start, idleMs: IDLE_MS, role: 'preparation', onLost }),
  );
  const idle = lend(all);
  return {
    prepare: async (frame) => {
      const thread = await idle.take();
      try {
        return await prepareTwice(thread, frame, timeoutMs);
      } finally {
        idle.give(thread);
      }
    },
    close: async () => {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

/** What is lost is done once more, but not what took too long: it would again. */
async function prepareTwice(thread: Runner, frame: PixelFrame, timeoutMs: number): Promise<PreparedFilm> {
  try {
    return await thread.run<PreparedFilm>(frame, timeoutMs);
  } catch (thrown) {
    if (!(thrown instanceof TaskLost) || thrown.reason === 'overran') throw nameLoss(thrown);
  }
  return thread.run<PreparedFilm>(frame, timeoutMs).catch((thrown: unknown) => {
    throw nameLoss(thrown);
  });
}
