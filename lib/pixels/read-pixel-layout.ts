/** Image Pixel module (DICOM PS3.3 section C.7.6.3): checked before a byte of pixels is read. */
import { AppError } from '#lib/platform/errors.ts';
import type { PixelFrame } from '#inference/contract.ts';
import type { DataSet } from './parse-dicom.ts';
import { readNumber, readText, readUnsigned } from './read-element.ts';

export interface PixelLayout {
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  /** How far stored values lie above bit 0 in native data. */
  readonly shift: number;
  readonly signed: boolean;
  readonly photometricInterpretation: PixelFrame['photometricInterpretation'];
}

/** The largest detectors and film scans have about 30 million pixels. */
const MAX_PIXELS = 100_000_000;

/** @throws AppError photometric-not-supported, multi-frame, pixel-layout-not-supported, film-too-large (refused). */
export function readPixelLayout(dataSet: DataSet): PixelLayout {
  const photometricInterpretation = readPhotometric(dataSet);
  if ((readNumber(dataSet, 'x00280008') ?? 1) !== 1) throw refused('multi-frame');
  const [rows, columns] = [readUnsigned(dataSet, 'x00280010') ?? 0, readUnsigned(dataSet, 'x00280011') ?? 0];
  if (rows === 0 || columns === 0) throw refused('pixel-layout-not-supported');
  if (rows * columns > MAX_PIXELS) throw refused('film-too-large');
  return { rows, columns, photometricInterpretation, ...readBits(dataSet) };
}

function readPhotometric(dataSet: DataSet): PixelFrame['photometricInterpretation'] {
  const photometric = readText(dataSet, 'x00280004')?.toUpperCase();
  const samples = readUnsigned(dataSet, 'x00280002') ?? 1;
  if (samples === 1 && (photometric === 'MONOCHROME1' || photometric === 'MONOCHROME2')) return photometric;
  throw refused('photometric-not-supported');
}

function readBits(dataSet: DataSet) {
  const bitsAllocated = readUnsigned(dataSet, 'x00280100');
  if (bitsAllocated !== 8 && bitsAllocated !== 16) throw refused('pixel-layout-not-supported');
  const bitsStored = readUnsigned(dataSet, 'x00280101') ?? bitsAllocated;
  const highBit = readUnsigned(dataSet, 'x00280102') ?? bitsStored - 1;
  const shift = highBit + 1 - bitsStored;
  const possible = bitsStored >= 1 && bitsStored <= bitsAllocated && shift >= 0 && highBit < bitsAllocated;
  if (!possible) throw refused('pixel-layout-not-supported');
  return { bitsAllocated, bitsStored, shift, signed: readUnsigned(dataSet, 'x00280103') === 1 } as const;
}

function refused(code: string): AppError {
  return new AppError(code, 'refused');
}
