/** Data elements of a data set: where each value lies, nothing copied (DICOM PS3.5 section 7). */
import { AppError } from '#lib/platform/errors.ts';
import { readFragments, type Fragment } from './read-fragments.ts';

export interface DataElement {
  /** Absent where the data set is encoded without. */
  readonly vr?: string;
  readonly offset: number;
  /** Of what is there: pixel data that the end of the file cuts off is shorter than its element says. */
  readonly length: number;
  /** Pixel data in fragments, the offset table among them as the first. */
  readonly fragments?: readonly Fragment[];
  /** Where the items are, known only after a walk through a sequence of undefined length. */
  readonly items?: readonly DataSet[];
}

export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export interface DataSet {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly encoding: Encoding;
  readonly depth: number;
  readonly elements: ReadonlyMap<number, DataElement>;
}

/** What a walk keeps in mind; `left` bounds the elements that one object may hold. */
interface Walk {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly encoding: Encoding;
  readonly depth: number;
  readonly left: { elements: number };
  at: number;
}

export const PIXEL_DATA = 0x7fe00010;
const FLOAT_PIXEL_DATA = 0x7fe00008;
const DOUBLE_PIXEL_DATA = 0x7fe00009;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED_LENGTH = 0xffffffff;
/** Structured reports nest to about ten; the largest real headers (a thousand frames described one by one) have some 100,000 elements. */
const MAX_DEPTH = 64;
const MAX_ELEMENTS = 250_000;

const SHORT = 'AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US'.split(' ');
const LONG = 'OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' ');
const LENGTH_BYTES = new Map([...SHORT.map((vr) => [vr, 2] as const), ...LONG.map((vr) => [vr, 4] as const)]);

/** From `at` up to and with the pixel data, behind which nothing says more of them. @throws AppError film-truncated, film-header-unreadable. */
export function parseDataSet(bytes: Uint8Array, encoding: Encoding, at: number): DataSet {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const walk: Walk = { bytes, view, encoding, depth: 0, left: { elements: MAX_ELEMENTS }, at };
  return readDataSet(walk, bytes.length, PIXEL_DATA).dataSet;
}

/** File meta information (DICOM PS3.10 section 7.1): the elements of group 0002, and where they end. */
export function parseFileMeta(bytes: Uint8Array, at: number): { meta: DataSet; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = { explicit: true, littleEndian: true };
  const walk: Walk = { bytes, view, encoding, depth: 0, left: { elements: 1000 }, at };
  const { dataSet } = readDataSet(walk, bytes.length, 'meta');
  return { meta: dataSet, end: walk.at };
}

/** The items of a sequence; those of a stated length are read when asked for. */
export function itemsOf(dataSet: DataSet, tag: number): readonly DataSet[] {
  const element = dataSet.elements.get(tag);
  if (element === undefined) return [];
  if (element.items !== undefined) return element.items;
  if (element.vr !== undefined && element.vr !== 'SQ') return [];
  const { bytes, view, encoding, depth } = dataSet;
  const left = { elements: MAX_ELEMENTS };
  const walk: Walk = { bytes, view, encoding, depth: depth + 1, left, at: element.offset };
  return readItems(walk, element.offset + element.length);
}

export function isVr(text: string): boolean {
  return LENGTH_BYTES.has(text);
}

function readDataSet(walk: Walk, end: number, until?: number | 'meta') {
  const { bytes, view, encoding, depth } = walk;
  if (depth > MAX_DEPTH) throw unreadable();
  const elements = new Map<number, DataElement>();
  let ended = false;
  while (!ended && walk.at < end) {
    const tag = peekTag(walk, end);
    if (until === 'meta' && tag >>> 16 !== 2) break;
    if (tag === ITEM_END) {
      walk.at += 8;
      // Outside any item it ends nothing: left behind where an item was closed by its length and once more.
      ended = depth > 0;
    } else {
      elements.set(tag, readElement(walk, tag, end));
      ended = tag === until;
    }
  }
  return { dataSet: { bytes, view, encoding, depth, elements } satisfies DataSet, ended };
}

