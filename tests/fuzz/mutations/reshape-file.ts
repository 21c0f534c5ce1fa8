/** Files cut, glued, shuffled and grown: what transfers, archives and de-identifiers do to them. */
import type { Base } from '../bases/base.ts';
import type { Dice } from '../dice.ts';
import { encodeElement, type Encoding, UNDEFINED_LENGTH, writeNumber } from '../encode-element.ts';
import { type Reshaping, pickSpan, pixelsStart } from './mutation.ts';

const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

export const cut: Reshaping = {
  name: 'cut',
  apply: (bytes, base, dice) => {
    const near = pickSpan(base, dice, () => true);
    const anywhere = dice.upTo(bytes.length);
    return bytes.slice(0, near !== undefined && dice.chance(0.5) ? near.start + dice.upTo(14) : anywhere);
  },
};

const cutHead: Reshaping = {
  name: 'cut-head',
  apply: (bytes, _base, dice) => bytes.slice(dice.pick([1, 128, 132, dice.upTo(bytes.length)])),
};

const removeRange: Reshaping = {
  name: 'remove-range',
  apply: (bytes, _base, dice) => {
    const from = dice.upTo(bytes.length);
    return joined(bytes.subarray(0, from), bytes.subarray(from + dice.pick([1, 2, 8, 100, 5000])));
  },
};

const insertBytes: Reshaping = {
  name: 'insert-bytes',
  apply: (bytes, _base, dice) => {
    const at = dice.upTo(bytes.length + 1);
    return joined(bytes.subarray(0, at), dice.bytes(dice.pick([1, 2, 7, 64, 1000])), bytes.subarray(at));
  },
};

const removeElement: Reshaping = {
  name: 'remove-element',
  apply: (bytes, base, dice) => {
    const span = pickSpan(base, dice, () => true);
    return span && joined(bytes.subarray(0, span.start), bytes.subarray(span.end));
  },
};

const duplicateElement: Reshaping = {
  name: 'duplicate-element',
  apply: (bytes, base, dice) => {
    const [span, place] = [pickSpan(base, dice, () => true), pickSpan(base, dice, () => true)];
    if (span === undefined || place === undefined) return undefined;
    const at = dice.chance(0.5) ? span.end : place.start;
    return joined(bytes.subarray(0, at), bytes.subarray(span.start, span.end), bytes.subarray(at));
  },
};

/** Elements by the hundred thousand, each with a tag of its own: little in the file, much in memory. */
const manyElements: Reshaping = {
  name: 'many-elements',
  apply: (bytes, base, dice) =>
    base.spans.length === 0
      ? undefined
      : insertElements(base, bytes, dice.pick([1000, 100_000, 400_000, 1_000_000])),
};

/** Empty private ones, before the pixels. */
export function insertElements(base: Base, bytes: Uint8Array, count: number): Uint8Array {
  const one = encodeElement({ tag: 0x00110000, vr: 'LO', value: new Uint8Array() }, base.encoding);
  const many = new Uint8Array(one.length * count);
  for (let i = 0; i < count; i++) {
    many.set(one, i * one.length);
    writeNumber(many, i * one.length, 2, 0x0011 + 2 * (i >>> 16), base.encoding);
    writeNumber(many, i * one.length + 2, 2, i & 0xffff, base.encoding);
  }
  const at = pixelsStart(base);
  return joined(bytes.subarray(0, at), many, bytes.subarray(at));
}

/** Fragments by the hundred thousand, all of them empty. */
const manyFragments: Reshaping = {
  name: 'many-fragments',
  apply: (bytes, base, dice) => {
    const fragment = pickSpan(base, dice, ({ kind }) => kind === 'fragment');
    if (fragment === undefined) return undefined;
    const empty = encodeElement({ tag: 0xfffee000, vr: '', value: new Uint8Array() }, base.encoding);
    const many = Buffer.alloc(empty.length * dice.pick([100, 100_000, 1_000_000]), empty);
    return joined(bytes.subarray(0, fragment.start), many, bytes.subarray(fragment.start));
  },
};

/** Undefined length where only sequences and compressed pixels may have one. */
const undefinedElement: Reshaping = {
  name: 'undefined-element',
  apply: (bytes, base, dice) => {
    if (base.spans.length === 0) return undefined;
    const at = pickSpan(base, dice, ({ depth }) => depth === 0)?.start ?? bytes.length;
    const vr = dice.pick(['UN', 'OB', 'UT', 'SQ', 'LO']);
    return joined(bytes.subarray(0, at), undefinedHead(base.encoding, vr, dice), bytes.subarray(at));
  },
};

function undefinedHead(encoding: Encoding, vr: string, dice: Dice): Uint8Array {
  const value = dice.chance(0.5) ? new Uint8Array() : dice.bytes(16);
  return encodeElement({ tag: 0x00130010, vr, value, length: UNDEFINED_LENGTH }, encoding);
}

const rubbish: Reshaping = {
  name: 'rubbish',
  apply: (_bytes, _base, dice) => {
    const head = dice.pick(['', 'DICM', '\x02\x00\x10\x00UI', '\x08\x00\x05\x00CS', '\x08\x00\x16\x00']);
    const preamble = new Uint8Array(dice.chance(0.7) ? 128 : 0);
    return joined(preamble, Buffer.from(head, 'latin1'), dice.bytes(dice.pick([0, 1, 8, 300, 5000])));
  },
};

export const RESHAPINGS = [
  ...[cut, cut, cut, cutHead, removeRange, insertBytes, removeElement, duplicateElement],
  ...[manyElements, manyFragments, undefinedElement, rubbish],
];
