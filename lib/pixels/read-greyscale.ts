/** What turns a film's stored values into greys (DICOM PS3.3 sections C.11.1 and C.11.2, PS3.4 section N.2). */
import type { LookupTable, PixelFrame, VoiFunction } from '#inference/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { DataSet } from './parse-data-set.ts';
import {
  readItems,
  readNumber,
  readNumbers,
  readSample,
  readText,
  readUnsigneds,
  readValue,
} from './read-element.ts';

type Greyscale = Pick<
  PixelFrame,
  'rescale' | 'modalityLut' | 'window' | 'voiLut' | 'padding' | 'pixelSpacingMm' | 'detectorSpacingMm'
>;

const IDENTITY = { slope: 1, intercept: 0 };
const MODALITY_LUT_SEQUENCE = 0x00283000;
const VOI_LUT_SEQUENCE = 0x00283010;
const LUT_DESCRIPTOR = 0x00283002;
const MAX_ENTRIES = 65_536;
/** Beyond it no unit of any modality lies, and sums run into infinity. */
const MAX_RESCALE = 1e12;

/**
 * Presentation LUT Shape is not looked at here: in DX it repeats what Photometric Interpretation says, INVERSE with
 * MONOCHROME1 and IDENTITY with MONOCHROME2 (DICOM PS3.3 section C.8.11.3.1.2), and must not invert a second time; the
 * gate refuses what contradicts itself.
 */
export function readGreyscale(dataSet: DataSet, signed: boolean): Greyscale {
  const modalityLut = readLookupTable(dataSet, MODALITY_LUT_SEQUENCE, signed);
  const rescale = readRescale(dataSet);
  const goesBelowZero = modalityLut === undefined && (signed || rescale.intercept < 0 || rescale.slope < 0);
  return {
    rescale,
    ...optional('modalityLut', modalityLut),
    ...optional('window', readWindow(dataSet)),
    // Its first value mapped is of the modality's output (DICOM PS3.3 section C.11.2.1.1).
    ...optional('voiLut', readLookupTable(dataSet, VOI_LUT_SEQUENCE, goesBelowZero)),
    ...optional('padding', readPadding(dataSet, signed)),
    ...optional('pixelSpacingMm', readSpacing(dataSet, 0x00280030)),
    ...optional('detectorSpacingMm', readSpacing(dataSet, 0x00181164)),
  };
}

/** @throws AppError pixel-layout-not-supported (refused). */
function readRescale(dataSet: DataSet): PixelFrame['rescale'] {
  const slope = readNumber(dataSet, 0x00281053) ?? IDENTITY.slope;
  const intercept = readNumber(dataSet, 0x00281052) ?? IDENTITY.intercept;
  if (Math.max(Math.abs(slope), Math.abs(intercept)) > MAX_RESCALE)
    throw new AppError('pixel-layout-not-supported', 'refused');
  return slope === 0 ? IDENTITY : { slope, intercept };
}

/** The first of the windows, as a viewer opens the film (DICOM PS3.3 section C.11.2.1.2). */
function readWindow(dataSet: DataSet): PixelFrame['window'] {
  const [center, width] = [readNumber(dataSet, 0x00281050), readNumber(dataSet, 0x00281051)];
  const named = readText(dataSet, 0x00281056)?.toUpperCase();
  const voi: VoiFunction = named === 'LINEAR_EXACT' || named === 'SIGMOID' ? named : 'LINEAR';
  if (center === undefined || width === undefined || width <= 0 || (voi === 'LINEAR' && width < 1)) {
    return undefined;
  }
  return { center, width, function: voi };
}

/** LUT Descriptor and LUT Data of the sequence's first item (DICOM PS3.3 section C.11.1.1.1); a table that is broken is none. */
function readLookupTable(dataSet: DataSet, sequence: number, signed: boolean): LookupTable | undefined {
  const [item] = readItems(dataSet, sequence);
  if (item === undefined) return undefined;
  const [count, first = 0, bits = 16] = readUnsigneds(item, LUT_DESCRIPTOR);
  const entries = count === 0 ? MAX_ENTRIES : count;
  const data = readValue(item, 0x00283006, 2 * MAX_ENTRIES);
  if (entries === undefined || data === undefined || bits < 1 || bits > 16) return undefined;
  const values = readEntries(item, data, entries);
  const negative = signed || item.elements.get(LUT_DESCRIPTOR)?.vr === 'SS';
  return values && { firstMapped: negative ? (first << 16) >> 16 : first, values, bits };
}

/** Entries of up to eight bits may lie two to a word. */
function readEntries({ encoding }: DataSet, data: Uint8Array, entries: number): Uint16Array | undefined {
  if (data.length >= 2 * entries) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    return Uint16Array.from({ length: entries }, (_, at) => view.getUint16(2 * at, encoding.littleEndian));
  }
  return data.length >= entries ? Uint16Array.from(data.subarray(0, entries)) : undefined;
}

/** Pixel Padding Value, with its Range Limit where it is a range (DICOM PS3.3 section C.7.5.1.1.2). */
function readPadding(dataSet: DataSet, signed: boolean): PixelFrame['padding'] {
  const value = readSample(dataSet, 0x00280120, signed);
  if (value === undefined) return undefined;
  const limit = readSample(dataSet, 0x00280121, signed) ?? value;
  return { from: Math.min(value, limit), to: Math.max(value, limit) };
}

/** Of rows and of columns; zeros, as some compressors leave them, say nothing. */
function readSpacing(dataSet: DataSet, tag: number): readonly [number, number] | undefined {
  const [row = 0, column = 0] = readNumbers(dataSet, tag);
  return row > 0 && column > 0 ? [row, column] : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}
