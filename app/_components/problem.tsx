import { useTranslations } from 'next-intl';
import { CautionMark, Wordmark } from './marks.tsx';
import { ProblemText } from './problem-text.tsx';
import styles from './problem.module.css';
import type { ReactNode } from 'react';

export interface ProblemProps {
  readonly code: string;
  readonly supportId?: string | undefined;
}

/** The launch was open, and is over. */
const CLOSED = new Set(['session-superseded', 'session-ended', 'session-expired']);

/** A whole page for a launch that did not open, or is over. It names no patient. */
export function Problem({ code, supportId = '' }: ProblemProps) {
  const t = useTranslations('problem');
  return (
    <ProblemSheet title={t(CLOSED.has(code) ? 'titleClosed' : 'titleLaunch')}>
      <ProblemText problem={{ code, supportId }} />
    </ProblemSheet>
  );
}

interface SheetProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Nothing is wrong. */
  readonly isCalm?: boolean;
}

export function ProblemSheet({ title, children, isCalm = false }: SheetProps) {
  const t = useTranslations('app');
  return (
    <main id="content" className={styles.page}>
      <div className={styles.sheet} {...(isCalm && { 'data-calm': true })}>
        <Wordmark name={t('name')} />
        <h1 className={styles.title}>
          {!isCalm && <CautionMark size={26} />}
          {title}
        </h1>
        <div className={styles.text}>{children}</div>
        <p className={styles.mark}>{t('mark')}</p>
      </div>
    </main>
  );
}
