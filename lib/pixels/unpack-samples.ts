/** Cells as they lie in the object -> stored values: rubbish around the stored bits removed, signs extended, colour by pixel. */
import type { PixelLayout } from './read-pixel-layout.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

type ArrayOf = new (length: number) => Samples;

const ARRAYS: Readonly<Record<string, ArrayOf>> = {
  'unsigned 8': Uint8Array,
  'signed 8': Int8Array,
  'unsigned 16': Uint16Array,
  'signed 16': Int16Array,
  'unsigned 32': Uint32Array,
  'signed 32': Int32Array,
  'float 32': Float32Array,
  'float 64': Float64Array,
};

/** `cells` holds at least the samples of one frame; the result has memory of its own. */
export function unpackSamples(
  cells: Uint8Array,
  layout: PixelLayout,
  options: { bigEndian: boolean; shift: number },
): Samples {
  const samples = allocate(layout);
  const bytes = new Uint8Array(samples.buffer);
  bytes.set(cells.subarray(0, bytes.length));
  if (options.bigEndian) swap(bytes, samples.BYTES_PER_ELEMENT);
  if (layout.kind !== 'float') mask(samples, layout, options.shift);
  return samples;
}

/** One bit a pixel, the first in the lowest bit; frames follow each other with no gap (DICOM PS3.5 section 8.1.1). */
export function unpackBits(cells: Uint8Array, firstBit: number, count: number): Uint8Array {
  const samples = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const bit = firstBit + i;
    samples[i] = ((cells[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return samples;
}

/** YBR_FULL_422 in native data: two luminances, then the colour that both share (DICOM PS3.3 section C.7.6.3.1.2). */
export function expandSharedColour(cells: Uint8Array, pixels: number): Uint8Array {
  const out = new Uint8Array(pixels * 3);
  for (let pair = 0; pair < pixels >> 1; pair++) {
    const [y1 = 0, y2 = 0, cb = 0, cr = 0] = cells.subarray(4 * pair, 4 * pair + 4);
    out.set([y1, cb, cr, y2, cb, cr], 6 * pair);
  }
  return out;
}

export function toColourByPixel(planes: Samples, samplesPerPixel: number): Samples {
  const pixels = planes.length / samplesPerPixel;
  const out = planes.slice();
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    for (let i = 0; i < pixels; i++) out[i * samplesPerPixel + sample] = planes[sample * pixels + i] ?? 0;
  }
  return out;
}

function allocate({ rows, columns, samplesPerPixel, bitsAllocated, kind }: PixelLayout): Samples {
  const Kind = ARRAYS[`${kind} ${bitsAllocated}`] ?? Uint8Array;
  return new Kind(rows * columns * samplesPerPixel);
}

function swap(bytes: Uint8Array, width: number): void {
  const cells = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) cells.swap16();
  else if (width === 4) cells.swap32();
  else if (width === 8) cells.swap64();
}

function mask(samples: Samples, { bitsAllocated, bitsStored, kind }: PixelLayout, shift: number): void {
  if (bitsStored === bitsAllocated) return;
  const up = 32 - bitsStored - shift;
  const down = 32 - bitsStored;
  // Shifting the stored bits to the top and back drops what lies around them; >> keeps the sign, >>> has none.
  if (kind === 'signed')
    for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) << up) >> down;
  else for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) << up) >>> down;
}
