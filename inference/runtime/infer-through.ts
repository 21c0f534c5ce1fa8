/** One film's way: a place in the line, preparation, a run. Cancelled, it is answered at once and its work is let go. */
import type { Execution, PixelFrame } from '../contract.ts';
import { InferenceError } from '../errors.ts';
import type { BatchedOutput, Batcher } from './batch-films.ts';
import type { CheckedOutput } from './check-output.ts';
import { lend } from './lend.ts';
import type { Preparation } from './open-preparation.ts';

export interface InferredFilm {
  readonly output: CheckedOutput;
  readonly execution: Omit<Execution, 'device'> & Pick<BatchedOutput, 'provider' | 'deviceId'>;
}

export interface LineLimits {
  /** Films that are worked on at the same time; the others wait, and only their callers hold them. */
  readonly places: number;
  readonly maxQueue: number;
}

type Infer = (frame: PixelFrame, signal?: AbortSignal) => Promise<InferredFilm>;

/** @throws InferenceError inference-busy, inference-cancelled (transient); as Preparation and Batcher. */
export function inferThrough(preparation: Preparation, batcher: Batcher, limits: LineLimits): Infer {
  const places = lend(Array(limits.places).keys());
  return async (frame, signal) => {
    if (signal?.aborted === true) throw cancelled();
    if (places.waiting >= limits.maxQueue) throw new InferenceError('inference-busy', 'transient');
    const askedAt = performance.now();
    const place = await places.take(signal).catch(() => {
      throw cancelled();
    });
    // The place stays taken until the work has really ended, whether or not somebody still waits for it.
    const work = workOn(preparation, batcher, frame, signal).finally(() => {
      places.give(place);
    });
    return toInferred(await orCancelled(work, signal), askedAt);
  };
}

interface Worked {
  readonly run: BatchedOutput;
  readonly preprocessMs: number;
}

async function workOn(
  preparation: Preparation,
  batcher: Batcher,
  frame: PixelFrame,
  signal: AbortSignal | undefined,
): Promise<Worked> {
  const arrived = batcher.expect();
  const prepared = await preparation.prepare(frame).finally(arrived);
  if (signal?.aborted === true) throw cancelled();
  return { run: await batcher.run(prepared.tensor, signal), preprocessMs: prepared.preprocessMs };
}

function toInferred({ run, preprocessMs }: Worked, askedAt: number): InferredFilm {
  const { output, startedAt, ...execution } = run;
  const waitMs = Math.max(0, startedAt - askedAt - preprocessMs);
  return { output, execution: { ...execution, preprocessMs, waitMs } };
}

function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function cancelled(): InferenceError {
  return new InferenceError('inference-cancelled', 'transient');
}