function readElement(walk: Walk, tag: number, end: number): DataElement {
  if (walk.left.elements-- <= 0) throw unreadable();
  const { vr, length } = readHead(walk, end);
  const about = vr === undefined ? {} : { vr };
  const offset = walk.at;
  if (length === UNDEFINED_LENGTH) return { ...about, offset, ...readUndefined(walk, tag, vr, end) };
  // Of pixels that end too early is told when they are read; the header before them is whole.
  const isPixels = tag === PIXEL_DATA || tag === FLOAT_PIXEL_DATA || tag === DOUBLE_PIXEL_DATA;
  const cut = isPixels && walk.depth === 0 ? Math.min(length, end - offset) : length;
  if (offset + cut > end) throw truncated();
  walk.at = offset + cut;
  return { ...about, offset, length: cut };
}

/** VR and length; an element whose VR is no VR was written without (DICOM PS3.5 section 7.1). */
function readHead(walk: Walk, end: number): { vr?: string; length: number } {
  const { bytes, view, at, encoding } = walk;
  const vr = encoding.explicit ? String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0) : '';
  // A VR that is newer than this table has a length of four bytes too.
  const lengthBytes = LENGTH_BYTES.get(vr) ?? (/^[A-Z]{2}$/.test(vr) ? 4 : undefined);
  if (lengthBytes === 2) {
    walk.at = at + 8;
    return { vr, length: view.getUint16(at + 6, encoding.littleEndian) };
  }
  const head = lengthBytes === undefined ? 8 : 12;
  if (at + head > end) throw truncated();
  walk.at = at + head;
  const length = view.getUint32(at + head - 4, encoding.littleEndian);
  return lengthBytes === undefined ? { length } : { vr, length };
}

/** Of undefined length are encapsulated pixels and sequences; one of unknown VR is encoded implicitly (PS3.5 section 6.2.2). */
function readUndefined(walk: Walk, tag: number, vr: string | undefined, end: number) {
  const offset = walk.at;
  const inFragments = vr === 'OB' || vr === 'OW' || tag === PIXEL_DATA;
  if (inFragments) {
    const { fragments, end: after } = readFragments(walk.view, offset, end);
    walk.at = after;
    return { length: after - offset, fragments };
  }
  const encoding = vr === 'UN' ? { explicit: false, littleEndian: true } : walk.encoding;
  const within: Walk = { ...walk, encoding, depth: walk.depth + 1 };
  const items = readItems(within, end);
  walk.at = within.at;
  return { length: walk.at - offset, items };
}

function readItems(walk: Walk, end: number): DataSet[] {
  const items: DataSet[] = [];
  while (walk.at < end) {
    const tag = peekTag(walk, end);
    const length = walk.view.getUint32(walk.at + 4, walk.encoding.littleEndian);
    walk.at += 8;
    if (tag === SEQUENCE_END) break;
    if (tag !== ITEM) throw unreadable();
    items.push(readItem(walk, length, end));
  }
  return items;
}

function readItem(walk: Walk, length: number, end: number): DataSet {
  const bounded = length !== UNDEFINED_LENGTH;
  const itemEnd = bounded ? walk.at + length : end;
  if (itemEnd > end) throw truncated();
  const { dataSet, ended } = readDataSet(walk, itemEnd);
  if (!bounded && !ended) throw truncated();
  if (bounded) walk.at = itemEnd;
  return dataSet;
}

function peekTag({ view, at, encoding: { littleEndian } }: Walk, end: number): number {
  if (at + 8 > end) throw truncated();
  return ((view.getUint16(at, littleEndian) << 16) | view.getUint16(at + 2, littleEndian)) >>> 0;
}

function truncated(): AppError {
  return new AppError('film-truncated', 'refused');
}

function unreadable(): AppError {
  return new AppError('film-header-unreadable', 'refused');
}
