'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { AnalysisView, ReviewView } from '#lib/pipeline/views.ts';
import { MissedFindings } from './missed-findings.tsx';
import { DateText, Isolated } from './figures.tsx';
import { OverallComment } from './overall-comment.tsx';
import { ProblemText } from './problem-text.tsx';
import styles from './review.module.css';
import { SignBar } from './sign-bar.tsx';
import type { Review } from './use-review.ts';

/** The reading as a whole: what the model missed, a comment, who else reads, the signature and the versions. */
export function ReviewPanel({
  review,
  status,
}: {
  readonly review: Review;
  readonly status: AnalysisView['status'];
}) {
  const t = useTranslations('review');
  const format = useFormatter();
  const { view, problem } = review;
  if (view === undefined) return null;
  return (
    <section className={styles.panel} aria-labelledby="review-title">
      <h2 id="review-title" className={styles.title}>
        {t('title')}
      </h2>
      {view.others.length > 0 && (
        <p className={styles.others} role="status">
          {t('alsoHere', { names: format.list(view.others.map((name) => `\u2068${name}\u2069`)) })}
        </p>
      )}
      {problem !== undefined && (
        <div className={styles.problem} role="alert">
          <ProblemText problem={problem} />
        </div>
      )}
      {view.signatureProblem !== undefined && (
        <div className={styles.problem} role="alert">
          <ProblemText problem={{ code: view.signatureProblem, supportId: '' }} />
        </div>
      )}
      <MissedFindings review={review} view={view} />
      <OverallComment review={review} view={view} />
      <SignBar review={review} view={view} status={status} />
      <History history={view.history} />
    </section>
  );
}

function History({ history }: Pick<ReviewView, 'history'>) {
  const t = useTranslations();
  return (
    <div className={styles.history}>
      <h3>{t('review.historyTitle')}</h3>
      <ol reversed>
        {history.map(({ version, status, at, by }) => (
          <li key={version}>
            <span>{t('review.versionOf', { version: String(version) })}</span>{' '}
            <strong data-status={status}>{t(`report.status.${status}`)}</strong>{' '}
            <span className={styles.soft}>
              <DateText value={at} />{' '}
              {by === undefined ? (
                t('review.bySoftware')
              ) : (
                <Isolated>{t('review.by', { name: by })}</Isolated>
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
