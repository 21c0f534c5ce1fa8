/** Which part of a film goes where in a model's input: `input.fit` of the manifest. */
import type { ModelInput } from '../models/manifest.ts';
import type { Area } from './plane.ts';

export interface FilmFit {
  /** Of the film: what the model sees of it. */
  readonly source: Area;
  /** Of the input: what of it is film; the rest is black. */
  readonly target: Area;
}

type Size = Pick<Area, 'rows' | 'columns'>;

/**
 * squash: all of the film over all of the input. centre-crop: the largest middle part of the input's shape.
 * pad-black: all of the film, its shape kept, in the middle of the input.
 */
export function fitFilm(
  film: Size,
  { width, height, fit }: Pick<ModelInput, 'width' | 'height' | 'fit'>,
): FilmFit {
  const whole = { top: 0, left: 0, rows: height, columns: width };
  switch (fit) {
    case 'squash':
      return { source: { top: 0, left: 0, rows: film.rows, columns: film.columns }, target: whole };
    case 'centre-crop':
      return { source: cropOf(film, whole), target: whole };
    case 'pad-black': {
      const size = scaledInto(film, whole);
      const [top, left] = [Math.floor((height - size.rows) / 2), Math.floor((width - size.columns) / 2)];
      return { source: { top: 0, left: 0, ...film }, target: { top, left, ...size } };
    }
  }
}

/** From half to half, each rounded down, as TorchXRayVision's XRayCenterCrop does. */
function cropOf(film: Size, input: Size): Area {
  const { rows, columns } = scaledInto(input, film);
  const top = Math.floor(film.rows / 2) - Math.floor(rows / 2);
  const left = Math.floor(film.columns / 2) - Math.floor(columns / 2);
  return { top, left, rows, columns };
}

/** The largest of `shape`'s shape that `room` holds, at least one pixel wide and high. */
function scaledInto(shape: Size, room: Size): Size {
  const scale = Math.min(room.rows / shape.rows, room.columns / shape.columns);
  const within = (side: number, limit: number) => Math.min(limit, Math.max(1, Math.round(side * scale)));
  return { rows: within(shape.rows, room.rows), columns: within(shape.columns, room.columns) };
}
