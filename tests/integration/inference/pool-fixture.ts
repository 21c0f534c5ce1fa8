/** Pools of a tiny model, and films whose scores can be told. */
import { rm } from 'node:fs/promises';
import { afterEach, expect } from 'vitest';
import type { PixelFrame } from '#inference/contract.ts';
import { loadModel } from '#inference/models/load-model.ts';
import {
  createInferencePool,
  type InferencePool,
  type InferencePoolOptions,
} from '#inference/runtime/inference-pool.ts';
import { SIDE, tinyPackage, type TinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';

const opened: InferencePool[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

export async function openPool(
  options: Omit<InferencePoolOptions, 'model'> = {},
  tiny: Partial<TinyPackage> = {},
): Promise<InferencePool> {
  const folder = await writePackage({ ...tinyPackage(), ...tiny });
  folders.push(folder);
  const model = await loadModel(folder);
  const pool = await createInferencePool({ model, providers: ['cpu'], threads: 1, ...options });
  opened.push(pool);
  return pool;
}

/** A film of one grey, whose scores can be told from it. */
export function film(grey: number, side = SIDE): PixelFrame {
  return {
    rows: side,
    columns: side,
    pixels: new Uint8Array(side * side).fill(grey),
    bitsStored: 8,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    window: { center: 128, width: 256, function: 'LINEAR' },
  };
}

/** Of the tiny model, whose weights are 2 and -3. */
export function expectScoresOf(grey: number, logits: Float32Array | undefined): void {
  const mean = (grey / 255 - 0.5) / 0.25;
  expect(logits?.[0]).toBeCloseTo(2 * mean, 4);
  expect(logits?.[1]).toBeCloseTo(-3 * mean, 4);
}

export const greys = (count: number) => Array.from({ length: count }, (_, index) => 30 + ((index * 7) % 200));
