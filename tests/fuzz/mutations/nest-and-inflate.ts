/** Small files that unfold: sequences within sequences, and deflated data sets of gigabytes. */
import { constants, deflateRawSync } from 'node:zlib';
import {
  type Encoding,
  ITEM,
  ITEM_END,
  SEQUENCE_END,
  encodeElement,
  UNDEFINED_LENGTH,
} from '../encode-element.ts';
import { putBytes } from './forge-values.ts';
import type { Reshaping } from './mutation.ts';

const EXPLICIT = { explicit: true, littleEndian: true };
const DEFLATED = '1.2.840.10008.1.2.1.99';
const NESTED_TAG = 0x00400275;

/** Undefined lengths, with or without the ends; or lengths that are right down to the last level. */
function nest(levels: number, encoding: Encoding, style: 'delimited' | 'open' | 'defined'): Uint8Array {
  const one = (value: Uint8Array, length: number) => {
    const item = encodeElement({ tag: ITEM, vr: '', value, length }, encoding);
    return encodeElement(
      { tag: NESTED_TAG, vr: 'SQ', value: item, length: style === 'defined' ? length + 8 : length },
      encoding,
    );
  };
  const empty = new Uint8Array();
  if (style !== 'defined') {
    const head = Buffer.from(one(empty, UNDEFINED_LENGTH));
    const end = (tag: number) => encodeElement({ tag, vr: '', value: empty }, encoding);
    const tail = style === 'open' ? empty : Buffer.concat([end(ITEM_END), end(SEQUENCE_END)]);
    return Buffer.concat([
      Buffer.alloc(head.length * levels, head),
      Buffer.alloc(tail.length * levels, tail),
    ]);
  }
  const size = one(empty, 0).length;
  return Buffer.concat(Array.from({ length: levels }, (_, i) => one(empty, size * (levels - 1 - i))));
}

const nestSequences: Reshaping = {
  name: 'nest-sequences',
  apply: (bytes, base, dice) => {
    if (base.spans.length === 0) return undefined;
    const levels = dice.pick([10, 100, 1000, 1000, 1000, 5000, 30_000]);
    const nested = nest(levels, base.encoding, dice.pick(['delimited', 'open', 'defined']));
    return putBytes(bytes, base, NESTED_TAG, nested);
  },
};

function deflatedHead(): Uint8Array {
  const uid = Buffer.from(DEFLATED);
  const syntax = encodeElement({ tag: 0x00020010, vr: 'UI', value: uid }, EXPLICIT);
  return Buffer.concat([new Uint8Array(128), Buffer.from('DICM'), syntax]);
}

/** The sound data set, deflated, and perhaps damaged as bytes. */
const deflate: Reshaping = {
  name: 'deflate',
  apply: (bytes, base, dice) => {
    const first = base.spans.find(({ tag }) => tag > 'x0002ffff');
    if (first === undefined || !base.encoding.explicit || !base.encoding.littleEndian) return undefined;
    const deflated = deflateRawSync(bytes.subarray(first.start), { level: 1 });
    if (dice.chance(0.5)) deflated[dice.upTo(deflated.length)] = dice.upTo(256);
    const end = dice.chance(0.2) ? dice.upTo(deflated.length) : deflated.length;
    return new Uint8Array(Buffer.concat([deflatedHead(), deflated.subarray(0, end)]));
  },
};

const MEGABYTE = 1024 * 1024;

/** What lies behind the sound elements, a megabyte at a time: nothing but zeros, empty elements, or nested sequences. */
const FILLINGS: readonly (() => Uint8Array)[] = [
  () => new Uint8Array(MEGABYTE),
  () =>
    Buffer.alloc(MEGABYTE, encodeElement({ tag: 0x7fe10010, vr: 'LO', value: new Uint8Array() }, EXPLICIT)),
  () => nest(MEGABYTE / 20, EXPLICIT, 'open'),
];

const deflateBomb: Reshaping = {
  name: 'deflate-bomb',
  apply: (bytes, base, dice) => {
    const spans = base.spans.filter(({ depth, tag }) => depth === 0 && tag > 'x0002ffff');
    const [first, last] = [spans[0], spans.at(-1)];
    if (first === undefined || last === undefined || !base.encoding.explicit || !base.encoding.littleEndian)
      return undefined;
    const megabytes = dice.pick([4, 16, 64, 600, 3000]);
    const giant = encodeElement(
      { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(), length: megabytes * MEGABYTE },
      EXPLICIT,
    );
    const filling = dice.pick(FILLINGS);
    const opening = filling === FILLINGS[0] ? giant : new Uint8Array();
    const flush = { finishFlush: constants.Z_FULL_FLUSH };
    const head = deflateRawSync(Buffer.concat([bytes.subarray(first.start, last.start), opening]), flush);
    // Each flushed block stands alone, so one megabyte deflated once is all of them.
    const block = deflateRawSync(filling(), flush);
    return new Uint8Array(
      Buffer.concat([deflatedHead(), head, Buffer.alloc(block.length * megabytes, block), Buffer.of(3, 0)]),
    );
  },
};

export const UNFOLDINGS = [nestSequences, nestSequences, deflate, deflate, deflateBomb];
