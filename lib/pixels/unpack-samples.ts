/** Cells as they lie in the object -> stored values: rubbish around the stored bits removed, signs extended, colour by pixel. */
import type { PixelLayout } from './read-pixel-layout.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

interface ArrayOf {
  readonly BYTES_PER_ELEMENT: number;
  new (memory: ArrayBuffer, byteOffset: number, length: number): Samples;
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
 * `cells` holds at least the samples of one frame. Cells that are all there is in their memory, which a codec's are and
 * an object's never, become the result; others are copied, but for what `mayShare`.
 */
export function unpackSamples(
  cells: Uint8Array,
  layout: PixelLayout,
  options: {
    bigEndian: boolean;
    shift: number;
    /** Whether the result may lie in the object's own memory, where nothing has to be changed. */
    mayShare: boolean;
  },
): Samples {
  const { bigEndian, shift, mayShare } = options;
  const inPlace = mayShare && !bigEndian && shift === 0 ? asTheyLie(cells, layout) : undefined;
  if (inPlace !== undefined && !needsMask(inPlace, layout)) return inPlace;
  const samples = takeSamples(cells, layout);
  if (bigEndian) swap(new Uint8Array(samples.buffer), samples.BYTES_PER_ELEMENT);
  if (shift !== 0 || needsMask(samples, layout)) mask(samples, layout, shift);
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

function shapeOf({ rows, columns, samplesPerPixel, bitsAllocated, kind }: PixelLayout) {
  return {
    Kind: ARRAYS[`${kind} ${bitsAllocated}`] ?? Uint8Array,
    count: rows * columns * samplesPerPixel,
  };
}

/** Undefined where no view fits, or a view would keep far more memory alive than its own. */
function asTheyLie({ buffer, byteOffset }: Uint8Array, layout: PixelLayout): Samples | undefined {
  const { Kind, count } = shapeOf(layout);
  const fits = byteOffset % Kind.BYTES_PER_ELEMENT === 0;
  const owned = buffer instanceof ArrayBuffer && buffer.byteLength <= 2 * count * Kind.BYTES_PER_ELEMENT;
  return fits && owned ? new Kind(buffer, byteOffset, count) : undefined;
}

function takeSamples(cells: Uint8Array, layout: PixelLayout): Samples {
  const { Kind, count } = shapeOf(layout);
  const length = count * Kind.BYTES_PER_ELEMENT;
  const { buffer } = cells;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) return new Kind(buffer, 0, count);
  const own = new ArrayBuffer(length);
  new Uint8Array(own).set(cells.subarray(0, length));
  return new Kind(own, 0, count);
}

function swap(bytes: Uint8Array, width: number): void {
  const cells = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) cells.swap16();
  else if (width === 4) cells.swap32();
  else if (width === 8) cells.swap64();
}

/**
 * Whether anything lies around the stored bits: mostly all bits above them are zero, or copies of the sign. Read four
 * bytes at a time.
 */
function needsMask(samples: Samples, { bitsAllocated, bitsStored, kind }: PixelLayout): boolean {
  if (kind === 'float' || bitsStored === bitsAllocated) return false;
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT } = samples;
  const from = (4 - (byteOffset % 4)) % 4;
  const words = new Int32Array(buffer, byteOffset + from, (byteLength - from) >> 2);
  const first = from / BYTES_PER_ELEMENT;
  const last = first + words.byteLength / BYTES_PER_ELEMENT;
  let seen = 0;
  // A bit that differs from its lower neighbour above the sign is no copy of it.
  // By index: the iterator of a typed array costs ten times the looking.
  if (kind === 'signed') {
    for (let i = 0; i < words.length; i++) seen |= (words[i] ?? 0) ^ ((words[i] ?? 0) << 1);
  } else {
    for (let i = 0; i < words.length; i++) seen |= words[i] ?? 0;
  }
  let above = 0;
  for (let bit = 0; bit < 32; bit++) if (bit % bitsAllocated >= bitsStored) above |= 1 << bit;
  if ((seen & above) !== 0) return true;
  return [...samples.subarray(0, first), ...samples.subarray(last)].some(
    (sample) => sample !== stored(sample, { bitsStored, kind }, 0),
  );
}

/** Removes what lies around the stored bits and extends signs. */
function mask(samples: Samples, layout: PixelLayout, shift: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = stored(samples[i] ?? 0, layout, shift);
}

/** Shifting the stored bits to the top and back drops what lies around them; >> keeps the sign, >>> has none. */
function stored(
  cell: number,
  { bitsStored, kind }: Pick<PixelLayout, 'bitsStored' | 'kind'>,
  shift: number,
): number {
  const atTop = cell << (32 - bitsStored - shift);
  return kind === 'signed' ? atTop >> (32 - bitsStored) : atTop >>> (32 - bitsStored);
}
