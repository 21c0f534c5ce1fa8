/** What each stored value looks like on the screen, by the window that the reader has chosen (DICOM PS3.4 section N.2). */
import {
  modalityOf,
  paddingOf,
  voiOf,
  type Greyscale,
  type Voi,
} from '#inference/preprocessing/greyscale-transforms.ts';

import type { ViewedFilm } from './film-parcel.ts';

export interface Shades {
  readonly voi: Voi;
  /** Black for white, by the reader's wish. */
  readonly isInverted: boolean;
}

/**
 * The grey, 0 to 255, of each of `cells` stored values (256 or 65,536): that of `value` is table[value + offset].
 * Padding is black whichever way the film is turned.
 */
export function greyTable(
  film: Greyscale,
  { voi, isInverted }: Shades,
  { cells, offset }: { readonly cells: number; readonly offset: number },
): Uint8ClampedArray<ArrayBuffer> {
  const isPadding = paddingOf(film);
  const modality = modalityOf(film);
  const toGrey = voiOf(voi);
  const isReversed = (film.photometricInterpretation === 'MONOCHROME1') !== isInverted;
  const table = new Uint8ClampedArray(cells);
  for (let i = 0; i < cells; i++) {
    if (isPadding(i - offset)) continue;
    const grey = toGrey(modality(i - offset));
    table[i] = 255 * (isReversed ? 1 - grey : grey);
  }
  return table;
}

/** As a window, which can be moved: a table or a range has no centre and width until somebody pulls at it. */
export function asWindow(voi: Voi, { low, high }: ViewedFilm['extent']): Extract<Voi, { kind: 'window' }> {
  if (voi.kind === 'window') return voi;
  const [from, to] = voi.kind === 'range' ? [voi.low, voi.high] : [low, high];
  return { kind: 'window', center: (from + to) / 2, width: to - from || 1, function: 'LINEAR_EXACT' };
}

/**
 * Centre and width each moved by a share of `span`, the film's modality values from end to end. Never narrower than one
 * value, or a thousandth of the span where that is less.
 */
export function moveWindow(
  window: Extract<Voi, { kind: 'window' }>,
  by: { readonly center: number; readonly width: number },
  span: number,
): Extract<Voi, { kind: 'window' }> {
  const { center, width } = window;
  return {
    ...window,
    center: center + by.center * span,
    width: Math.max(Math.min(1, span / 1000), width + by.width * span),
  };
}
