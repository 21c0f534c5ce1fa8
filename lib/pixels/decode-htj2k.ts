/** One high-throughput JPEG 2000 image -> samples: OpenJPH (WebAssembly). */
import { createRequire } from 'node:module';
import { AppError } from '#lib/platform/errors.ts';

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
export async function decodeHtj2k(encoded: Uint8Array): Promise<Uint8Array> {
  const { HTJ2KDecoder } = await (openJph ??= load());
  try {
    const decoder = new HTJ2KDecoder();
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    const cells = Uint8Array.from(decoder.getDecodedBuffer());
    decoder.delete();
    if (cells.length === 0) throw new Error('OpenJPH gave no samples');
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
