/** (bases, seed, index) -> one mutated file: always the same one. */
import type { Base } from './bases/base.ts';
import { type Dice, throwDice } from './dice.ts';
import { FLIPS } from './mutations/flip-bits.ts';
import { FORGED_CODESTREAMS } from './mutations/forge-codestreams.ts';
import { FORGED_LENGTHS } from './mutations/forge-lengths.ts';
import { FORGED_VALUES } from './mutations/forge-values.ts';
import { UNFOLDINGS } from './mutations/nest-and-inflate.ts';
import { cut, RESHAPINGS } from './mutations/reshape-file.ts';
import { transplant } from './mutations/transplant.ts';

export interface FuzzCase {
  readonly base: string;
  readonly mutations: readonly string[];
  readonly bytes: Uint8Array;
}

const DAMAGES = [
  ...FLIPS,
  ...FORGED_LENGTHS,
  ...FORGED_LENGTHS,
  ...FORGED_CODESTREAMS,
  ...FORGED_CODESTREAMS,
];
/** Values most of all, since a film goes wrong there with its file intact; bombs are rare, and dear. */
const RESHAPED = [...FORGED_VALUES, ...FORGED_VALUES, ...FORGED_VALUES, ...RESHAPINGS, ...UNFOLDINGS];
/** A large file costs a hundred times as much, and has no other parts than a small one. */
const LARGE_BYTES = 500_000;

export function makeCase(bases: readonly Base[], seed: number, index: number): FuzzCase {
  const dice = throwDice(seed, index);
  const base = pickBase(bases, dice);
  let bytes: Uint8Array = Uint8Array.from(base.bytes);
  const mutations: string[] = [];
  const reshapes = dice.chance(0.5);
  for (let left = dice.pick(reshapes ? [0, 0, 1, 2] : [1, 1, 1, 2, 3]); left > 0; left--) {
    const damage = dice.pick(DAMAGES);
    if (damage.apply(bytes, base, dice)) mutations.push(damage.name);
  }
  // Lengths and offsets hold for the base: at most one mutation may move bytes, and it comes last.
  if (reshapes || mutations.length === 0) {
    const reshaping = dice.chance(0.04) ? transplant(bases) : dice.pick(RESHAPED);
    const reshaped = reshaping.apply(bytes, base, dice);
    if (reshaped !== undefined) mutations.push(reshaping.name);
    bytes = reshaped ?? bytes;
  }
  // Nothing found its aim: a cut always does.
  if (mutations.length === 0) {
    mutations.push(cut.name);
    bytes = cut.apply(bytes, base, dice) ?? bytes;
  }
  return { base: base.name, mutations, bytes };
}

function pickBase(bases: readonly Base[], dice: Dice): Base {
  const base = dice.pick(bases);
  return base.bytes.length > LARGE_BYTES && dice.chance(0.7) ? dice.pick(bases) : base;
}
