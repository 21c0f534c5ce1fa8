'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { AnalysisView, FindingView, StudyRow } from '#lib/pipeline/views.ts';
import styles from './analysis-page.module.css';
import { ConnectionNotice } from './connection-notice.tsx';
import { DateText } from './figures.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { FilmStage } from './film-stage.tsx';
import { FindingList } from './finding-list.tsx';
import { inReadingOrder } from './finding-order.ts';
import { ModelDetails } from './model-details.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { ProgressSteps } from './progress-steps.tsx';
import { ReissueNotice } from './reissue-notice.tsx';
import { RefusedFilms } from './refused-films.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { StatusBanner } from './status-banner.tsx';
import { useAnalysisStream } from './use-analysis-stream.ts';
import { useReview } from './use-review.ts';

export interface AnalysisPageProps {
  readonly view: AnalysisView;
  /** What the page is about: without it two studies of one patient look alike. */
  readonly study?: Pick<StudyRow, 'description' | 'started' | 'accessionNumber'> | undefined;
  readonly launch: string;
}

/** One analysis: live while it runs, then its result, and where the result went. */
export function AnalysisPage({ view: initial, study, launch }: AnalysisPageProps) {
  const t = useTranslations();
  const { view, connection, followAgain } = useAnalysisStream(initial, launch);
  return (
    <main id="content" className={styles.page}>
      <div className={styles.top}>
        <p>
          <a href={`/chart/${encodeURIComponent(launch)}`}>
            <span aria-hidden="true" className={styles.back}>
              ←
            </span>
            {t('app.backToChart')}
          </a>
        </p>
        {study === undefined ? (
          <h1 className="visuallyHidden">{t('progress.title')}</h1>
        ) : (
          <StudyHeading study={study} />
        )}
        <ProgressSteps view={view} />
        <ConnectionNotice connection={connection} />
        <ProblemNotice view={view} />
        <ReissueNotice view={view} />
      </div>
      {view.findings.length > 0 && <Reading view={view} launch={launch} onSigned={followAgain} />}
      <div className={styles.bottom}>
        <RefusedFilms films={view.films} withAdvice={view.state === 'refused'} />
        <DeliveryTable view={view} />
        <ModelDetails madeBy={view.madeBy} model={view.model} />
      </div>
    </main>
  );
}

function StudyHeading({ study }: { readonly study: NonNullable<AnalysisPageProps['study']> }) {
  const t = useTranslations('studies');
  return (
    <div className={styles.study}>
      <h1>
        <bdi>{study.description ?? t('untitled')}</bdi>
      </h1>
      <p>{study.started === undefined ? t('noDate') : <DateText value={study.started} />}</p>
      {study.accessionNumber !== undefined && (
        <p>
          {t('accession')} <bdi>{study.accessionNumber}</bdi>
        </p>
      )}
    </div>
  );
}

/** Film and findings side by side. The strongest present finding's map is shown first; nothing where none is present. */
function Reading({
  view,
  launch,
  onSigned,
}: {
  readonly view: AnalysisView;
  readonly launch: string;
  readonly onSigned: () => void;
}) {
  const review = useReview(launch, view.id, view.status !== undefined);
  const version = review.view?.version;
  const shownVersion = useRef(version);
  // A version came that this page does not show yet: signed here, or by somebody else.
  useEffect(() => {
    if (shownVersion.current !== undefined && version !== shownVersion.current) onSigned();
    shownVersion.current = version;
  }, [version, onSigned]);
  const findings = inReadingOrder(view.findings);
  const first = findings.find(({ presence, heatMap }) => presence === 'present' && heatMap !== undefined);
  const [shownKey, setShownKey] = useState(first === undefined ? undefined : keyOf(first));
  const [filmIndex, setFilmIndex] = useState(first?.filmIndex ?? view.films.find(isAnalysed)?.index);
  const shown = findings.find((finding) => keyOf(finding) === shownKey && finding.filmIndex === filmIndex);
  const toggle = (finding: FindingView) => {
    setShownKey(finding === shown ? undefined : keyOf(finding));
    setFilmIndex(finding.filmIndex);
  };
  return (
    <div className="readingRoom">
      <StatusBanner view={view} />
      <div className={styles.reading}>
        <div className={styles.filmColumn}>
          <FilmStage
            films={view.films}
            film={view.films.find(({ index }) => index === filmIndex)}
            onFilm={setFilmIndex}
            shown={shown}
            drawsMaps={findings.some(({ heatMap }) => heatMap !== undefined)}
          />
        </div>
        <div className={styles.readingColumn}>
          <FindingList
            findings={findings}
            review={review}
            triage={view.triage}
            filmCount={view.films.filter(isAnalysed).length}
            shown={shown}
            onToggle={toggle}
            modelCardUrl={view.madeBy.cardUrl}
          />
          <ReviewPanel review={review} status={view.status} />
        </div>
      </div>
    </div>
  );
}

function keyOf({ label, filmIndex }: FindingView): string {
  return `${label}-${filmIndex}`;
}

function isAnalysed({ outcome }: { readonly outcome: string }): boolean {
  return outcome === 'analysed';
}
