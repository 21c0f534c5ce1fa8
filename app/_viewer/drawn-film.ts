import type { ViewedFilm } from '#lib/viewing/film-parcel.ts';
import type { Affine } from '#lib/viewing/geometry.ts';

export type DrawnFilm = Pick<ViewedFilm, 'values'> & { readonly columns: number; readonly rows: number };

export interface FilmRenderer {
  /** 256 or 65,536 greys, by stored value plus offset. */
  setTable(table: Uint8ClampedArray<ArrayBuffer>): void;
  /** `toCanvas`: from the film's pixels to the canvas's. */
  draw(toCanvas: Affine): void;
  close(): void;
}
