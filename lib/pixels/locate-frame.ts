/** Where one frame's bytes lie, found without reading the others (DICOM PS3.5 sections 8.1.1 and A.4). */
import { AppError } from '#lib/platform/errors.ts';
import type { DataElement, DataSet } from './parse-data-set.ts';
import type { Fragment } from './read-fragments.ts';
import type { PixelLayout } from './read-pixel-layout.ts';

const EXTENDED_OFFSET_TABLE = 0x7fe00001;
const ITEM_HEAD_BYTES = 8;

/** The frame as it is encoded, `index` from 0. @throws AppError film-truncated, film-frames-contradictory (refused). */
export function locateEncodedFrame(
  dataSet: DataSet,
  element: DataElement,
  { frames }: PixelLayout,
  index: number,
): Uint8Array {
  const [table, ...fragments] = element.fragments ?? [];
  const own = fragmentsOf(dataSet, table, fragments, frames, index);
  if (own.length === 0 || own.some(({ whole }) => !whole)) throw refused('film-truncated');
  const parts = own.map(({ offset, length }) => dataSet.bytes.subarray(offset, offset + length));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function fragmentsOf(
  dataSet: DataSet,
  table: Fragment | undefined,
  fragments: readonly Fragment[],
  frames: number,
  index: number,
): readonly Fragment[] {
  // One frame may lie in several fragments; all of them are this frame's.
  if (frames === 1) return fragments;
  // As many fragments as frames are one each, whatever a table says: some count from the wrong place, or overflow.
  if (fragments.length === frames) return fragments.slice(index, index + 1);
  const offsets = readExtendedOffsets(dataSet, frames) ?? readBasicOffsets(dataSet, table, frames);
  if (offsets !== undefined) return between(fragments, offsets[index], offsets[index + 1]);
  const starts = fragments.flatMap(({ offset }, at) => (startsImage(dataSet.bytes, offset) ? [at] : []));
  if (starts.length !== frames) throw refused('film-frames-contradictory');
  return fragments.slice(starts[index], starts[index + 1]);
}

/** Offsets count from the first fragment's item, which follows the table (DICOM PS3.5 section A.4). */
function between(
  fragments: readonly Fragment[],
  from: number | undefined,
  to: number | undefined,
): readonly Fragment[] {
  const base = (fragments[0]?.offset ?? 0) - ITEM_HEAD_BYTES;
  const first = fragments.findIndex(({ offset }) => offset - ITEM_HEAD_BYTES - base === from);
  const next = fragments.findIndex(({ offset }) => offset - ITEM_HEAD_BYTES - base === to);
  if (first < 0 || (to !== undefined && next <= first)) throw refused('film-frames-contradictory');
  return fragments.slice(first, to === undefined ? undefined : next);
}

function readBasicOffsets({ view }: DataSet, table: Fragment | undefined, frames: number) {
  if (table === undefined || table.length !== 4 * frames) return undefined;
  return Array.from({ length: frames }, (_, index) => view.getUint32(table.offset + 4 * index, true));
}

/** DICOM PS3.3 section C.7.6.3.1.8 */
function readExtendedOffsets({ elements, view }: DataSet, frames: number) {
  const table = elements.get(EXTENDED_OFFSET_TABLE);
  if (table?.length !== 8 * frames) return undefined;
  return Array.from({ length: frames }, (_, index) =>
    Number(view.getBigUint64(table.offset + 8 * index, true)),
  );
}

/** JPEG and JPEG-LS begin with SOI, JPEG 2000 with SOC and SIZ. */
function startsImage(bytes: Uint8Array, at: number): boolean {
  const [a, b] = [bytes[at], bytes[at + 1]];
  return a === 0xff && (b === 0xd8 || (b === 0x4f && bytes[at + 2] === 0xff));
}

function refused(code: string): AppError {
  return new AppError(code, 'refused');
}
