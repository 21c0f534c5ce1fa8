'use client';

import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ViewedFilm } from '#lib/viewing/film-parcel.ts';
import { compose, type Affine, type ScreenSize } from '#lib/viewing/geometry.ts';
import { greyTable, type Shades } from '#lib/viewing/grey-table.ts';
import { createCanvasRenderer } from './canvas-renderer.ts';
import type { FilmRenderer } from './drawn-film.ts';
import styles from './film-viewer.module.css';
import { createWebglRenderer } from './webgl-renderer.ts';

export interface FilmCanvasProps {
  readonly film: ViewedFilm;
  readonly shades: Shades;
  /** From the film's pixels to CSS pixels. */
  readonly toScreen: Affine;
  readonly screen: ScreenSize;
  readonly alt: string;
}

/**
 * The film itself, at the screen's own resolution: by WebGL2, or without it, or with a film that is larger than the card
 * takes, or once the card is lost, by Canvas 2D on a canvas of its own, to the same greys.
 */
export function FilmCanvas({ film, shades, toScreen, screen, alt }: FilmCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<FilmRenderer>(undefined);
  /** What the renderer has by now. */
  const drawn = useRef<Uint8ClampedArray>(undefined);
  const [byCard, setByCard] = useState(true);
  const density = typeof window === 'undefined' ? 1 : window.devicePixelRatio;
  const { voi, isInverted } = shades;
  const table = useMemo(() => {
    const cells = 2 ** (8 * film.values.BYTES_PER_ELEMENT);
    return greyTable(film.greyscale, { voi, isInverted }, { cells, offset: film.offset });
  }, [film, voi, isInverted]);
  // Before the first drawing, which is asked for below.
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const giveUpCard = () => {
      setByCard(false);
    };
    element.addEventListener('webglcontextlost', giveUpCard);
    const { columns, rows } = film.greyscale;
    const create = byCard ? createWebglRenderer : createCanvasRenderer;
    renderer.current = create(element, { values: film.values, columns, rows });
    drawn.current = undefined;
    if (byCard && renderer.current === undefined) giveUpCard();
    return () => {
      element.removeEventListener('webglcontextlost', giveUpCard);
      renderer.current?.close();
      renderer.current = undefined;
    };
  }, [film, byCard]);
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
  }, [film, byCard, table, toScreen, screen, density]);
  return (
    <canvas
      key={byCard ? 'card' : 'plain'}
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
