/** Cells as they lie in the object -> stored values: rubbish around the stored bits removed, signs extended, colour by pixel. */
import type { PixelLayout } from './read-pixel-layout.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

interface ArrayOf {
  readonly BYTES_PER_ELEMENT: number;
  new (memory: ArrayBuffer): Samples;
}

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

/**
 * `cells` holds at least the samples of one frame. The result has memory of its own; cells that are all there is in
 * theirs, which a codec's are and an object's never, are taken over as it.
 */
export function unpackSamples(
  cells: Uint8Array,
  layout: PixelLayout,
  options: { bigEndian: boolean; shift: number },
): Samples {
  const samples = takeSamples(cells, layout);
  if (options.bigEndian) swap(new Uint8Array(samples.buffer), samples.BYTES_PER_ELEMENT);
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

function takeSamples(cells: Uint8Array, layout: PixelLayout): Samples {
  const { rows, columns, samplesPerPixel, bitsAllocated, kind } = layout;
  const Kind = ARRAYS[`${kind} ${bitsAllocated}`] ?? Uint8Array;
  const length = rows * columns * samplesPerPixel * Kind.BYTES_PER_ELEMENT;
  const { buffer } = cells;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) return new Kind(buffer);
  const own = new ArrayBuffer(length);
  new Uint8Array(own).set(cells.subarray(0, length));
  return new Kind(own);
}

function swap(bytes: Uint8Array, width: number): void {
  const cells = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) cells.swap16();
  else if (width === 4) cells.swap32();
  else if (width === 8) cells.swap64();
}

/** Removes what lies around the stored bits and extends signs, where there is anything to do: mostly there is not. */
function mask(samples: Samples, layout: PixelLayout, shift: number): void {
  const { bitsAllocated, bitsStored, kind } = layout;
  if (bitsStored === bitsAllocated) return;
  const clean = shift === 0 && isClean(samples, layout);
  const up = 32 - bitsStored - shift;
  const down = 32 - bitsStored;
  // What is left of a word of four bytes at the end was not looked at.
  const from = clean ? samples.length - (samples.byteLength % 4) / samples.BYTES_PER_ELEMENT : 0;
  // Shifting the stored bits to the top and back drops what lies around them; >> keeps the sign, >>> has none.
  if (kind === 'signed')
    for (let i = from; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) << up) >> down;
  else for (let i = from; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) << up) >>> down;
}

/** Whether all bits above the stored ones are zero, or copies of the sign; read four bytes at a time. */
function isClean(samples: Samples, { bitsAllocated, bitsStored, kind }: PixelLayout): boolean {
  const words = new Int32Array(samples.buffer, 0, samples.byteLength >> 2);
  let seen = 0;
  // A bit that differs from its lower neighbour above the sign is no copy of it.
  // By index: the iterator of a typed array costs ten times the looking.
  if (kind === 'signed')
    for (let i = 0; i < words.length; i++) seen |= (words[i] ?? 0) ^ ((words[i] ?? 0) << 1);
  else for (let i = 0; i < words.length; i++) seen |= words[i] ?? 0;
  let above = 0;
  for (let bit = 0; bit < 32; bit++) if (bit % bitsAllocated >= bitsStored) above |= 1 << bit;
  return (seen & above) === 0;
}
