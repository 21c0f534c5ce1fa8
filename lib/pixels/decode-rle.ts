/** RLE Lossless (DICOM PS3.5 Annex G): each byte of a sample is a segment of its own, packed in runs, the highest first. */
import { AppError } from '#lib/platform/errors.ts';
import type { PixelLayout } from './read-pixel-layout.ts';

const HEADER_BYTES = 64;
const MAX_SEGMENTS = 15;

interface Segment {
  readonly start: number;
  readonly end: number;
  /** Where its first byte goes. */
  readonly first: number;
  /** From there to the next one's place. */
  readonly stride: number;
}

/** Samples in little-endian order, colour by pixel. @throws AppError film-not-decodable, film-truncated (refused). */
export function decodeRle(encoded: Uint8Array, layout: PixelLayout): Uint8Array {
  const { rows, columns, samplesPerPixel, bitsAllocated } = layout;
  const sampleBytes = bitsAllocated / 8;
  const stride = samplesPerPixel * sampleBytes;
  const starts = readStarts(encoded);
  if (starts.length !== stride) throw refused('film-not-decodable');
  const cells = new Uint8Array(rows * columns * stride);
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? encoded.length;
    if (start < HEADER_BYTES || end < start || end > encoded.length) throw refused('film-not-decodable');
    const sample = Math.floor(index / sampleBytes);
    const first = sample * sampleBytes + (sampleBytes - 1 - (index % sampleBytes));
    unpackRuns(encoded, { start, end, first, stride }, cells);
  }
  return cells;
}

function readStarts(encoded: Uint8Array): number[] {
  if (encoded.length < HEADER_BYTES) throw refused('film-truncated');
  const view = new DataView(encoded.buffer, encoded.byteOffset, HEADER_BYTES);
  const segments = view.getUint32(0, true);
  if (segments < 1 || segments > MAX_SEGMENTS) throw refused('film-not-decodable');
  return Array.from({ length: segments }, (_, index) => view.getUint32(4 + 4 * index, true));
}

/** 0 to 127: so many bytes and one more as they are; 129 to 255: 257 less so many times the next byte; 128: nothing. */
function unpackRuns(encoded: Uint8Array, { start, end, first, stride }: Segment, cells: Uint8Array): void {
  const last = cells.length;
  let from = start;
  let at = first;
  while (at < last && from < end) {
    const control = encoded[from++] ?? 128;
    if (control < 128) {
      const until = Math.min(last, at + (control + 1) * stride);
      if (from + control + 1 > end) throw refused('film-truncated');
      for (; at < until; at += stride) cells[at] = encoded[from++] ?? 0;
    } else if (control > 128) {
      const until = Math.min(last, at + (257 - control) * stride);
      if (from >= end) throw refused('film-truncated');
      const value = encoded[from++] ?? 0;
      for (; at < until; at += stride) cells[at] = value;
    }
  }
  if (at < last) throw refused('film-truncated');
}

function refused(code: string): AppError {
  return new AppError(code, 'refused');
}
