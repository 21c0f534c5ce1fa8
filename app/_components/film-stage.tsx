'use client';

import { useMessages, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { problemParts, viewName } from '#lib/i18n/sentences.ts';
import type { FilmView, FindingView } from '#lib/pipeline/views.ts';
import { FilmViewer } from '../_viewer/film-viewer.tsx';
import { useFilm } from '../_viewer/use-film.ts';
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

interface FilmProps {
  readonly film: FilmView;
  readonly shown: FindingView | undefined;
  readonly overlay: Overlay;
}

function Film({ film, shown, overlay }: FilmProps) {
  const t = useTranslations();
  const messages = useMessages();
  if (film.outcome === 'refused')
    return <p className={styles.placeholder}>{problemParts(messages, film.reason ?? 'unexpected').what}</p>;
  if (film.outcome === 'pending') return <p className={styles.placeholder}>{t('film.pending')}</p>;
  if (film.previewUrl === undefined) return <p className={styles.placeholder}>{t('film.noPreview')}</p>;
  return <ShownFilm film={film} previewUrl={film.previewUrl} shown={shown} overlay={overlay} />;
}

/** The preview at once, and the film itself as soon as it is here; where it is not coming, why. */
function ShownFilm({ film, previewUrl, shown, overlay }: FilmProps & { readonly previewUrl: string }) {
  const t = useTranslations();
  const messages = useMessages();
  const [failed, setFailed] = useState(false);
  const loaded = useFilm(`${previewUrl}/values`);
  const { columns = 1, rows = 1 } = film;
  const size = useMemo(() => ({ columns, rows }), [columns, rows]);
  const alt = t('film.alt', { number: String(film.index + 1), view: viewName(messages, film.view) });
  if (failed && loaded.film === undefined)
    return <p className={styles.placeholder}>{t('film.previewFailed')}</p>;
  return (
    <figure className={styles.figure}>
      <FilmViewer
        loaded={loaded}
        size={size}
        alt={alt}
        preview={
          // A session-bound picture: next/image would copy it into a cache of its own.
          <img
            className={styles.picture}
            src={previewUrl}
            width={columns}
            height={rows}
            alt={alt}
            onError={() => {
              setFailed(true);
            }}
          />
        }
      >
        {shown?.heatMap !== undefined && (
          <HeatOverlay map={shown.heatMap} film={size} opacity={overlay.opacity} />
        )}
        {shown?.regions !== undefined && (
          <RegionOverlay regions={shown.regions} film={size} contour={overlay.contour} box={overlay.box} />
        )}
      </FilmViewer>
      <figcaption className={styles.caption}>
        <span>
          {t('film.titleWithView', { number: String(film.index + 1), view: viewName(messages, film.view) })}
        </span>
        <span>{t(loaded.film === undefined ? 'film.notDiagnostic' : 'viewer.notCleared')}</span>
        {loaded.problem !== undefined && (
          <span role="status">
            {t('viewer.notLoaded')} {problemParts(messages, loaded.problem.code).what}
          </span>
        )}
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
