import type { Base } from '../bases/base.ts';
import { pixelsStart, type Reshaping } from './mutation.ts';

/** One file's header over another's pixels. */
export function transplant(bases: readonly Base[]): Reshaping {
  return {
    name: 'transplant',
    apply: (bytes, base, dice) => {
      const donor = dice.pick(bases);
      const [head, pixels] = [bytes.subarray(0, pixelsStart(base)), donor.bytes.subarray(pixelsStart(donor))];
      return new Uint8Array(Buffer.concat([head, pixels]));
    },
  };
}
