/** Image Pixel module (DICOM PS3.3 section C.7.6.3): checked before a byte of pixels is read. */
import { AppError } from '#lib/platform/errors.ts';
import { type DataElement, type DataSet, PIXEL_DATA } from './parse-data-set.ts';
import { readNumber, readText, readUnsigned } from './read-element.ts';

export interface PixelLayout {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  /** How far stored values lie above bit 0 in native data. */
  readonly shift: number;
  readonly kind: 'unsigned' | 'signed' | 'float';
  readonly photometricInterpretation: string;
  /** Colour by plane instead of by pixel, in native data. */
  readonly planar: boolean;
}

/** Pixel data, or the float pixel data of parametric maps (DICOM PS3.3 sections C.7.6.24 and C.7.6.25). */
export interface PixelElement {
  readonly element: DataElement;
  readonly float: 32 | 64 | undefined;
}

/** The largest detectors have about 30 million pixels, the finest scan of a large film 61 (14 by 17 inches, 50 µm). */
const MAX_PIXELS = 64_000_000;
const MAX_FRAME_BYTES = 512 * 1024 * 1024;
const FLOAT_PIXEL_DATA = 0x7fe00008;
const DOUBLE_PIXEL_DATA = 0x7fe00009;

/** Undefined where the object holds no pixels. */
export function findPixels({ elements }: DataSet): PixelElement | undefined {
  const [plain, float, double] = [PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_PIXEL_DATA].map((tag) =>
    elements.get(tag),
  );
  if (plain !== undefined) return { element: plain, float: undefined };
  if (float !== undefined) return { element: float, float: 32 };
  return double === undefined ? undefined : { element: double, float: 64 };
}

/** @throws AppError pixel-layout-not-supported, film-too-large (refused). */
export function readPixelLayout(dataSet: DataSet, float?: PixelElement['float']): PixelLayout {
  const [rows, columns] = [readUnsigned(dataSet, 0x00280010) ?? 0, readUnsigned(dataSet, 0x00280011) ?? 0];
  const samplesPerPixel = readUnsigned(dataSet, 0x00280002) ?? 1;
  // Some writers say 0 of the one frame that there is.
  const frames = (readNumber(dataSet, 0x00280008) ?? 0) || 1;
  const photometricInterpretation = readText(dataSet, 0x00280004)?.toUpperCase() ?? '';
  const possible = rows > 0 && columns > 0 && samplesPerPixel >= 1 && samplesPerPixel <= 4;
  if (!possible || !Number.isInteger(frames) || frames < 1) throw refused('pixel-layout-not-supported');
  const bits = float === undefined ? readBits(dataSet) : floatBits(float);
  const frameBytes = (rows * columns * samplesPerPixel * bits.bitsAllocated) / 8;
  if (rows * columns > MAX_PIXELS || frameBytes > MAX_FRAME_BYTES) throw refused('film-too-large');
  const planar = samplesPerPixel > 1 && readUnsigned(dataSet, 0x00280006) === 1;
  return { rows, columns, frames, samplesPerPixel, photometricInterpretation, planar, ...bits };
}

function readBits(dataSet: DataSet) {
  const bitsAllocated = readUnsigned(dataSet, 0x00280100);
  if (!isAllocation(bitsAllocated)) throw refused('pixel-layout-not-supported');
  const bitsStored = readUnsigned(dataSet, 0x00280101) ?? bitsAllocated;
  if (bitsStored < 1 || bitsStored > bitsAllocated) throw refused('pixel-layout-not-supported');
  const highBit = readUnsigned(dataSet, 0x00280102) ?? bitsStored - 1;
  // A high bit where the stored bits have no room says nothing: they lie where almost all lie.
  const shift = highBit < bitsAllocated ? Math.max(0, highBit + 1 - bitsStored) : 0;
  const signed = readUnsigned(dataSet, 0x00280103) === 1;
  return { bitsAllocated, bitsStored, shift, kind: signed ? 'signed' : 'unsigned' } as const;
}

function isAllocation(bits: number | undefined): bits is 1 | 8 | 16 | 32 {
  return bits === 1 || bits === 8 || bits === 16 || bits === 32;
}

function floatBits(bits: 32 | 64) {
  return { bitsAllocated: bits, bitsStored: bits, shift: 0, kind: 'float' } as const;
}

function refused(code: string): AppError {
  return new AppError(code, 'refused');
}
