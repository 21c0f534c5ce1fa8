/** DICOM object -> its one greyscale frame as stored values, with what turns them into greys. */
import type { PixelFrame, VoiFunction } from '#inference/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import { decodeCodestream } from './decode-codestream.ts';
import { type DataSet, parseDicom } from './parse-dicom.ts';
import { readItems, readNumber, readText, readTexts } from './read-element.ts';
import { type FilmHeader, headerOf } from './read-header.ts';
import { type PixelLayout, readPixelLayout } from './read-pixel-layout.ts';
import { unpackSamples } from './unpack-samples.ts';

export interface DecodedFilm {
  readonly header: FilmHeader;
  readonly frame: PixelFrame;
}

const PIXEL_DATA = 'x7fe00010';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const IDENTITY = { slope: 1, intercept: 0 };

/** @throws AppError with failure 'refused': film-…, photometric-not-supported, multi-frame, modality-lut-not-supported, transfer-syntax-not-supported. */
export async function decodeFilm(bytes: Uint8Array): Promise<DecodedFilm> {
  const parsed = parseDicom(bytes);
  const { dataSet } = parsed;
  const header = headerOf(parsed);
  if (dataSet.elements[PIXEL_DATA] === undefined) throw new AppError('film-without-pixels', 'refused');
  const layout = readPixelLayout(dataSet);
  // A table in place of slope and intercept: leaving it out would show other greys than were meant.
  if (readItems(dataSet, 'x00283000').length > 0) throw new AppError('modality-lut-not-supported', 'refused');
  const pixels = await readPixels(dataSet, header.transferSyntaxUid, layout);
  return { header, frame: { ...layoutOf(layout), pixels, ...readGreyscale(dataSet) } };
}

function layoutOf({ rows, columns, bitsStored, photometricInterpretation }: PixelLayout) {
  return { rows, columns, bitsStored, photometricInterpretation };
}

async function readPixels(
  dataSet: DataSet,
  syntax: string,
  layout: PixelLayout,
): Promise<PixelFrame['pixels']> {
  const element = dataSet.elements[PIXEL_DATA];
  const encapsulated = element?.fragments !== undefined;
  const cells = encapsulated
    ? await decodeCodestream(joinFragments(dataSet), syntax, layout)
    : nativeCells(dataSet, layout);
  const expected = layout.rows * layout.columns * (layout.bitsAllocated / 8);
  if (cells.length < expected) throw new AppError('film-truncated', 'refused');
  const bigEndian = !encapsulated && syntax === BIG_ENDIAN;
  return unpackSamples(cells, layout, { bigEndian, shift: encapsulated ? 0 : layout.shift });
}

function nativeCells(dataSet: DataSet, layout: PixelLayout): Uint8Array {
  const element = dataSet.elements[PIXEL_DATA];
  const cells = dataSet.byteArray.subarray(
    element?.dataOffset,
    (element?.dataOffset ?? 0) + (element?.length ?? 0),
  );
  const expected = layout.rows * layout.columns * (layout.bitsAllocated / 8);
  // An even length, and no second frame that the header keeps quiet about (DICOM PS3.5 section 8.1.1).
  if (cells.length > expected + 1) throw new AppError('film-size-contradictory', 'refused');
  return cells;
}

/** One frame may lie in several fragments (DICOM PS3.5 section A.4); all of them are this frame's. */
function joinFragments(dataSet: DataSet): Uint8Array {
  const fragments = dataSet.elements[PIXEL_DATA]?.fragments ?? [];
  const parts = fragments.map(({ position, length }) =>
    dataSet.byteArray.subarray(position, position + length),
  );
  const short = parts.some((part, index) => part.length < (fragments[index]?.length ?? 0));
  if (short || parts.length === 0) throw new AppError('film-truncated', 'refused');
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

/**
 * Presentation LUT Shape is not looked at here: in DX it repeats what Photometric Interpretation says, INVERSE with
 * MONOCHROME1 and IDENTITY with MONOCHROME2 (DICOM PS3.3 section C.8.11.3.1.2), and must not invert a second time.
 */
function readGreyscale(dataSet: DataSet): Pick<PixelFrame, 'rescale' | 'window' | 'pixelSpacingMm'> {
  const slope = readNumber(dataSet, 'x00281053') ?? IDENTITY.slope;
  const intercept = readNumber(dataSet, 'x00281052') ?? IDENTITY.intercept;
  const window = readWindow(dataSet);
  const spacing = readSpacing(dataSet);
  return {
    rescale: slope === 0 ? IDENTITY : { slope, intercept },
    ...(window !== undefined && { window }),
    ...(spacing !== undefined && { pixelSpacingMm: spacing }),
  };
}

/** The first of the windows, as a viewer opens the film (DICOM PS3.3 section C.11.2.1.2). */
function readWindow(dataSet: DataSet): PixelFrame['window'] {
  const [center, width] = [readNumber(dataSet, 'x00281050'), readNumber(dataSet, 'x00281051')];
  const named = readText(dataSet, 'x00281056')?.toUpperCase();
  const voi: VoiFunction = named === 'LINEAR_EXACT' || named === 'SIGMOID' ? named : 'LINEAR';
  if (center === undefined || width === undefined || width <= 0 || (voi === 'LINEAR' && width < 1)) {
    return undefined;
  }
  return { center, width, function: voi };
}

/** Pixel Spacing, else the detector's own; zeros, as some compressors leave them, say nothing. */
function readSpacing(dataSet: DataSet): readonly [number, number] | undefined {
  for (const tag of ['x00280030', 'x00181164']) {
    const [row = 0, column = 0] = readTexts(dataSet, tag).map(Number);
    if (row > 0 && column > 0) return [row, column];
  }
  return undefined;
}
