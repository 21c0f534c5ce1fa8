/** What crosses the border between a thread and its owner: a class does not survive the copy, so errors go as data. */
import { parentPort, type Transferable } from 'node:worker_threads';
import { InferenceError } from '../errors.ts';

export type ThreadAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & Pick<InferenceError, 'code' | 'failure' | 'problems'>)
  /** Thrown by no rule of ours. */
  | { readonly ok: false; readonly code: undefined; readonly message: string };

/** In a thread: answers its owner's tasks, one after another. `moved`: what goes with the answer uncopied. */
export function serveTasks<Value>(
  work: (task: unknown) => Value | Promise<Value>,
  moved: (value: Value) => Transferable[],
): void {
  parentPort?.on('message', (task: unknown) => {
    void answer(() => work(task)).then((given) => {
      parentPort?.postMessage(given, given.ok ? moved(given.value) : []);
    });
  });
}

async function answer<T>(work: () => T | Promise<T>): Promise<ThreadAnswer<T>> {
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
