/** One compressed frame -> samples in little-endian order, each family by its codec; dcmjs-codecs has RLE, JPEG and JPEG 2000. */
import { createRequire } from 'node:module';
import { AppError } from '#lib/platform/errors.ts';
import { isUid } from '#lib/standards/identifiers.ts';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { decodeGreyJpeg } from './decode-grey-jpeg.ts';
import { decodeHtj2k } from './decode-htj2k.ts';
import { decodeJpegLs } from './decode-jpeg-ls.ts';
import { decodeRle } from './decode-rle.ts';
import { type Codestream, readCodestream } from './read-codestream.ts';
import type { PixelLayout } from './read-pixel-layout.ts';

export interface DecodedCodestream {
  readonly cells: Uint8Array;
  /** Colour by plane: what some encoders of JPEG-LS and RLE leave. */
  readonly planar: boolean;
  /**
   * How many bits of a cell are its value, and from which one signs extend. A lossy image of more bits than the object
   * stores may go beyond those: cut off there, its white would be black. Of lossless JPEG and RLE the object knows more.
   */
  readonly bitsStored: number;
}

type Codec = 'decodeJpeg' | 'decodeJpeg2000';

export const RLE_LOSSLESS = '1.2.840.10008.1.2.5';

const CODECS: Readonly<Record<Exclude<Codestream['family'], 'jpeg-ls' | 'htj2k'>, Codec>> = {
  jpeg: 'decodeJpeg',
  'jpeg-2000': 'decodeJpeg2000',
};

/** JPEG, JPEG-LS and JPEG 2000 of one image each; no video, no JPIP (DICOM PS3.5 section A.4). */
const STILL_IMAGES = /^1\.2\.840\.10008\.1\.2\.4\.(5[0-9]|6[0-6]|70|8[01]|9[01]|20[123])$/;

/**
 * No codec makes more pixels of a byte than this: a claim beyond it is a forgery, or lacks most of its data, and would
 * cost seconds and gigabytes. JPEG spends a bit on every sample where it loses nothing, and two codes on every 64 where
 * it does (ISO/IEC 10918-1 H.1.2.2, F.1.2), RLE two bytes on 128 (DICOM PS3.5 section G.3.1); the others have no such
 * floor, and no film needs so little.
 */
const PIXELS_PER_BYTE = {
  rle: 64,
  jpeg: 256,
  'jpeg-lossless': 8,
  'jpeg-ls': 1000,
  'jpeg-2000': 1000,
  htj2k: 1000,
};
/** Under this no claim costs much. */
const SMALL_PIXELS = 4_000_000;
// A CommonJS bundle whose names Node can't see from outside; loaded at the first film that needs it.
const require = createRequire(import.meta.url);
let dcmjs: typeof DcmjsCodecs | undefined;

/**
 * The image's own markers choose the codec: objects that name another transfer syntax than they hold are common.
 * @throws AppError transfer-syntax-not-supported, pixel-layout-not-supported, film-size-contradictory, film-truncated, film-not-decodable (refused).
 */
export async function decodeCodestream(
  encoded: Uint8Array,
  syntax: string,
  layout: PixelLayout,
): Promise<DecodedCodestream> {
  if (syntax === RLE_LOSSLESS) {
    requireBytes(encoded, layout, 'rle');
    return { cells: decodeRle(encoded, layout), planar: false, bitsStored: layout.bitsStored };
  }
  const codestream = readCodestream(encoded);
  if (codestream === undefined) {
    if (STILL_IMAGES.test(syntax)) throw refused('film-not-decodable');
    // What a forged header holds in its place may be a name.
    const fields = isUid(syntax) ? { transferSyntaxUid: syntax } : {};
    throw new AppError('transfer-syntax-not-supported', 'refused', { fields });
  }
  checkAgainst(codestream, layout);
  requireSound(codestream, layout);
  requireBytes(encoded, layout, codestream.lossless ? 'jpeg-lossless' : codestream.family);
  return { ...(await decodeFamily(codestream, encoded, layout)), bitsStored: bitsOf(codestream, layout) };
}

function bitsOf({ family, lossless, precision }: Codestream, { bitsStored }: PixelLayout): number {
  if (family !== 'jpeg') return precision;
  return lossless ? bitsStored : Math.max(precision, bitsStored);
}

type Decoded = Omit<DecodedCodestream, 'bitsStored'>;

async function decodeFamily(
  codestream: Codestream,
  encoded: Uint8Array,
  layout: PixelLayout,
): Promise<Decoded> {
  const { family } = codestream;
  if (family === 'jpeg-ls') return decodeJpegLs(encoded, layout.samplesPerPixel);
  if (family === 'htj2k') return { cells: await decodeHtj2k(encoded, codestream), planar: false };
  const grey = isPlainGrey(codestream) && (await decodeGreyJpeg(encoded, layout.rows * layout.columns));
  return grey
    ? { cells: grey, planar: false }
    : decodeWith(CODECS[family], encoded, inOwnCells(codestream, layout));
}

function isPlainGrey({ family, lossless, components, precision }: Codestream): boolean {
  return family === 'jpeg' && !lossless && components === 1 && precision === 8;
}

/** A codec believes the image, the product believes the object: they must not differ. */
function checkAgainst({ rows, columns, components, precision }: Codestream, layout: PixelLayout): void {
  const same = rows === layout.rows && columns === layout.columns && components === layout.samplesPerPixel;
  if (!same || precision > layout.bitsAllocated) throw refused('film-size-contradictory');
}

/**
 * What a codec would decode to wrong values without a word: the cosine transform has 8 or 12 bits (ISO/IEC 10918-1
 * B.2.2), dcmjs-codecs gives of JPEG 2000 in colour the lower bytes alone, and no codec here fills 32 bits.
 */
function requireSound({ family, lossless, components, precision }: Codestream, layout: PixelLayout): void {
  if (family === 'jpeg' && !lossless && precision !== 8 && precision !== 12)
    throw refused('film-not-decodable');
  const inHalf = family === 'jpeg-2000' && components > 1 && precision > 8;
  if (inHalf || layout.bitsAllocated > 16) throw refused('pixel-layout-not-supported');
}

function requireBytes(
  encoded: Uint8Array,
  { rows, columns }: PixelLayout,
  kind: keyof typeof PIXELS_PER_BYTE,
): void {
  if (rows * columns > SMALL_PIXELS + PIXELS_PER_BYTE[kind] * encoded.length) throw refused('film-truncated');
}

/** dcmjs-codecs leaves samples of a byte in a row, also where it is told that cells have two. */
function inOwnCells({ precision }: Codestream, layout: PixelLayout): PixelLayout {
  return precision > 8 ? layout : { ...layout, bitsAllocated: 8, bitsStored: Math.min(8, layout.bitsStored) };
}

async function decodeWith(codec: Codec, encoded: Uint8Array, layout: PixelLayout): Promise<Decoded> {
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

async function loadDcmjs(): Promise<typeof DcmjsCodecs> {
  dcmjs ??= require('dcmjs-codecs') as typeof DcmjsCodecs;
  if (!dcmjs.NativeCodecs.isInitialized()) await dcmjs.NativeCodecs.initializeAsync();
  return dcmjs;
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
