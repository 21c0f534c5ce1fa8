'use client';

import { useEffect, useRef } from 'react';
import type { HeatMap } from '#lib/findings/finding.ts';
import { paintHeatMap } from './heat-map.ts';
import styles from './film-stage.module.css';

const WIDTH = 256;

/** The map over the film, in the film's own coordinates; decorative to screen readers, the list says it in words. */
export function HeatOverlay({
  map,
  ratio,
  opacity,
}: {
  readonly map: HeatMap;
  readonly ratio: number;
  readonly opacity: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = Math.max(1, Math.round(WIDTH / ratio));
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(paintHeatMap(map, { width: WIDTH, height }), WIDTH, height), 0, 0);
  }, [map, height]);
  return (
    <canvas
      ref={canvas}
      className={styles.overlay}
      width={WIDTH}
      height={height}
      style={{ opacity }}
      aria-hidden="true"
    />
  );
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
