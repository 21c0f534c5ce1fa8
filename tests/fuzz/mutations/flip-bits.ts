/** Bits as a broken disk or line would leave them: in the header, the pixels, and the markers of a codestream. */
import type { Dice } from '../dice.ts';
import { type Damage, pickSpan, pixelsStart } from './mutation.ts';

function flip(bytes: Uint8Array, from: number, to: number, dice: Dice): boolean {
  if (to <= from) return false;
  const count = dice.pick([1, 1, 2, 4, 16, 64]);
  for (let i = 0; i < count; i++) {
    const at = dice.between(from, to - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.upTo(8));
  }
  return true;
}

const flipHeader: Damage = {
  name: 'flip-header',
  apply: (bytes, base, dice) => flip(bytes, 132, pixelsStart(base), dice),
};

const flipPixels: Damage = {
  name: 'flip-pixels',
  apply: (bytes, base, dice) => flip(bytes, pixelsStart(base), bytes.length, dice),
};

/** What stands within some bytes behind an 0xFF, and the segment table at the head of an RLE frame. */
const flipMarkers: Damage = {
  name: 'flip-markers',
  apply: (bytes, base, dice) => {
    const span = pickSpan(base, dice, ({ kind }) => kind === 'fragment');
    if (span === undefined) return false;
    const end = Math.min(span.end, bytes.length);
    const markers: number[] = [];
    for (let at = span.valueAt; at < Math.min(end, span.valueAt + 4096); at++) {
      if (bytes[at] === 0xff) markers.push(at);
    }
    const near = dice.pick([span.valueAt, ...markers]);
    return flip(bytes, near, Math.min(end, near + dice.pick([2, 6, 24, 64])), dice);
  },
};

const fillPixels: Damage = {
  name: 'fill-pixels',
  apply: (bytes, base, dice) => {
    const [start, end] = [pixelsStart(base) + 12, bytes.length];
    if (end <= start) return false;
    const from = dice.between(start, end - 1);
    bytes.fill(dice.pick([0, 0x7f, 0x80, 0xff]), from, Math.min(end, from + dice.pick([16, 512, 1 << 20])));
    return true;
  },
};

export const FLIPS = [flipHeader, flipPixels, flipMarkers, flipMarkers, fillPixels];
