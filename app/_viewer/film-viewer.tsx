'use client';

import { useElementSize, useFullscreenElement, useMergedRef } from '@mantine/hooks';
import { useFormatter, useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { pixelAspectOf } from '#lib/viewing/film-parcel.ts';
import { compose, scaleOf, toScreen } from '#lib/viewing/geometry.ts';
import { asWindow } from '#lib/viewing/grey-table.ts';
import { FilmCanvas } from './film-canvas.tsx';
import styles from './film-viewer.module.css';
import { MeasurementLines } from './measurement-lines.tsx';
import type { LoadedFilm } from './use-film.ts';
import { useGestures } from './use-gestures.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';
import { actionOf, change, FRESH, type Surroundings, type ViewerAction } from './viewer-state.ts';

export interface FilmViewerProps {
  readonly loaded: LoadedFilm;
  readonly size: { readonly columns: number; readonly rows: number };
  /** Stands there until the film itself is here. */
  readonly preview: ReactNode;
  readonly alt: string;
  /** What lies over the film, in its own pixels. */
  readonly children: ReactNode;
}

/** One film: window, zoom, pan, turn, mirror (never unsaid) and measure, by mouse, finger or key. */
export function FilmViewer({ loaded: { film }, size, preview, alt, children }: FilmViewerProps) {
  const t = useTranslations('viewer');
  const [state, setState] = useState(FRESH);
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>();
  const surface = useRef<HTMLDivElement>(null);
  const surfaceRef = useMergedRef(sizeRef, surface);
  const fullscreen = useFullscreenElement<HTMLDivElement>();
  const around = useMemo<Surroundings>(
    () => ({
      film: { ...size, pixelAspect: film === undefined ? 1 : pixelAspectOf(film.greyscale) },
      screen: { width: width || 1, height: height || 1 },
      values: film,
    }),
    [size, film, width, height],
  );
  const act = useCallback(
    (action: ViewerAction) => {
      setState((before) => change(before, action, around));
    },
    [around],
  );
  const map = useMemo(() => toScreen(state.placement, around.film, around.screen), [state.placement, around]);
  const begun = useGestures(surface, { tool: state.tool, toScreen: map, onAction: act });
  const scale = scaleOf(state.placement, around.film, around.screen);
  // The overlays' own lines keep their width: they are laid out as large as they are shown, and only turned.
  const box = { width: size.columns * scale, height: size.rows * around.film.pixelAspect * scale };
  const turned = compose(map, [size.columns / box.width, 0, 0, size.rows / box.height, 0, 0]);
  return (
    <div ref={fullscreen.ref} className={styles.viewer}>
      <div
        ref={surfaceRef}
        dir="ltr"
        role="application"
        aria-label={t('label')}
        aria-describedby="viewer-keys"
        tabIndex={0}
        className={styles.surface}
        data-tool={state.tool}
        style={{ '--film-ratio': size.columns / size.rows } as React.CSSProperties}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === 'f') void fullscreen.toggle();
          const action = actionOf(event.key, event.shiftKey);
          if (action === undefined) return;
          event.preventDefault();
          act(action);
        }}
      >
        {width > 0 && film !== undefined && (
          <FilmCanvas
            film={film}
            shades={{ voi: state.voi ?? film.opening, isInverted: state.isInverted }}
            toScreen={map}
            screen={around.screen}
            alt={alt}
          />
        )}
        <div
          className={styles.laidOver}
          style={width > 0 ? { ...box, transform: `matrix(${turned.join()})` } : { inset: 0 }}
        >
          {film === undefined && preview}
          {children}
        </div>
        {film !== undefined && (
          <MeasurementLines
            measurements={begun === undefined ? state.measurements : [...state.measurements, begun]}
            film={film}
            toScreen={map}
          />
        )}
        {state.placement.isMirrored && <strong className={styles.mirrored}>{t('mirrored')}</strong>}
        {film !== undefined && <Readout state={state} film={film} scale={scale} />}
      </div>
      <ViewerToolbar
        state={state}
        hasValues={film !== undefined}
        onAction={act}
        onFullScreen={() => void fullscreen.toggle()}
      />
      <p id="viewer-keys" className="visuallyHidden">
        {t('keys')}
      </p>
    </div>
  );
}

/** Size and window, as numbers. */
function Readout({
  state: { voi },
  film,
  scale,
}: {
  readonly state: typeof FRESH;
  readonly film: NonNullable<LoadedFilm['film']>;
  readonly scale: number;
}) {
  const t = useTranslations('viewer');
  const format = useFormatter();
  const shown = voi ?? film.opening;
  const { center, width } = asWindow(shown, film.extent);
  const number = (value: number) => format.number(Math.round(value));
  return (
    <p className={styles.readout}>
      <bdi>{format.number(scale, { style: 'percent' })}</bdi>
      <bdi>
        {shown.kind === 'table'
          ? t('ownTable')
          : t('windowIs', { center: number(center), width: number(width) })}
      </bdi>
    </p>
  );
}
