/**
 * Any DICOM object with pixels -> its frames as stored values, one at a time. No colour conversion but what a codec does
 * by itself, no lookup table, no rescale: what pydicom's pixel_array gives.
 */
import { AppError } from '#lib/platform/errors.ts';
import { isUid } from '#lib/standards/identifiers.ts';
import { decodeCodestream, type DecodedCodestream } from './decode-codestream.ts';
import { locateEncodedFrame } from './locate-frame.ts';
import type { DataElement, DataSet } from './parse-data-set.ts';
import { EXPLICIT_BIG_ENDIAN, GE_BIG_ENDIAN_PIXELS, type ParsedDicom } from './parse-dicom.ts';
import { findPixels, type PixelLayout, readPixelLayout } from './read-pixel-layout.ts';
import {
  expandSharedColour,
  type Samples,
  toColourByPixel,
  unpackBits,
  unpackSamples,
} from './unpack-samples.ts';

const STANDARD_SYNTAXES = '1.2.840.10008.';

export interface OpenPixels {
  readonly layout: PixelLayout;
  /**
   * rows * columns * samplesPerPixel values, row by row, colour by pixel; `index` from 0. They may lie in the object's own
   * memory: not to be written to.
   * @throws AppError film-truncated, film-size-contradictory, film-frames-contradictory, film-not-decodable, transfer-syntax-not-supported (refused); RangeError for a frame that the object does not claim.
   */
  readFrame: (index: number) => Promise<Samples>;
}

/** @throws AppError film-without-pixels, pixel-layout-not-supported, film-too-large, film-size-contradictory (refused). */
export function openPixels({ dataSet, transferSyntaxUid }: ParsedDicom): OpenPixels {
  const found = findPixels(dataSet);
  if (found === undefined) throw new AppError('film-without-pixels', 'refused');
  const { element } = found;
  const layout = readPixelLayout(dataSet, found.float);
  const readFrame = element.fragments === undefined ? readNativeFrame : readEncodedFrame;
  return {
    layout,
    readFrame: async (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= layout.frames)
        throw new RangeError(`frame ${index}`);
      return readFrame({ dataSet, element, layout, transferSyntaxUid }, index);
    },
  };
}

interface Source {
  readonly dataSet: DataSet;
  readonly element: DataElement;
  readonly layout: PixelLayout;
  readonly transferSyntaxUid: string;
}

function readNativeFrame(
  { dataSet, element, layout, transferSyntaxUid }: Source,
  index: number,
): Promise<Samples> {
  const { rows, columns, samplesPerPixel, bitsAllocated, frames } = layout;
  const pixels = rows * columns;
  const shared = sharesColour(layout);
  const frameBits = shared ? pixels * 16 : pixels * samplesPerPixel * bitsAllocated;
  const expected = Math.ceil((frameBits * frames) / 8);
  if (element.length < expected) throw new AppError('film-truncated', 'refused');
  const cells = dataSet.bytes.subarray(element.offset, element.offset + element.length);
  if (!isPadding(cells.subarray(expected), frameBits / 8))
    throw new AppError('film-size-contradictory', 'refused');
  if (bitsAllocated === 1) return Promise.resolve(unpackBits(cells, index * frameBits, frameBits));
  const bigEndian = isBigEndian(transferSyntaxUid);
  const from = (index * frameBits) / 8;
  const own = inByteOrder(cells, bigEndian && bitsAllocated === 8 && element.vr === 'OW').subarray(
    from,
    from + frameBits / 8,
  );
  if (shared) return Promise.resolve(expandSharedColour(own, pixels));
  const samples = unpackSamples(own, layout, { bigEndian, shift: layout.shift, mayShare: true });
  return Promise.resolve(layout.planar ? toColourByPixel(samples, samplesPerPixel) : samples);
}

/** @throws AppError transfer-syntax-not-supported (refused): what private syntaxes do to pixels, only their owners know. */
function isBigEndian(syntax: string): boolean {
  if (syntax === EXPLICIT_BIG_ENDIAN || syntax === GE_BIG_ENDIAN_PIXELS) return true;
  const isPrivate = isUid(syntax) && !syntax.startsWith(STANDARD_SYNTAXES);
  if (isPrivate)
    throw new AppError('transfer-syntax-not-supported', 'refused', { fields: { transferSyntaxUid: syntax } });
  return false;
}

/**
 * The byte that makes a length even (DICOM PS3.5 section 8.1.1), or zeros that some writers fill up with; no further
 * frame that the header keeps quiet about.
 */
function isPadding(rest: Uint8Array, frameBytes: number): boolean {
  return rest.length <= 1 || (rest.length < frameBytes && rest.every((byte) => byte === 0));
}

/** Bytes that were written as words of another order (DICOM PS3.5 section 8.1.2, OW). */
function inByteOrder(cells: Uint8Array, inWords: boolean): Uint8Array {
  return inWords && cells.length % 2 === 0 ? Buffer.from(cells).swap16() : cells;
}

async function readEncodedFrame(
  { dataSet, element, layout, transferSyntaxUid }: Source,
  index: number,
): Promise<Samples> {
  const encoded = locateEncodedFrame(dataSet, element, layout, index);
  const decoded = widen(await decodeCodestream(encoded, transferSyntaxUid, layout), layout);
  const { cells, planar, bitsStored } = decoded;
  const samples = unpackSamples(
    cells,
    { ...layout, bitsStored },
    { bigEndian: false, shift: 0, mayShare: false },
  );
  return planar ? toColourByPixel(samples, layout.samplesPerPixel) : samples;
}

/** Eight bits in an image whose object allocates sixteen come as bytes. */
function widen(decoded: DecodedCodestream, layout: PixelLayout): DecodedCodestream {
  const { rows, columns, samplesPerPixel, bitsAllocated, kind } = layout;
  const count = rows * columns * samplesPerPixel;
  const { cells } = decoded;
  if (cells.length >= count * (bitsAllocated / 8)) return decoded;
  if (cells.length !== count || bitsAllocated !== 16) throw new AppError('film-truncated', 'refused');
  const wide =
    kind === 'signed'
      ? Int16Array.from(new Int8Array(cells.buffer, cells.byteOffset, count))
      : Uint16Array.from(cells);
  return { ...decoded, cells: new Uint8Array(wide.buffer) };
}

function sharesColour({
  photometricInterpretation,
  bitsAllocated,
  samplesPerPixel,
  columns,
}: PixelLayout): boolean {
  return (
    photometricInterpretation === 'YBR_FULL_422' &&
    bitsAllocated === 8 &&
    samplesPerPixel === 3 &&
    columns % 2 === 0
  );
}
