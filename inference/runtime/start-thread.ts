import { Worker } from 'node:worker_threads';
import type { TaskHost } from './runner.ts';

export interface ThreadSettings {
  readonly file: URL;
  readonly workerData: unknown;
  readonly heapMb: number;
}

/** For JavaScript: a thread shares the process, so native code in it could take the whole process along. */
export function startThread({ file, workerData, heapMb }: ThreadSettings): TaskHost {
  const worker = new Worker(file, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 8 },
  });
  // Its end tells the same, after it.
  worker.on('error', () => undefined);
  worker.unref();
  return {
    send: (task) => worker.postMessage(task),
    listen: ({ onAnswer, onError, onEnded }) => {
      worker.on('message', onAnswer).on('exit', onEnded).on('error', onError).ref();
      return () => {
        worker.off('message', onAnswer).off('exit', onEnded).off('error', onError).unref();
      };
    },
    onceEnded: (ended) => {
      worker.once('exit', ended);
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
