/** Choices of one case: the same (seed, index) throws the same dice on every machine. */
import { createSeededRandom } from '#sandbox/films/seeded-random.ts';

export interface Dice {
  /** A whole number in [0, below). */
  upTo(below: number): number;
  /** A whole number in [low, high]. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  /** @throws RangeError where there is nothing to choose from. */
  pick<T>(options: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

/** Far enough apart that no case of one seed is a case of the next. */
const CASES_PER_SEED = 1_000_003;

export function throwDice(seed: number, index: number): Dice {
  const random = createSeededRandom(seed * CASES_PER_SEED + index);
  const upTo = (below: number) => Math.floor(random.next() * below);
  return {
    upTo,
    between: (low, high) => low + upTo(high - low + 1),
    chance: (share) => random.next() < share,
    pick: (options) => {
      if (options.length === 0) throw new RangeError('nothing to choose from');
      return options[upTo(options.length)] as (typeof options)[number];
    },
    bytes: (length) => Uint8Array.from({ length }, () => upTo(256)),
  };
}
