import type { Base } from '../bases/base.ts';
import type { Dice } from '../dice.ts';
import type { Span } from '../locate-spans.ts';

/** Changes bytes in place, so that every span stays where it was; false where the file holds nothing to aim at. */
export interface Damage {
  readonly name: string;
  apply(bytes: Uint8Array, base: Base, dice: Dice): boolean;
}

/** Gives another file; undefined where the file holds nothing to aim at. */
export interface Reshaping {
  readonly name: string;
  apply(bytes: Uint8Array, base: Base, dice: Dice): Uint8Array | undefined;
}

export function pickSpan(base: Base, dice: Dice, wanted: (span: Span) => boolean): Span | undefined {
  const spans = base.spans.filter(wanted);
  return spans.length === 0 ? undefined : dice.pick(spans);
}

/** Where pixel data starts; the end of the file where there is none. */
export function pixelsStart(base: Base): number {
  return base.spans.find(({ tag }) => tag === 'x7fe00010')?.start ?? base.bytes.length;
}
