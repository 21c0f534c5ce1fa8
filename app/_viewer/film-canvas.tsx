'use client';

import { useLayoutEffect, useMemo, useRef } from 'react';
import type { ViewedFilm } from '#lib/viewing/film-parcel.ts';
import { compose, type Affine, type ScreenSize } from '#lib/viewing/geometry.ts';
import { greyTable, type Shades } from '#lib/viewing/grey-table.ts';
import type { FilmRenderer } from './drawn-film.ts';
import { createFilmRenderer } from './film-renderer.ts';
import styles from './film-viewer.module.css';

export interface FilmCanvasProps {
  readonly film: ViewedFilm;
  readonly shades: Shades;
  /** From the film's pixels to CSS pixels. */
  readonly toScreen: Affine;
  readonly screen: ScreenSize;
  readonly alt: string;
}

/** The film itself, at the screen's own resolution. */
export function FilmCanvas({ film, shades, toScreen, screen, alt }: FilmCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<FilmRenderer>(undefined);
  /** What the renderer has by now. */
  const drawn = useRef<Uint8ClampedArray>(undefined);
  const density = typeof window === 'undefined' ? 1 : window.devicePixelRatio;
  const { voi, isInverted } = shades;
  const table = useMemo(() => {
    const cells = 2 ** (8 * film.values.BYTES_PER_ELEMENT);
    return greyTable(film.greyscale, { voi, isInverted }, { cells, offset: film.offset });
  }, [film, voi, isInverted]);
  // Before the first drawing, which is asked for below.
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const { columns, rows } = film.greyscale;
    renderer.current = createFilmRenderer(canvas.current, { values: film.values, columns, rows });
    drawn.current = undefined;
    return () => {
      renderer.current?.close();
      renderer.current = undefined;
    };
  }, [film]);
  useLayoutEffect(() => {
    const draw = () => {
      if (drawn.current !== table) renderer.current?.setTable(table);
      drawn.current = table;
      renderer.current?.draw(compose([density, 0, 0, density, 0, 0], toScreen));
    };
    // At most once for each picture of the screen.
    const frame = requestAnimationFrame(draw);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [film, table, toScreen, screen, density]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={alt}
      data-film="values"
      className={styles.canvas}
      width={Math.max(1, Math.round(screen.width * density))}
      height={Math.max(1, Math.round(screen.height * density))}
    />
  );
}
