/** One compressed frame -> samples in little-endian order: CharLS for JPEG-LS, dcmjs-codecs for the rest (WebAssembly). */
import { createRequire } from 'node:module';
import { AppError } from '#lib/platform/errors.ts';
import { isUid } from '#lib/standards/identifiers.ts';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { type Codestream, readCodestream } from './read-codestream.ts';
import type { PixelLayout } from './read-pixel-layout.ts';

export interface DecodedCodestream {
  readonly cells: Uint8Array;
  /** Colour by plane: what some encoders of JPEG-LS and RLE leave. */
  readonly planar: boolean;
}

type Codec = 'decodeRle' | 'decodeJpeg' | 'decodeJpeg2000' | 'decodeHtJpeg2000';

export const RLE_LOSSLESS = '1.2.840.10008.1.2.5';

const CODECS: Readonly<Record<Exclude<Codestream['family'], 'jpeg-ls'>, Codec>> = {
  jpeg: 'decodeJpeg',
  'jpeg-2000': 'decodeJpeg2000',
  htj2k: 'decodeHtJpeg2000',
};

/** JPEG, JPEG-LS and JPEG 2000 of one image each; no video, no JPIP (DICOM PS3.5 section A.4). */
const STILL_IMAGES = /^1\.2\.840\.10008\.1\.2\.4\.(5[0-9]|6[0-6]|70|8[01]|9[01]|20[123])$/;

/** What CharLS' WebAssembly gives; the package brings no types. */
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

/**
 * No codec makes more pixels of a byte than this, one large blank film aside: a claim beyond it is a forgery that would
 * cost seconds and gigabytes.
 */
const PIXELS_PER_BYTE = 1000;
const BLANK_PIXELS = 4_000_000;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
const LONGEST_FILL_BYTES = 16;

// CommonJS bundles whose names Node can't see from outside; loaded at the first compressed film.
const require = createRequire(import.meta.url);
let dcmjs: typeof DcmjsCodecs | undefined;
let charls: Promise<CharLs> | undefined;

/**
 * The image's own markers choose the codec: objects that name another transfer syntax than they hold are common.
 * @throws AppError transfer-syntax-not-supported, film-size-contradictory, film-truncated, film-not-decodable (refused).
 */
export async function decodeCodestream(
  encoded: Uint8Array,
  syntax: string,
  layout: PixelLayout,
): Promise<DecodedCodestream> {
  const { rows, columns } = layout;
  if (rows * columns > BLANK_PIXELS + PIXELS_PER_BYTE * encoded.length) throw refused('film-truncated');
  if (syntax === RLE_LOSSLESS) return decodeWith('decodeRle', encoded, layout);
  const codestream = readCodestream(encoded);
  if (codestream === undefined) {
    if (STILL_IMAGES.test(syntax)) throw refused('film-not-decodable');
    // What a forged header holds in its place may be a name.
    const fields = isUid(syntax) ? { transferSyntaxUid: syntax } : {};
    throw new AppError('transfer-syntax-not-supported', 'refused', { fields });
  }
  checkAgainst(codestream, layout);
  if (codestream.family === 'jpeg-ls') return decodeJpegLs(requireEnd(encoded), layout);
  return decodeWith(CODECS[codestream.family], encoded, layout);
}

/** A codec believes the image, the product believes the object: they must not differ. */
function checkAgainst({ rows, columns, components, precision }: Codestream, layout: PixelLayout): void {
  const same = rows === layout.rows && columns === layout.columns && components === layout.samplesPerPixel;
  if (!same || precision > layout.bitsAllocated) throw refused('film-size-contradictory');
}

/** CharLS works for seconds on an image without its end marker before it gives up; fill may follow the marker. */
function requireEnd(encoded: Uint8Array): Uint8Array {
  const tail = encoded.subarray(-LONGEST_FILL_BYTES);
  if (Buffer.from(tail).lastIndexOf(END_OF_IMAGE) < 0) throw refused('film-truncated');
  return encoded;
}

async function decodeWith(
  codec: Codec,
  encoded: Uint8Array,
  layout: PixelLayout,
): Promise<DecodedCodestream> {
  const { NativeCodecs, Context } = await loadDcmjs();
  try {
    const decoded = NativeCodecs[codec](new Context(contextOf(encoded, layout)));
    const planar = decoded.getPlanarConfiguration() === 1 && layout.samplesPerPixel > 1;
    return { cells: decoded.getDecodedBuffer() ?? new Uint8Array(), planar };
  } catch (thrown) {
    // A codec that threw may have left its memory in disorder: the next film gets a new one.
    NativeCodecs.release();
    throw refused('film-not-decodable', thrown);
  }
}

async function decodeJpegLs(
  encoded: Uint8Array,
  { samplesPerPixel }: PixelLayout,
): Promise<DecodedCodestream> {
  const { JpegLSDecoder } = await loadCharLs();
  try {
    const decoder = new JpegLSDecoder();
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    const planar = samplesPerPixel > 1 && decoder.getInterleaveMode() === 0;
    const cells = Uint8Array.from(decoder.getDecodedBuffer());
    decoder.delete();
    return { cells, planar };
  } catch (thrown) {
    charls = undefined;
    throw refused('film-not-decodable', thrown);
  }
}

async function loadDcmjs(): Promise<typeof DcmjsCodecs> {
  dcmjs ??= require('dcmjs-codecs') as typeof DcmjsCodecs;
  if (!dcmjs.NativeCodecs.isInitialized()) await dcmjs.NativeCodecs.initializeAsync();
  return dcmjs;
}

function loadCharLs(): Promise<CharLs> {
  return (charls ??= (require('@cornerstonejs/codec-charls/decodewasmjs') as () => Promise<CharLs>)());
}

function contextOf(encodedBuffer: Uint8Array, layout: PixelLayout) {
  return {
    width: layout.columns,
    height: layout.rows,
    bitsAllocated: layout.bitsAllocated,
    bitsStored: layout.bitsStored,
    samplesPerPixel: layout.samplesPerPixel,
    pixelRepresentation: layout.kind === 'signed' ? 1 : 0,
    planarConfiguration: layout.planar ? 1 : 0,
    photometricInterpretation: layout.photometricInterpretation,
    encodedBuffer,
  };
}

function refused(code: string, cause?: unknown): AppError {
  return new AppError(code, 'refused', cause === undefined ? {} : { cause });
}
