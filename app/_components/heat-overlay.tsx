'use client';

import { useEffect, useRef } from 'react';
import type { HeatMap } from '#lib/findings/finding.ts';
import { paintHeatMap } from './heat-map.ts';
import styles from './film-stage.module.css';

const WIDTH = 256;

export interface HeatOverlayProps {
  readonly map: HeatMap;
  readonly film: { readonly columns: number; readonly rows: number };
  readonly opacity: number;
}

/**
 * The map over the part of the film that the model saw, cut at the film's edges; decorative to screen readers, the list
 * says it in words.
 */
export function HeatOverlay({ map, film, opacity }: HeatOverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const place = map.place ?? { left: 0, top: 0, width: film.columns, height: film.rows };
  const height = Math.max(1, Math.round((WIDTH * place.height) / place.width));
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(paintHeatMap(map, { width: WIDTH, height }), WIDTH, height), 0, 0);
  }, [map, height]);
  return (
    <div className={styles.overlay} aria-hidden="true">
      <canvas
        ref={canvas}
        className={styles.map}
        width={WIDTH}
        height={height}
        style={{
          opacity,
          left: percent(place.left, film.columns),
          top: percent(place.top, film.rows),
          width: percent(place.width, film.columns),
          height: percent(place.height, film.rows),
        }}
      />
    </div>
  );
}

function percent(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}

/** The colour scale in words and colour. */
export function HeatScale({
  low,
  high,
  colours,
}: {
  readonly low: string;
  readonly high: string;
  readonly colours: readonly string[];
}) {
  return (
    <span className={styles.scale}>
      {low}
      <svg
        width="96"
        height="10"
        viewBox={`0 0 ${colours.length} 1`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {colours.map((colour, i) => (
          <rect key={colour} x={i} width="1.05" height="1" fill={colour} />
        ))}
      </svg>
      {high}
    </span>
  );
}
