'use client';

import { useMessages, useTranslations } from 'next-intl';
import { useState } from 'react';
import { problemParts, viewName } from '#lib/i18n/sentences.ts';
import type { FilmView, FindingView } from '#lib/pipeline/views.ts';
import styles from './film-stage.module.css';
import { HeatOverlay } from './heat-overlay.tsx';
import { type Overlay, OverlayControls } from './overlay-controls.tsx';
import { RegionOverlay } from './region-overlay.tsx';

export interface FilmStageProps {
  readonly films: readonly FilmView[];
  readonly film: FilmView | undefined;
  readonly onFilm: (index: number) => void;
  /** The finding whose map lies over the film; it belongs to this film. */
  readonly shown: FindingView | undefined;
  /** Whether any finding has a map at all. */
  readonly drawsMaps: boolean;
}

/** The reading-room stage: one film, never mirrored and never hidden, with at most one map over it. */
export function FilmStage({ films, film, onFilm, shown, drawsMaps }: FilmStageProps) {
  const t = useTranslations('film');
  const [overlay, setOverlay] = useState<Overlay>({ opacity: 0.55, contour: true, box: true });
  return (
    <section className={styles.stage} aria-label={t('region')}>
      {films.length > 1 && <FilmTabs films={films} current={film?.index} onFilm={onFilm} />}
      {film === undefined ? (
        <p className={styles.placeholder}>{t('pending')}</p>
      ) : (
        <Film key={film.index} film={film} shown={shown} overlay={overlay} />
      )}
      {film?.previewUrl !== undefined && (
        <OverlayControls
          shown={shown}
          drawsMaps={drawsMaps}
          overlay={overlay}
          onOverlay={(change) => {
            setOverlay({ ...overlay, ...change });
          }}
        />
      )}
    </section>
  );
}

function Film({
  film,
  shown,
  overlay,
}: {
  readonly film: FilmView;
  readonly shown: FindingView | undefined;
  readonly overlay: Overlay;
}) {
  const t = useTranslations();
  const messages = useMessages();
  const [failed, setFailed] = useState(false);
  if (film.outcome === 'refused')
    return <p className={styles.placeholder}>{problemParts(messages, film.reason ?? 'unexpected').what}</p>;
  if (film.outcome === 'pending') return <p className={styles.placeholder}>{t('film.pending')}</p>;
  if (film.previewUrl === undefined) return <p className={styles.placeholder}>{t('film.noPreview')}</p>;
  if (failed) return <p className={styles.placeholder}>{t('film.previewFailed')}</p>;
  const columns = film.columns ?? 1;
  const rows = film.rows ?? 1;
  const alt = t('film.alt', { number: String(film.index + 1), view: viewName(messages, film.view) });
  return (
    <figure className={styles.figure}>
      <div
        dir="ltr"
        className={styles.film}
        style={{ '--film-ratio': columns / rows } as React.CSSProperties}
      >
        {/* A session-bound picture: next/image would copy it into a cache of its own. */}
        <img
          className={styles.picture}
          src={film.previewUrl}
          width={columns}
          height={rows}
          alt={alt}
          onError={() => {
            setFailed(true);
          }}
        />
        {shown?.heatMap !== undefined && (
          <HeatOverlay map={shown.heatMap} film={{ columns, rows }} opacity={overlay.opacity} />
        )}
        {shown?.regions !== undefined && (
          <RegionOverlay
            regions={shown.regions}
            film={{ columns, rows }}
            contour={overlay.contour}
            box={overlay.box}
          />
        )}
      </div>
      <figcaption className={styles.caption}>
        <span>
          {t('film.titleWithView', { number: String(film.index + 1), view: viewName(messages, film.view) })}
        </span>
        <span>{t('film.notDiagnostic')}</span>
      </figcaption>
    </figure>
  );
}

function FilmTabs({
  films,
  current,
  onFilm,
}: {
  readonly films: readonly FilmView[];
  readonly current: number | undefined;
  readonly onFilm: (index: number) => void;
}) {
  const t = useTranslations('film');
  const messages = useMessages();
  const outcome = {
    pending: t('outcomePending'),
    analysed: t('outcomeAnalysed'),
    refused: t('outcomeRefused'),
  };
  return (
    <ul className={styles.tabs} aria-label={t('choose')}>
      {films.map((film) => (
        <li key={film.index}>
          <button
            type="button"
            className={styles.tab}
            aria-pressed={film.index === current}
            onClick={() => {
              onFilm(film.index);
            }}
          >
            <span>
              {t('titleWithView', { number: String(film.index + 1), view: viewName(messages, film.view) })}
            </span>
            <span className={styles.outcome}>{outcome[film.outcome]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
