/** One JPEG-LS image -> samples: CharLS (WebAssembly). */
import { createRequire } from 'node:module';
import { AppError } from '#lib/platform/errors.ts';

/** What the package gives; it brings no types. */
interface JpegLsDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  getInterleaveMode(): number;
  delete(): void;
}
interface CharLs {
  readonly JpegLSDecoder: new () => JpegLsDecoder;
}

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
const LONGEST_FILL_BYTES = 16;

const require = createRequire(import.meta.url);
let charls: Promise<CharLs> | undefined;

/** `planar`: colour by plane. @throws AppError film-truncated, film-not-decodable (refused). */
export async function decodeJpegLs(
  encoded: Uint8Array,
  samplesPerPixel: number,
): Promise<{ cells: Uint8Array; planar: boolean }> {
  requireEnd(encoded);
  charls ??= (require('@cornerstonejs/codec-charls/decodewasmjs') as () => Promise<CharLs>)();
  const { JpegLSDecoder } = await charls;
  try {
    const decoder = new JpegLSDecoder();
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    const planar = samplesPerPixel > 1 && decoder.getInterleaveMode() === 0;
    const cells = new Uint8Array(decoder.getDecodedBuffer());
    decoder.delete();
    return { cells, planar };
  } catch (cause) {
    // A codec that threw may have left its memory in disorder: the next film gets a new one.
    charls = undefined;
    throw new AppError('film-not-decodable', 'refused', { cause });
  }
}

/** CharLS works for seconds on an image without its end marker before it gives up; fill may follow the marker, zeros without end. */
function requireEnd(encoded: Uint8Array): void {
  const end = encoded.findLastIndex((byte) => byte !== 0) + 1;
  const tail = encoded.subarray(Math.max(0, end - LONGEST_FILL_BYTES), end);
  if (Buffer.from(tail).lastIndexOf(END_OF_IMAGE) < 0) throw new AppError('film-truncated', 'refused');
}
