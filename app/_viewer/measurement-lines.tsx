'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ViewedFilm } from '#lib/viewing/film-parcel.ts';
import { apply, type Affine, type Point } from '#lib/viewing/geometry.ts';
import { angleOf, lengthOf, spacingOf, statisticsOf } from '#lib/viewing/measure.ts';
import styles from './film-viewer.module.css';
import lines from './lines.module.css';
import type { Measurement } from './viewer-state.ts';

export interface MeasurementLinesProps {
  readonly measurements: readonly Measurement[];
  readonly film: ViewedFilm;
  readonly toScreen: Affine;
}

/** What was measured, each line drawn dark below light, with its words beside its end. */
export function MeasurementLines({ measurements, film, toScreen }: MeasurementLinesProps) {
  return (
    <svg className={styles.measurements} aria-live="polite">
      {measurements.map((measurement, at) => (
        <Drawn key={at} measurement={measurement} film={film} toScreen={toScreen} />
      ))}
    </svg>
  );
}

function Drawn({
  measurement,
  film,
  toScreen,
}: { readonly measurement: Measurement } & Pick<MeasurementLinesProps, 'film' | 'toScreen'>) {
  const words = useWords(measurement, film);
  const outline = outlineOf(measurement).map((point) => apply(toScreen, point));
  const path = `M${outline.map(([x, y]) => `${x} ${y}`).join('L')}`;
  const [x, y] = outline.at(-1) ?? [0, 0];
  return (
    <g data-measurement={measurement.kind}>
      <path className={lines.lineBelow} d={path} />
      <path className={lines.lineAbove} d={path} />
      <text className={styles.label} x={x + 8} y={y - 8} direction="ltr">
        {words}
      </text>
    </g>
  );
}

function outlineOf({ kind, points }: Measurement): readonly Point[] {
  const [a, b] = points;
  if (kind !== 'rectangle' || a === undefined || b === undefined) return points;
  return [a, [b[0], a[1]], b, [a[0], b[1]], a];
}

/** A length says where it holds; without spacing it is one in pixels, and says so. */
function useWords({ kind, points }: Measurement, film: ViewedFilm): string {
  const t = useTranslations('viewer');
  const format = useFormatter();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  const [a, b, c] = points;
  if (a === undefined || b === undefined) return '';
  const spacing = spacingOf(film.greyscale);
  switch (kind) {
    case 'length': {
      const length = number(lengthOf([a, b], spacing));
      if (spacing === undefined) return t('lengthPixels', { length });
      return spacing.at === 'detector' ? t('lengthDetector', { length }) : t('lengthMm', { length });
    }
    case 'angle':
      return c === undefined ? '' : t('degrees', { angle: number(angleOf([a, b, c], spacing)) });
    case 'rectangle': {
      const found = statisticsOf(film.greyscale, (at) => (film.values[at] ?? 0) - film.offset, [a, b]);
      return found === undefined
        ? ''
        : t('statistics', { mean: number(found.mean), deviation: number(found.deviation) });
    }
  }
}
