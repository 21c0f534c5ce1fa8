import { useMessages, useTranslations } from 'next-intl';
import { problemParts } from '#lib/i18n/sentences.ts';
import type { Problem } from '#lib/pipeline/views.ts';
import styles from './problem.module.css';

export interface ProblemTextProps {
  readonly problem: Problem;
  /** Only where the analysis ended with nothing sent anywhere. */
  readonly nothingFiled?: boolean;
}

/** What happened, whether anything was filed, what to do, and the number for support. */
export function ProblemText({ problem, nothingFiled = false }: ProblemTextProps) {
  const t = useTranslations('problem');
  const { what, todo } = problemParts(useMessages(), problem.code);
  return (
    <>
      <p>
        {what} {nothingFiled && <strong>{t('nothingFiled')}</strong>}
      </p>
      <p>{todo}</p>
      {problem.supportId !== '' && (
        <p className={styles.support} title={t('supportHint')}>
          {t('support')} <bdi className={styles.code}>{problem.supportId}</bdi>
        </p>
      )}
    </>
  );
}
