/** Compressed images whose own headers lie: sizes, depths, components, tables (ISO/IEC 10918-1, 14495-1, 15444-1; DICOM PS3.5 annex G). */
import type { Dice } from '../dice.ts';
import { writeNumber } from '../encode-element.ts';
import { type Damage, pickSpan } from './mutation.ts';

const BIG = { littleEndian: false };
const SIZES = [0, 1, 2, 8, 255, 256, 4095, 9999, 32767, 32768, 65535];
const LONG_SIZES = [...SIZES, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const BYTES = [0, 1, 2, 7, 8, 12, 16, 31, 32, 33, 38, 127, 128, 255];

/** [offset behind the marker's two bytes, size of the field]. */
type Field = readonly [at: number, size: 1 | 2 | 4];

const SOF: readonly Field[] = [
  [0, 2],
  [2, 1],
  [3, 2],
  [5, 2],
  [7, 1],
  [8, 1],
  [9, 1],
  [10, 1],
];
const TABLE: readonly Field[] = [
  [0, 2],
  [2, 1],
  [3, 1],
  [4, 1],
  [10, 1],
  [18, 1],
];
const SIZ: readonly Field[] = [
  ...[4, 8, 12, 16, 20, 24, 28, 32].map((at): Field => [at, 4]),
  ...([
    [0, 2],
    [2, 2],
    [36, 2],
    [38, 1],
    [39, 1],
    [40, 1],
  ] as const),
];
const COD: readonly Field[] = [
  [0, 2],
  [2, 1],
  [3, 1],
  [4, 2],
  [6, 1],
  [7, 1],
  [8, 1],
  [9, 1],
  [10, 1],
  [11, 1],
];
const SOT: readonly Field[] = [
  [0, 2],
  [2, 2],
  [4, 4],
  [8, 1],
  [9, 1],
];

/** Marker -> what may be forged behind it. */
const FIELDS: ReadonlyMap<number, readonly Field[]> = new Map([
  ...[0xc0, 0xc1, 0xc2, 0xc3, 0xf7].map((marker) => [marker, SOF] as const),
  ...[0xc4, 0xda, 0xdb, 0xdd, 0xf8, 0x50, 0x5c, 0x5d, 0x64, 0xee].map((marker) => [marker, TABLE] as const),
  ...([
    [0x51, SIZ],
    [0x52, COD],
    [0x53, COD],
    [0x90, SOT],
  ] as const),
]);

/** Only segments near the start: entropy-coded bytes hold chance markers. */
const SEARCH_BYTES = 1024;

function markersOf(bytes: Uint8Array, from: number, to: number): { at: number; fields: readonly Field[] }[] {
  const found = [];
  for (let at = from; at + 1 < Math.min(to, from + SEARCH_BYTES); at++) {
    const fields = bytes[at] === 0xff ? FIELDS.get(bytes[at + 1] ?? 0) : undefined;
    if (fields !== undefined) found.push({ at: at + 2, fields });
  }
  return found;
}

const forgeSegment: Damage = {
  name: 'forge-codestream',
  apply: (bytes, base, dice) => {
    const span = pickSpan(base, dice, ({ kind }) => kind === 'fragment');
    const markers = span === undefined ? [] : markersOf(bytes, span.valueAt, span.end);
    if (markers.length === 0) return false;
    const { at, fields } = dice.pick(markers);
    for (let count = dice.pick([1, 1, 2, 3]); count > 0; count--) {
      const [offset, size] = dice.pick(fields);
      writeNumber(bytes, at + offset, size, nonsense(size, dice), BIG);
    }
    return true;
  },
};

function nonsense(size: 1 | 2 | 4, dice: Dice): number {
  return dice.pick(size === 1 ? BYTES : size === 2 ? SIZES : LONG_SIZES);
}

const SIDES = [1, 1000, 4096, 9999, 10_000, 20_000, 32_768, 50_000, 65_535];

/** The header and the codestream agree on a size that the few bytes behind them can't fill. */
const claimLargeImage: Damage = {
  name: 'claim-large-image',
  apply: (bytes, base, dice) => {
    const [rows, columns] = [dice.pick(SIDES), dice.pick(SIDES)];
    for (const { tag, depth, valueAt, encoding } of base.spans) {
      if (depth > 0) continue;
      if (tag === 'x00280010') writeNumber(bytes, valueAt, 2, rows, encoding);
      if (tag === 'x00280011') writeNumber(bytes, valueAt, 2, columns, encoding);
    }
    for (const { kind, valueAt, end } of base.spans) {
      if (kind === 'fragment') writeSizes(bytes, valueAt, end, rows, columns, dice.chance(0.5));
    }
    return base.spans.some(({ tag }) => tag === 'x00280010');
  },
};

function writeSizes(
  bytes: Uint8Array,
  from: number,
  to: number,
  rows: number,
  columns: number,
  oneTile: boolean,
): void {
  for (const { at, fields } of markersOf(bytes, from, to)) {
    if (fields === SOF)
      [rows, columns].forEach((side, i) => writeNumber(bytes, at + 3 + 2 * i, 2, side, BIG));
    if (fields !== SIZ) continue;
    const places = oneTile ? [4, 20] : [4];
    for (const place of places) {
      writeNumber(bytes, at + place, 4, columns, BIG);
      writeNumber(bytes, at + place + 4, 4, rows, BIG);
    }
  }
}

const forgeSegments: Damage = {
  name: 'forge-rle-segments',
  apply: (bytes, base, dice) => {
    const isRle = base.spans.some(
      ({ tag, valueAt, end }) =>
        tag === 'x00020010' && /^1\.2\.840\.10008\.1\.2\.5\0?$/.test(ascii(base.bytes, valueAt, end)),
    );
    const span = isRle ? pickSpan(base, dice, ({ kind }) => kind === 'fragment') : undefined;
    if (span === undefined) return false;
    const values = [0, 1, 2, 3, 15, 16, 63, 64, 65, 255, bytes.length, 0x7fffffff, 0xfffffff0, 0xffffffff];
    for (let count = dice.pick([1, 2, 4]); count > 0; count--) {
      const at = span.valueAt + 4 * dice.upTo(dice.pick([2, 4, 16]));
      writeNumber(bytes, at, 4, dice.pick(values), { littleEndian: true });
    }
    return true;
  },
};

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1');
}

export const FORGED_CODESTREAMS = [forgeSegment, forgeSegment, forgeSegment, claimLargeImage, forgeSegments];
