import { fork } from 'node:child_process';
import type { TaskHost } from './runner.ts';

export interface ProcessSettings {
  readonly file: URL;
  readonly heapMb: number;
}

/**
 * For native code: whatever ends it, the owner goes on. In a thread, onnxruntime-node aborts the whole process when the
 * thread is terminated during a run, and a fault in a provider or an operator would do the same.
 */
export function startProcess({ file, heapMb }: ProcessSettings): TaskHost {
  const child = fork(file, {
    execArgv: [`--max-old-space-size=${heapMb}`],
    // Tensors as they are, not as JSON.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const unref = () => {
    child.unref();
    child.channel?.unref();
  };
  // Its end tells the same, after it.
  child.on('error', () => undefined);
  unref();
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  );
  return {
    send: (task) => {
      // A channel that is closed belongs to a process that has ended, which is told by its end.
      child.send(task as object, () => undefined);
    },
    listen: ({ onAnswer, onError, onEnded }) => {
      let listening = true;
      child.on('message', onAnswer).on('error', onError).ref();
      child.channel?.ref();
      void ended.then(() => {
        if (listening) onEnded();
      });
      return () => {
        listening = false;
        child.off('message', onAnswer).off('error', onError);
        unref();
      };
    },
    onceEnded: (listener) => void ended.then(listener),
    end: () => {
      child.ref();
      child.kill('SIGKILL');
      return ended;
    },
  };
}
