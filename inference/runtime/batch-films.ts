/** Dynamic micro-batching: prepared films wait for a session, and those that wait together run together. */
import { InferenceError } from '../errors.ts';
import type { CheckedOutput } from './check-output.ts';
import type { ModelAnswer } from './run-model.ts';
import type { SessionLane } from './session-lane.ts';
import { nameLoss, TaskLost } from './runner.ts';

export interface Batching {
  /** Most films in one run. */
  readonly maxSize: number;
  /** How long a film waits for others that are being prepared; with none, it does not wait. */
  readonly maxWaitMs: number;
}

export interface BatchedOutput extends Pick<ModelAnswer, 'provider' | 'precision' | 'inferenceMs'> {
  readonly output: CheckedOutput;
  readonly batchSize: number;
  readonly deviceId: number;
  /** When its run began, by performance.now(). */
  readonly startedAt: number;
}

export interface Batcher {
  /** Tells that a film is being prepared, until the function that it gives is called. */
  expect: () => () => void;
  /** @throws InferenceError model-output-broken, inference-crashed, inference-timeout. */
  run: (tensor: Float32Array, signal?: AbortSignal) => Promise<BatchedOutput>;
  close: () => void;
}

interface WaitingFilm {
  readonly tensor: Float32Array;
  readonly signal: AbortSignal | undefined;
  readonly since: number;
  /** Once its run has failed it runs alone, so that nobody pays for it and it pays for nobody. */
  alone: boolean;
  /** Runs that it lost while it was alone: its own doing, as far as anybody can tell. */
  losses: number;
  readonly resolve: (output: BatchedOutput) => void;
  readonly reject: (reason: unknown) => void;
}

/** Runs start with what waits; where `coming` says that more is being prepared, after maxWaitMs at the latest. */
export function openBatcher(lanes: readonly SessionLane[], { maxSize, maxWaitMs }: Batching): Batcher {
  const idle = new Set(lanes);
  let line: WaitingFilm[] = [];
  let coming = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const pump = (): void => {
    clearTimeout(timer);
    if (closed) line.forEach(cancel);
    line = closed ? [] : withoutCancelled(line);
    for (const lane of idle) {
      const [first] = line;
      if (first === undefined) return;
      const batch = first.alone ? [first] : line.filter(({ alone }) => !alone).slice(0, maxSize);
      const waitMs = first.since + maxWaitMs - performance.now();
      if (!first.alone && batch.length < maxSize && waitMs > 0 && coming > 0) {
        timer = setTimeout(pump, waitMs);
        return;
      }
      line = line.filter((film) => !batch.includes(film));
      idle.delete(lane);
      void runBatch(lane, batch).then((lost) => {
        idle.add(lane);
        // Before all others: they have waited longest.
        line = [...lost, ...line];
        pump();
      });
    }
  };
  return {
    expect: () => {
      coming += 1;
      return () => {
        coming -= 1;
        pump();
      };
    },
    run: (tensor, signal) =>
      new Promise((resolve, reject) => {
        line.push({ tensor, signal, since: performance.now(), alone: false, losses: 0, resolve, reject });
        pump();
      }),
    close: () => {
      closed = true;
      pump();
    },
  };
}

function withoutCancelled(line: readonly WaitingFilm[]): WaitingFilm[] {
  return line.filter((film) => {
    if (film.signal?.aborted !== true) return true;
    cancel(film);
    return false;
  });
}

function cancel({ reject }: WaitingFilm): void {
  reject(new InferenceError('inference-cancelled', 'transient'));
}

/** Gives each film its answer; resolves to those that have none yet and run once more. */
async function runBatch(lane: SessionLane, batch: readonly WaitingFilm[]): Promise<WaitingFilm[]> {
  const startedAt = performance.now();
  try {
    const answer = await lane.run(batch.map(({ tensor }) => tensor));
    batch.forEach((film, index) => {
      giveOutput(film, answer, index, { batchSize: batch.length, deviceId: lane.deviceId, startedAt });
    });
    return [];
  } catch (thrown) {
    return batch.filter((film) => mayRunAgain(film, batch.length, thrown));
  }
}

function giveOutput(
  film: WaitingFilm,
  { films, provider, precision, inferenceMs }: ModelAnswer,
  index: number,
  run: Pick<BatchedOutput, 'batchSize' | 'deviceId' | 'startedAt'>,
): void {
  const output = films[index] ?? { problems: ['no output'] };
  if ('problems' in output)
    film.reject(new InferenceError('model-output-broken', 'permanent', { problems: output.problems }));
  else film.resolve({ output, provider, precision, inferenceMs, ...run });
}

/** Rejects the film where it may not. A process that died is worth one more try, one that took too long is not. */
function mayRunAgain(film: WaitingFilm, batchSize: number, thrown: unknown): boolean {
  const wasAlone = batchSize === 1;
  film.alone = true;
  if (wasAlone) film.losses += 1;
  const again = !wasAlone || (film.losses < 2 && thrown instanceof TaskLost && thrown.reason !== 'overran');
  if (!again) film.reject(nameLoss(thrown));
  return again;
}
