/** One worker thread that does one task at a time, started when there is one and started anew when it is lost. */
import { Worker } from 'node:worker_threads';
import { InferenceError } from '../errors.ts';
import type { ThreadAnswer } from './thread-answer.ts';

export interface Thread {
  /** Rejects with InferenceError as the thread threw it, or with TaskLost. */
  run: <T>(task: unknown, timeoutMs: number) => Promise<T>;
  /** False until the first task, and after a loss until the next. */
  readonly alive: boolean;
  close: () => Promise<void>;
}

export interface ThreadOptions {
  readonly file: URL;
  readonly workerData: unknown;
  readonly heapMb: number;
  /** A thread with nothing to do ends after this time; absent: it stays. */
  readonly idleMs?: number;
  /** What it does, for those who are told of its loss. */
  readonly role: 'preparation' | 'session';
  readonly onLost?: ((loss: ThreadLoss) => void) | undefined;
}

export interface ThreadLoss {
  readonly role: ThreadOptions['role'];
  readonly reason: 'died' | 'overran';
}

/** The task brought no answer: its thread died or was ended for taking too long, or the task threw what no rule names. */
export class TaskLost extends Error {
  override readonly name = 'TaskLost';
  readonly reason: ThreadLoss['reason'] | 'threw';

  constructor(reason: TaskLost['reason'], cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** A loss for good, under the name that callers know. */
export function nameLoss(thrown: unknown): unknown {
  if (!(thrown instanceof TaskLost)) return thrown;
  const code = thrown.reason === 'overran' ? 'inference-timeout' : 'inference-crashed';
  return new InferenceError(code, 'transient', { cause: thrown.cause ?? thrown });
}

export function openThread(options: ThreadOptions): Thread {
  let worker: Worker | undefined;
  let ending: NodeJS.Timeout | undefined;
  let closed = false;
  const isClosed = () => closed;
  const start = (): Worker => {
    const started = startWorker(options);
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return (worker = started);
  };
  const stop = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  return {
    run: async <T>(task: unknown, timeoutMs: number): Promise<T> => {
      if (closed) throw new TaskLost('died');
      clearTimeout(ending);
      try {
        return valueOf(await ask<T>(worker ?? start(), task, timeoutMs));
      } catch (thrown) {
        const reason = thrown instanceof TaskLost ? thrown.reason : 'threw';
        // Not waited for: code that hangs in the runtime itself ends when it pleases.
        if (reason === 'overran') void stop();
        if (reason !== 'threw' && !isClosed()) options.onLost?.({ role: options.role, reason });
        throw thrown;
      } finally {
        if (options.idleMs !== undefined) ending = setTimeout(() => void stop(), options.idleMs).unref();
      }
    },
    get alive() {
      return worker !== undefined;
    },
    close: () => {
      closed = true;
      clearTimeout(ending);
      return stop();
    },
  };
}

function startWorker({ file, workerData, heapMb }: ThreadOptions): Worker {
  const worker = new Worker(file, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 8 },
  });
  // Its end tells the same, after it.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

function ask<T>(worker: Worker, task: unknown, timeoutMs: number): Promise<ThreadAnswer<T>> {
  return new Promise((resolve, reject) => {
    let cause: unknown;
    const settle = (how: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', onExit).off('error', onError).unref();
      how();
    };
    const lose = (reason: TaskLost['reason']) => settle(() => reject(new TaskLost(reason, cause)));
    const onMessage = (answer: ThreadAnswer<T>) => settle(() => resolve(answer));
    const onExit = () => lose('died');
    const onError = (error: unknown) => (cause = error);
    const timer = setTimeout(() => lose('overran'), timeoutMs);
    worker.on('message', onMessage).on('exit', onExit).on('error', onError).ref();
    try {
      worker.postMessage(task);
    } catch (thrown) {
      cause = thrown;
      lose('threw');
    }
  });
}

function valueOf<T>(answer: ThreadAnswer<T>): T {
  if (answer.ok) return answer.value;
  if (answer.code === undefined) throw new TaskLost('threw', new Error(answer.message));
  throw new InferenceError(answer.code, answer.failure, { problems: answer.problems });
}
