/** RLE Lossless (DICOM PS3.5 Annex G): each byte of a sample is a segment of its own, packed in runs, the highest first. */
import { AppError } from '#lib/platform/errors.ts';
import type { PixelLayout } from './read-pixel-layout.ts';

const HEADER_BYTES = 64;
const MAX_SEGMENTS = 15;
/** From here on the engine's own copying and filling is faster than a loop, in spite of its call. */
const LONG = 16;

/** Samples in little-endian order, colour by pixel. @throws AppError film-not-decodable, film-truncated (refused). */
export function decodeRle(encoded: Uint8Array, layout: PixelLayout): Uint8Array {
  const { rows, columns, samplesPerPixel, bitsAllocated } = layout;
  const sampleBytes = bitsAllocated / 8;
  const stride = samplesPerPixel * sampleBytes;
  const starts = readStarts(encoded);
  if (starts.length !== stride) throw refused('film-not-decodable');
  const planes = starts.map((start, index) => {
    const end = starts[index + 1] ?? encoded.length;
    if (start < HEADER_BYTES || end < start || end > encoded.length) throw refused('film-not-decodable');
    return unpackRuns(encoded, start, end, rows * columns);
  });
  const [high, low] = planes;
  if (high !== undefined && low !== undefined && stride === 2 && sampleBytes === 2) return join(high, low);
  return interleave(planes, sampleBytes);
}

function readStarts(encoded: Uint8Array): number[] {
  if (encoded.length < HEADER_BYTES) throw refused('film-truncated');
  const view = new DataView(encoded.buffer, encoded.byteOffset, HEADER_BYTES);
  const segments = view.getUint32(0, true);
  if (segments < 1 || segments > MAX_SEGMENTS) throw refused('film-not-decodable');
  return Array.from({ length: segments }, (_, index) => view.getUint32(4 + 4 * index, true));
}

/** 0 to 127: so many bytes and one more as they are; 129 to 255: 257 less so many times the next byte; 128: nothing. */
function unpackRuns(encoded: Uint8Array, start: number, end: number, length: number): Uint8Array {
  const plane = new Uint8Array(length);
  let from = start;
  let at = 0;
  while (at < length && from < end) {
    const control = encoded[from++] ?? 128;
    if (control < 128) {
      const until = Math.min(length, at + control + 1);
      if (from + control + 1 > end) throw refused('film-truncated');
      if (until - at >= LONG) {
        plane.set(encoded.subarray(from, from + until - at), at);
        from += until - at;
        at = until;
      } else while (at < until) plane[at++] = encoded[from++] ?? 0;
    } else if (control > 128) {
      const until = Math.min(length, at + 257 - control);
      if (from >= end) throw refused('film-truncated');
      const value = encoded[from++] ?? 0;
      if (until - at >= LONG) {
        plane.fill(value, at, until);
        at = until;
      } else while (at < until) plane[at++] = value;
    }
  }
  if (at < length) throw refused('film-truncated');
  return plane;
}

/** The common case, in one pass. */
function join(high: Uint8Array, low: Uint8Array): Uint8Array {
  const cells = new Uint16Array(high.length);
  for (let i = 0; i < cells.length; i++) cells[i] = ((high[i] ?? 0) << 8) | (low[i] ?? 0);
  return new Uint8Array(cells.buffer);
}

function interleave(planes: readonly Uint8Array[], sampleBytes: number): Uint8Array {
  const stride = planes.length;
  const cells = new Uint8Array(stride * (planes[0]?.length ?? 0));
  for (const [index, plane] of planes.entries()) {
    const sample = Math.floor(index / sampleBytes);
    let at = sample * sampleBytes + (sampleBytes - 1 - (index % sampleBytes));
    for (let i = 0; i < plane.length; i++, at += stride) cells[at] = plane[i] ?? 0;
  }
  return cells;
}

function refused(code: string): AppError {
  return new AppError(code, 'refused');
}
