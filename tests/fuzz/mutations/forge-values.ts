/** Values that no camera wrote: each attribute that decoding believes, set to nonsense of its own kind. */
import type { Base } from '../bases/base.ts';
import { MARKED_PATIENT } from '../bases/base.ts';
import { type Attribute, writeAttribute } from '../bases/write-object.ts';
import type { Dice } from '../dice.ts';
import { ABSURD_TEXTS, NONSENSE, SYNTAXES } from '../nonsense.ts';
import type { Reshaping } from './mutation.ts';

/** The file with a top-level element replaced, or put in its place among the tags where it had none. */
export function putAttribute(bytes: Uint8Array, base: Base, attribute: Attribute): Uint8Array | undefined {
  if (base.spans.length === 0) return undefined;
  const encoding = attribute[0] >>> 16 === 2 ? { explicit: true, littleEndian: true } : base.encoding;
  return putBytes(bytes, base, attribute[0], writeAttribute(attribute, encoding));
}

export function putBytes(bytes: Uint8Array, base: Base, tag: number, element: Uint8Array): Uint8Array {
  const name = `x${tag.toString(16).padStart(8, '0')}`;
  const tops = base.spans.filter(({ depth }) => depth === 0);
  const at = tops.findIndex((span) => span.tag >= name);
  const start = tops[at]?.start ?? bytes.length;
  const replaces = tops[at]?.tag === name;
  const end = replaces ? (tops[at + 1]?.start ?? bytes.length) : start;
  return new Uint8Array(Buffer.concat([bytes.subarray(0, start), element, bytes.subarray(end)]));
}

const forgeValue: Reshaping = {
  name: 'forge-value',
  apply: (bytes, base, dice) => {
    const [tag, vr, values] = dice.pick(NONSENSE);
    return putAttribute(bytes, base, [tag, vr, dice.pick(values)]);
  },
};

const swapSyntax: Reshaping = {
  name: 'swap-transfer-syntax',
  apply: (bytes, base, dice) => putAttribute(bytes, base, [0x00020010, 'UI', dice.pick(SYNTAXES)]),
};

/** Text without an end, or made to be slow to read, wherever a text may stand. */
const absurdText: Reshaping = {
  name: 'absurd-text',
  apply: (bytes, base, dice) => {
    const [tag] = dice.pick(NONSENSE);
    return putAttribute(bytes, base, [tag, 'UT', dice.pick(ABSURD_TEXTS)()]);
  },
};

/** A patient's name where another value belongs, as it comes about when somebody types it into the wrong field. */
const misplacedName: Reshaping = {
  name: 'misplaced-name',
  apply: (bytes, base, dice) => {
    const [tag, vr] = dice.pick([...NONSENSE, [0x00020010, 'UI', ['']] as const]);
    return putAttribute(bytes, base, [tag, /^(US|OW|SQ)$/.test(vr) ? 'LO' : vr, `${MARKED_PATIENT}^X`]);
  },
};

/** A table in place of slope, intercept or window, its descriptor and its data at odds (DICOM PS3.3 C.11.1, C.11.2). */
const forgeTable: Reshaping = {
  name: 'forge-lut',
  apply: (bytes, base, dice) => {
    const items = Array.from({ length: dice.pick([0, 1, 1, 2]) }, () => forgedLut(dice));
    return putAttribute(bytes, base, [dice.pick([0x00283000, 0x00283010]), 'SQ', items]);
  },
};

function forgedLut(dice: Dice): readonly Attribute[] {
  const entries = dice.pick([0, 1, 2, 255, 256, 4096, 65535]);
  const first = dice.pick([0, 1, 0x7fff, 0x8000, 0xffff]);
  const bits = dice.pick([0, 1, 8, 10, 12, 16, 17, 32, 255]);
  const length = dice.pick([0, 1, 2, entries, 2 * entries, 2 * entries - 1, 131_072]);
  const all: Attribute[] = [
    [
      0x00283002,
      dice.pick(['US', 'SS', 'LO']),
      [entries, first, bits].slice(0, dice.pick([0, 1, 2, 3, 3, 3])),
    ],
    [0x00283006, dice.pick(['US', 'OW', 'OB']), new Uint8Array(Math.max(0, length)).fill(0x5a)],
  ].map(([tag, vr, value]): Attribute => [
    tag as number,
    vr as string,
    vr === 'LO' ? '256\\0\\16' : (value as readonly number[] | Uint8Array),
  ]);
  return all.slice(dice.pick([0, 0, 0, 1]));
}

export const FORGED_VALUES = [
  ...[forgeValue, forgeValue, forgeValue, forgeValue],
  ...[swapSyntax, absurdText, misplacedName, forgeTable],
];
