/** Runs in a worker thread: a film's millions of pixels are shrunk beside the event loop, not on it. */
import { workerData } from 'node:worker_threads';
import type { PixelFrame } from '../contract.ts';
import type { ModelInput } from '../models/manifest.ts';
import { prepareFilm } from '../preprocessing/prepare-film.ts';
import { serveThread } from './task-answer.ts';

export interface PreparedFilm {
  /** One film of the model's input, without its batch axis. */
  readonly tensor: Float32Array<ArrayBuffer>;
  readonly preprocessMs: number;
}

serveThread(
  (frame): PreparedFilm => {
    const started = performance.now();
    // A view of something larger would take all of it along.
    const tensor = Float32Array.from(prepareFilm(frame as PixelFrame, workerData as ModelInput));
    return { tensor, preprocessMs: performance.now() - started };
  },
  ({ tensor }) => [tensor.buffer],
);
