/** A thread or process that does one task at a time, started when there is one and started anew when it is lost. */
import { InferenceError } from '../errors.ts';
import type { TaskAnswer } from './task-answer.ts';

export interface Runner {
  /** Rejects with InferenceError as the task threw it, or with TaskLost. */
  run: <T>(task: unknown, timeoutMs: number) => Promise<T>;
  /** False until the first task, and after a loss until the next. */
  readonly alive: boolean;
  close: () => Promise<void>;
}

/** What runs the tasks: one task and one listener at a time. */
export interface TaskHost {
  /** @throws what cannot be copied. */
  send: (task: unknown) => void;
  /** Keeps the owner's event loop going until the returned function is called. */
  listen: (listener: HostListener) => () => void;
  onceEnded: (ended: () => void) => void;
  /** At once, whatever it is doing. */
  end: () => Promise<void>;
}

export interface HostListener {
  readonly onAnswer: (answer: unknown) => void;
  /** Told before the end, where it ended of something. */
  readonly onError: (error: unknown) => void;
  readonly onEnded: () => void;
}

export interface RunnerOptions {
  readonly start: () => TaskHost;
  /** With nothing to do it ends after this time; absent: it stays. */
  readonly idleMs?: number;
  /** What it does, for those who are told of its loss. */
  readonly role: 'preparation' | 'session';
  readonly onLost?: ((loss: RunnerLoss) => void) | undefined;
}

export interface RunnerLoss {
  readonly role: RunnerOptions['role'];
  readonly reason: 'died' | 'overran';
}

/** The task brought no answer: its runner died or was ended for taking too long, or the task threw what no rule names. */
export class TaskLost extends Error {
  override readonly name = 'TaskLost';
  readonly reason: RunnerLoss['reason'] | 'threw';

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

export function openRunner(options: RunnerOptions): Runner {
  let host: TaskHost | undefined;
  let ending: NodeJS.Timeout | undefined;
  let closed = false;
  const isClosed = () => closed;
  const start = (): TaskHost => {
    const started = options.start();
    started.onceEnded(() => {
      if (host === started) host = undefined;
    });
    return (host = started);
  };
  const stop = async (): Promise<void> => {
    const ended = host;
    host = undefined;
    await ended?.end();
  };
  return {
    run: async <T>(task: unknown, timeoutMs: number): Promise<T> => {
      if (closed) throw new TaskLost('died');
      clearTimeout(ending);
      try {
        return valueOf(await ask<T>(host ?? start(), task, timeoutMs));
      } catch (thrown) {
        const reason = thrown instanceof TaskLost ? thrown.reason : 'threw';
        // Not waited for: the next task has a host of its own.
        if (reason === 'overran') void stop();
        if (reason !== 'threw' && !isClosed()) options.onLost?.({ role: options.role, reason });
        throw thrown;
      } finally {
        if (options.idleMs !== undefined) ending = setTimeout(() => void stop(), options.idleMs).unref();
      }
    },
    get alive() {
      return host !== undefined;
    },
    close: () => {
      closed = true;
      clearTimeout(ending);
      return stop();
    },
  };
}

function ask<T>(host: TaskHost, task: unknown, timeoutMs: number): Promise<TaskAnswer<T>> {
  return new Promise((resolve, reject) => {
    let cause: unknown;
    const settle = (how: () => void) => {
      clearTimeout(timer);
      stopListening();
      how();
    };
    const lose = (reason: TaskLost['reason']) => settle(() => reject(new TaskLost(reason, cause)));
    const timer = setTimeout(() => lose('overran'), timeoutMs);
    const stopListening = host.listen({
      onAnswer: (answer) => settle(() => resolve(answer as TaskAnswer<T>)),
      onError: (error) => (cause = error),
      onEnded: () => lose('died'),
    });
    try {
      host.send(task);
    } catch (thrown) {
      cause = thrown;
      lose('threw');
    }
  });
}

function valueOf<T>(answer: TaskAnswer<T>): T {
  if (answer.ok) return answer.value;
  if (answer.code === undefined) throw new TaskLost('threw', new Error(answer.message));
  throw new InferenceError(answer.code, answer.failure, { problems: answer.problems });
}
