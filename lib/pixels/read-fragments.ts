/** Encapsulated pixel data as the items they lie in (DICOM PS3.5 section A.4). */
import { AppError } from '#lib/platform/errors.ts';

export interface Fragment {
  readonly offset: number;
  readonly length: number;
  /** False where the file ends before the fragment does. */
  readonly whole: boolean;
}

const ITEM = 0xfffe_e000;
const ITEM_HEAD_BYTES = 8;
/** Some ten times the tiles of a large slide. */
const MAX_FRAGMENTS = 500_000;

/**
 * Every item from `at` on, the Basic Offset Table first, and where they end: at the delimiter, at something that is
 * no item, or with the file. Encapsulated data are little endian. @throws AppError film-header-unreadable (refused).
 */
export function readFragments(view: DataView, at: number, end: number) {
  const fragments: Fragment[] = [];
  let from = at;
  while (from + ITEM_HEAD_BYTES <= end) {
    const tag = ((view.getUint16(from, true) << 16) | view.getUint16(from + 2, true)) >>> 0;
    const length = view.getUint32(from + 4, true);
    from += ITEM_HEAD_BYTES;
    if (tag !== ITEM) return { fragments, end: from };
    if (fragments.length === MAX_FRAGMENTS) throw new AppError('film-header-unreadable', 'refused');
    const whole = from + length <= end;
    fragments.push({ offset: from, length: whole ? length : end - from, whole });
    from = whole ? from + length : end;
  }
  return { fragments, end };
}
