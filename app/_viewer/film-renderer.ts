/** A film's values on a canvas: by WebGL2, or without it by Canvas 2D, to the same greys. */
import { createCanvasRenderer } from './canvas-renderer.ts';
import type { DrawnFilm, FilmRenderer } from './drawn-film.ts';
import { createWebglRenderer } from './webgl-renderer.ts';

/** A film larger than the graphics card takes is drawn without it. */
export function createFilmRenderer(canvas: HTMLCanvasElement, film: DrawnFilm): FilmRenderer | undefined {
  return createWebglRenderer(canvas, film) ?? createCanvasRenderer(canvas, film);
}
