import type { Affine } from '#lib/viewing/geometry.ts';
import type { DrawnFilm, FilmRenderer } from './drawn-film.ts';

/** Undefined where the canvas is another's already. */
export function createCanvasRenderer(canvas: HTMLCanvasElement, film: DrawnFilm): FilmRenderer | undefined {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return undefined;
  const { columns, rows, values } = film;
  const whole = document.createElement('canvas');
  whole.width = columns;
  whole.height = rows;
  const source = whole.getContext('2d', { alpha: false });
  const picture = new ImageData(columns, rows);
  const words = new Uint32Array(picture.data.buffer);
  return {
    setTable: (table) => {
      // A pixel's four bytes at once: red, green and blue alike, and opaque (little-endian, as every browser's machine is).
      const colours = Uint32Array.from(table, (grey) => 0xff000000 | (grey * 0x010101));
      for (let i = 0; i < words.length; i++) words[i] = colours[values[i] ?? 0] ?? 0xff000000;
      source?.putImageData(picture, 0, 0);
    },
    draw: ([a, b, c, d, e, f]: Affine) => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.setTransform(a, b, c, d, e, f);
      context.imageSmoothingQuality = 'high';
      context.drawImage(whole, 0, 0);
    },
    close: () => undefined,
  };
}
