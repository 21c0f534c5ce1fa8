/**
 * A film as it goes from the server to the page: four bytes of length, what turns its values into greys as JSON, padded to
 * a whole word, then each stored value plus `offset` as one or two bytes, little-endian, row by row. The page needs no codec.
 */
import type { PixelFrame } from '#inference/contract.ts';
import {
  countValues,
  modalityOf,
  openingVoi,
  paddingOf,
  type Greyscale,
  type ValueCounts,
  type Voi,
} from '#inference/preprocessing/greyscale-transforms.ts';

export interface ViewedFilm {
  readonly greyscale: Greyscale;
  /** Stored value plus `offset`, row by row. */
  readonly values: Uint8Array | Uint16Array;
  readonly offset: number;
  /** What the film opens with. */
  readonly opening: Voi;
  /** Modality values from the least to the greatest that is no padding. */
  readonly extent: { readonly low: number; readonly high: number };
}

type Head = Omit<ViewedFilm, 'values'> & { readonly bytesPerValue: 1 | 2 };

const LENGTH_BYTES = 4;

export function packFilm(frame: PixelFrame): Uint8Array<ArrayBuffer> {
  const { pixels, ...greyscale } = frame;
  const all = countValues(pixels);
  const head: Head = {
    greyscale,
    offset: all.offset,
    opening: openingVoi(frame, all),
    extent: extentOf(frame, all),
    bytesPerValue: pixels.BYTES_PER_ELEMENT === 1 ? 1 : 2,
  };
  const text = new TextEncoder().encode(JSON.stringify(head, tableAsArray));
  const start = Math.ceil((LENGTH_BYTES + text.length) / 4) * 4;
  const parcel = new Uint8Array(start + pixels.length * head.bytesPerValue);
  new DataView(parcel.buffer).setUint32(0, text.length, true);
  parcel.fill(0x20, LENGTH_BYTES, start);
  parcel.set(text, LENGTH_BYTES);
  const values =
    head.bytesPerValue === 1 ? new Uint8Array(parcel.buffer, start) : new Uint16Array(parcel.buffer, start);
  for (let i = 0; i < values.length; i++) values[i] = (pixels[i] ?? 0) + all.offset;
  return parcel;
}

/** Throws RangeError for what is no parcel, or a cut one. */
export function openParcel(parcel: ArrayBuffer): ViewedFilm {
  const length = new DataView(parcel).getUint32(0, true);
  const start = Math.ceil((LENGTH_BYTES + length) / 4) * 4;
  const text = new TextDecoder().decode(new Uint8Array(parcel, LENGTH_BYTES, length));
  const { bytesPerValue, ...head } = JSON.parse(text, arrayAsTable) as Head;
  const { rows, columns } = head.greyscale;
  const count = rows * columns;
  const values =
    bytesPerValue === 1 ? new Uint8Array(parcel, start, count) : new Uint16Array(parcel, start, count);
  return { ...head, values };
}

/** Its pixels' height over their width. */
export function pixelAspectOf({
  pixelSpacingMm,
  detectorSpacingMm,
}: Pick<Greyscale, 'pixelSpacingMm' | 'detectorSpacingMm'>): number {
  const [row, column] = pixelSpacingMm ?? detectorSpacingMm ?? [1, 1];
  return row / column;
}

function extentOf(frame: PixelFrame, { counts, offset }: ValueCounts): ViewedFilm['extent'] {
  const isPadding = paddingOf(frame);
  const modality = modalityOf(frame);
  let [low, high] = [Infinity, -Infinity];
  counts.forEach((count, at) => {
    if (count === 0 || isPadding(at - offset)) return;
    const value = modality(at - offset);
    [low, high] = [Math.min(low, value), Math.max(high, value)];
  });
  return low > high ? { low: 0, high: 1 } : { low, high };
}

function tableAsArray(_key: string, value: unknown): unknown {
  return value instanceof Uint16Array ? { uint16: [...value] } : value;
}

function arrayAsTable(_key: string, value: unknown): unknown {
  const isTable = typeof value === 'object' && value !== null && 'uint16' in value;
  return isTable ? Uint16Array.from(value.uint16 as number[]) : value;
}
