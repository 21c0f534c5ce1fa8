/** One compressed frame -> samples in little-endian order, through dcmjs-codecs (WebAssembly). */
import { createRequire } from 'node:module';
import { AppError } from '#lib/platform/errors.ts';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import type { PixelLayout } from './read-pixel-layout.ts';
import { readCodestreamSize } from './read-codestream-size.ts';

type Codec = 'decodeRle' | 'decodeJpeg' | 'decodeJpegLs' | 'decodeJpeg2000' | 'decodeHtJpeg2000';

/** Transfer syntaxes of DICOM PS3.5 section A.4 that a kept codec reads. */
const CODECS: Readonly<Record<string, Codec>> = {
  '1.2.840.10008.1.2.5': 'decodeRle',
  '1.2.840.10008.1.2.4.50': 'decodeJpeg',
  '1.2.840.10008.1.2.4.51': 'decodeJpeg',
  '1.2.840.10008.1.2.4.57': 'decodeJpeg',
  '1.2.840.10008.1.2.4.70': 'decodeJpeg',
  '1.2.840.10008.1.2.4.80': 'decodeJpegLs',
  '1.2.840.10008.1.2.4.81': 'decodeJpegLs',
  '1.2.840.10008.1.2.4.90': 'decodeJpeg2000',
  '1.2.840.10008.1.2.4.91': 'decodeJpeg2000',
  '1.2.840.10008.1.2.4.201': 'decodeHtJpeg2000',
  '1.2.840.10008.1.2.4.202': 'decodeHtJpeg2000',
  '1.2.840.10008.1.2.4.203': 'decodeHtJpeg2000',
};

// A CommonJS bundle whose names Node can't see from outside; loaded at the first compressed film.
const require = createRequire(import.meta.url);
let loaded: typeof DcmjsCodecs | undefined;

/** @throws AppError transfer-syntax-not-supported, film-size-contradictory, film-not-decodable (refused). */
export async function decodeCodestream(
  encoded: Uint8Array,
  syntax: string,
  layout: PixelLayout,
): Promise<Uint8Array> {
  const codec = CODECS[syntax];
  if (codec === undefined) {
    throw new AppError('transfer-syntax-not-supported', 'refused', { fields: { transferSyntaxUid: syntax } });
  }
  if (codec !== 'decodeRle') checkSize(encoded, layout);
  const { NativeCodecs, Context } = await loadCodecs();
  try {
    const decoded = NativeCodecs[codec](new Context(contextOf(encoded, layout))).getDecodedBuffer();
    return decoded ?? new Uint8Array();
  } catch (thrown) {
    // A codec that threw may have left its memory in disorder: the next film gets a new one.
    NativeCodecs.release();
    throw new AppError('film-not-decodable', 'refused', { cause: thrown });
  }
}

async function loadCodecs(): Promise<typeof DcmjsCodecs> {
  loaded ??= require('dcmjs-codecs') as typeof DcmjsCodecs;
  if (!loaded.NativeCodecs.isInitialized()) await loaded.NativeCodecs.initializeAsync();
  return loaded;
}

function checkSize(encoded: Uint8Array, { rows, columns }: PixelLayout): void {
  const size = readCodestreamSize(encoded);
  if (size === undefined) throw new AppError('film-not-decodable', 'refused');
  if (size.rows !== rows || size.columns !== columns)
    throw new AppError('film-size-contradictory', 'refused');
}

function contextOf(encodedBuffer: Uint8Array, layout: PixelLayout) {
  return {
    width: layout.columns,
    height: layout.rows,
    bitsAllocated: layout.bitsAllocated,
    bitsStored: layout.bitsStored,
    samplesPerPixel: 1,
    pixelRepresentation: layout.signed ? 1 : 0,
    planarConfiguration: 0,
    photometricInterpretation: layout.photometricInterpretation,
    encodedBuffer,
  };
}
