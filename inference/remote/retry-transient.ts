/** One deadline over a few tries. */
import { setTimeout as delay } from 'node:timers/promises';
import { InferenceError } from '../errors.ts';
import { cancelled, timedOut } from './name-failure.ts';

/** Before the second try and the third; where those fail too, the job's own retries come minutes apart. */
const PAUSES_MS = [100, 400];

/** What passes by itself within a second. */
const PASSING = new Set(['inference-server-unreachable', 'inference-server-failed']);

export interface Tries {
  /** For all tries together. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told of each failure that is tried again. */
  readonly onRetry?: ((problem: InferenceError) => void) | undefined;
}

/** @throws InferenceError inference-timeout, inference-cancelled, or what the last try threw. */
export async function retryTransient<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { timeoutMs, signal, onRetry }: Tries,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([deadline, signal]) : deadline;
  try {
    for (const pauseMs of PAUSES_MS) {
      try {
        return await work(either);
      } catch (thrown) {
        if (either.aborted || !isPassing(thrown)) throw thrown;
        onRetry?.(thrown);
        // Spread out, so that workers don't come back all at once.
        await delay(pauseMs * (0.5 + Math.random()), undefined, { signal: either });
      }
    }
    return await work(either);
  } catch (thrown) {
    if (signal?.aborted) throw cancelled();
    throw deadline.aborted ? timedOut() : thrown;
  }
}

function isPassing(thrown: unknown): thrown is InferenceError {
  return thrown instanceof InferenceError && PASSING.has(thrown.code);
}
