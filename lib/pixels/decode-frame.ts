/** DICOM object -> its one greyscale frame as stored values, with what turns them into greys: what a model may take. */
import type { PixelFrame } from '#inference/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import { openPixels } from './open-pixels.ts';
import { parseDicom } from './parse-dicom.ts';
import { readGreyscale } from './read-greyscale.ts';
import { type FilmHeader, headerOf } from './read-header.ts';
import type { PixelLayout } from './read-pixel-layout.ts';

export interface DecodedFilm {
  readonly header: FilmHeader;
  readonly frame: PixelFrame;
}

/** @throws AppError with failure 'refused': film-…, photometric-not-supported, multi-frame, pixel-layout-not-supported, transfer-syntax-not-supported. */
export async function decodeFilm(bytes: Uint8Array): Promise<DecodedFilm> {
  const parsed = parseDicom(bytes);
  const header = headerOf(parsed);
  const { layout, readFrame } = openPixels(parsed);
  const photometricInterpretation = requireGreyscale(layout);
  const { rows, columns, bitsStored } = layout;
  const pixels = await readFrame(0);
  if (pixels.BYTES_PER_ELEMENT > 2) throw new AppError('pixel-layout-not-supported', 'refused');
  const frame = {
    rows,
    columns,
    bitsStored,
    photometricInterpretation,
    pixels: pixels as PixelFrame['pixels'],
    ...readGreyscale(parsed.dataSet, layout.kind === 'signed'),
  };
  return { header, frame };
}

function requireGreyscale(layout: PixelLayout): PixelFrame['photometricInterpretation'] {
  const { photometricInterpretation: photometric, samplesPerPixel, frames, bitsAllocated, kind } = layout;
  const grey = photometric === 'MONOCHROME1' || photometric === 'MONOCHROME2';
  if (!grey || samplesPerPixel !== 1) throw new AppError('photometric-not-supported', 'refused');
  if (frames !== 1) throw new AppError('multi-frame', 'refused');
  if (kind === 'float' || (bitsAllocated !== 8 && bitsAllocated !== 16)) {
    throw new AppError('pixel-layout-not-supported', 'refused');
  }
  return photometric;
}
