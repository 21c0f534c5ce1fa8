/** Length fields, VRs and tags that say something else than what stands there. */
import type { Base } from '../bases/base.ts';
import type { Dice } from '../dice.ts';
import { UNDEFINED_LENGTH, writeNumber } from '../encode-element.ts';
import type { Span } from '../locate-spans.ts';
import { type Damage, pickSpan } from './mutation.ts';

/** Off by a little, by everything, and undefined. */
function forgedLength(span: Span, base: Base, dice: Dice): number {
  const own = span.end - span.valueAt;
  const rest = base.bytes.length - span.valueAt;
  return dice.pick([
    ...[0, 1, 2, own + 1, own - 1, own + 2, own * 2, own - 8],
    ...[rest, rest + 1, rest - 1, base.bytes.length],
    ...[0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, UNDEFINED_LENGTH, UNDEFINED_LENGTH],
  ]);
}

function forging(name: string, wanted: (span: Span) => boolean): Damage {
  return {
    name,
    apply: (bytes, base, dice) => {
      const span = pickSpan(base, dice, wanted);
      if (span === undefined) return false;
      writeNumber(bytes, span.lengthAt, span.lengthBytes, forgedLength(span, base, dice), span.encoding);
      return true;
    },
  };
}

const forgeOffsets: Damage = {
  name: 'forge-offsets',
  apply: (bytes, base, dice) => {
    const table = pickSpan(base, dice, ({ kind, valueAt, end }) => kind === 'offset-table' && end > valueAt);
    if (table === undefined) return false;
    const at = table.valueAt + 4 * dice.upTo((table.end - table.valueAt) / 4);
    const nonsense = [0, 1, 7, 8, 0x7fffffff, 0xffffffff, bytes.length, dice.upTo(bytes.length)];
    writeNumber(bytes, at, 4, dice.pick(nonsense), table.encoding);
    return true;
  },
};

const VRS = [
  ...[
    'AE',
    'AS',
    'AT',
    'CS',
    'DA',
    'DS',
    'DT',
    'FD',
    'FL',
    'IS',
    'LO',
    'LT',
    'OB',
    'OD',
    'OF',
    'OL',
    'OV',
    'OW',
  ],
  ...['PN', 'SH', 'SL', 'SQ', 'SS', 'ST', 'SV', 'TM', 'UC', 'UI', 'UL', 'UN', 'UR', 'US', 'UT', 'UV'],
  ...['  ', '\0\0', 'ZZ', '??', 'ob'],
];

const swapVr: Damage = {
  name: 'swap-vr',
  apply: (bytes, base, dice) => {
    const named = ({ encoding, kind }: Span) =>
      encoding.explicit && (kind === 'element' || kind === 'sequence');
    const span = pickSpan(base, dice, named);
    if (span === undefined) return false;
    bytes.set(Buffer.from(dice.pick(VRS), 'latin1'), span.start + 4);
    return true;
  },
};

const swapTag: Damage = {
  name: 'swap-tag',
  apply: (bytes, base, dice) => {
    const [from, to] = [pickSpan(base, dice, () => true), pickSpan(base, dice, () => true)];
    if (from === undefined || to === undefined) return false;
    const delimiters = [0xfffee000, 0xfffee00d, 0xfffee0dd, 0x7fe00010, 0, 0xffffffff];
    const tag = dice.chance(0.5) ? dice.pick(delimiters) : Number.parseInt(from.tag.slice(1), 16);
    writeNumber(bytes, to.start, 2, tag >>> 16, to.encoding);
    writeNumber(bytes, to.start + 2, 2, tag & 0xffff, to.encoding);
    return true;
  },
};

export const FORGED_LENGTHS = [
  forging('forge-element-length', ({ kind }) => kind === 'element'),
  forging('forge-pixel-length', ({ tag }) => tag === 'x7fe00010'),
  forging('forge-sequence-length', ({ kind }) => kind === 'sequence'),
  forging('forge-item-length', ({ kind }) => kind === 'item'),
  forging('forge-fragment-length', ({ kind }) => kind === 'fragment'),
  forging('forge-table-length', ({ kind }) => kind === 'offset-table'),
  forgeOffsets,
  swapVr,
  swapTag,
];
