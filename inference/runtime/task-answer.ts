/** What crosses the border between a runner and its owner: a class does not survive the copy, so errors go as data. */
import { parentPort, type Transferable } from 'node:worker_threads';
import { InferenceError } from '../errors.ts';

export type TaskAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & Pick<InferenceError, 'code' | 'failure' | 'problems'>)
  /** Thrown by no rule of ours. */
  | { readonly ok: false; readonly code: undefined; readonly message: string };

/** In a thread: answers its owner's tasks, one after another. `moved`: what goes with the answer uncopied. */
export function serveThread<Value>(
  work: (task: unknown) => Value | Promise<Value>,
  moved: (value: Value) => Transferable[],
): void {
  parentPort?.on('message', (task: unknown) => {
    void answer(() => work(task)).then((given) => {
      parentPort?.postMessage(given, given.ok ? moved(given.value) : []);
    });
  });
}

/** In a process of its own, likewise. It lives as long as its owner wants it to, and no longer than its owner. */
export function serveProcess(work: (task: unknown) => Promise<unknown>): void {
  process.on('message', (task: unknown) => {
    void answer(() => work(task)).then((given) =>
      process.send?.(given, undefined, undefined, () => undefined),
    );
  });
  process.on('disconnect', () => process.exit());
  // A terminal or a service manager signals the whole group; the owner still waits for what is in work.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
}

async function answer<T>(work: () => T | Promise<T>): Promise<TaskAnswer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    if (thrown instanceof InferenceError) {
      const { code, failure, problems } = thrown;
      return { ok: false, code, failure, problems };
    }
    return { ok: false, code: undefined, message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
