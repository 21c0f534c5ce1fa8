/** What the tests of remote inference share: the shipped model, its golden films, and a pool that is closed again. */
import { setTimeout as delay } from 'node:timers/promises';
import { InferenceError } from '#inference/errors.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { readGolden } from '#inference/models/read-golden.ts';
import {
  createRemotePool,
  type RemotePoolOptions,
  type RemoteSettings,
} from '#inference/remote/remote-pool.ts';
import type { InferencePool } from '#inference/runtime/inference-pool.ts';

export const model = await loadModel('inference/models/sightline-cxr');
const { films } = await readGolden(model.goldenPath);
export const frames = films.map(({ frame }) => frame);
export const film = frames[0] ?? never();

/** Opens pools with these settings unless told otherwise. */
export function openPools(settings: Pick<RemoteSettings, 'protocol' | 'url'>): {
  open: (changes?: Partial<RemoteSettings>, options?: Partial<RemotePoolOptions>) => Promise<InferencePool>;
  closeAll: () => Promise<void>;
} {
  const opened: InferencePool[] = [];
  return {
    open: async (changes = {}, options = {}) => {
      const all = { timeoutMs: 3000, maxConcurrent: 1, ...settings, ...changes };
      const pool = await createRemotePool({ model, settings: all, ...options });
      opened.push(pool);
      return pool;
    },
    closeAll: async () => {
      await Promise.all(opened.splice(0).map((pool) => pool.close()));
    },
  };
}

export function never(): never {
  throw new Error('the package has no golden film');
}

/** The largest difference; NaN where there is nothing to compare. */
export function worst(
  actual: Float32Array | undefined,
  expected: Float32Array | readonly number[] | undefined,
): number {
  if (!actual?.length || actual.length !== expected?.length) return Number.NaN;
  return actual.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? Number.NaN))),
    0,
  );
}

export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it never held');
    await delay(5);
  }
}

export function failureOf(promise: Promise<unknown>): Promise<InferenceError> {
  return promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (thrown: unknown) => {
      if (!(thrown instanceof InferenceError)) throw thrown;
      return thrown;
    },
  );
}
