/** One high-throughput JPEG 2000 image -> samples: OpenJPH (WebAssembly). */
import { createRequire } from 'node:module';
import { AppError } from '#lib/platform/errors.ts';
import type { Codestream } from './read-codestream.ts';

/** What the package gives; it brings no types. */
interface Htj2kDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  /** A sample takes one byte up to 8 bits, two beyond. Empty where decoding failed. */
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}
interface OpenJph {
  readonly HTJ2KDecoder: new () => Htj2kDecoder;
}
type Load = (settings: { print: () => void; printErr: () => void }) => Promise<OpenJph>;

const require = createRequire(import.meta.url);
let openJph: Promise<OpenJph> | undefined;

/** Colour by pixel. @throws AppError film-not-decodable (refused). */
export async function decodeHtj2k(
  encoded: Uint8Array,
  image: Pick<Codestream, 'precision' | 'signed'>,
): Promise<Uint8Array> {
  const { HTJ2KDecoder } = await (openJph ??= load());
  try {
    const decoder = new HTJ2KDecoder();
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    const cells = new Uint8Array(decoder.getDecodedBuffer());
    decoder.delete();
    if (cells.length === 0) throw new Error('OpenJPH gave no samples');
    if (image.precision > 8) saturate(cells, image);
    return cells;
  } catch (cause) {
    // A codec that threw may have left its memory in disorder: the next film gets a new one.
    openJph = undefined;
    throw new AppError('film-not-decodable', 'refused', { cause });
  }
}

/** It would write what it thinks of a broken image to the process's output. */
function load(): Promise<OpenJph> {
  const create = require('@cornerstonejs/codec-openjph') as Load;
  return create({ print: () => undefined, printErr: () => undefined });
}

/**
 * A lossy image may ring above its white and below its black, and OpenJPH cuts that off at the cell's range only: what
 * is beyond the image's own is white or black (ISO/IEC 15444-1 G.1.2), and without its upper bits it would be the other.
 */
function saturate(
  { buffer, length }: Uint8Array<ArrayBuffer>,
  { precision, signed }: Pick<Codestream, 'precision' | 'signed'>,
): void {
  const samples = signed ? new Int16Array(buffer, 0, length >> 1) : new Uint16Array(buffer, 0, length >> 1);
  const [black, white] = signed
    ? [-(2 ** (precision - 1)), 2 ** (precision - 1) - 1]
    : [0, 2 ** precision - 1];
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0;
    if (sample > white) samples[i] = white;
    else if (sample < black) samples[i] = black;
  }
}
