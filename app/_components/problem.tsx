import { useTranslations } from 'next-intl';
import { CautionMark, Wordmark } from './marks.tsx';
import { ProblemText } from './problem-text.tsx';
import styles from './problem.module.css';
import type { ReactNode } from 'react';

export interface ProblemProps {
  readonly code: string;
  readonly supportId?: string | undefined;
}

/** A whole page for a launch that did not open. It names no patient. */
export function Problem({ code, supportId = '' }: ProblemProps) {
  const t = useTranslations('problem');
  return (
    <ProblemSheet title={t('titleLaunch')}>
      <ProblemText problem={{ code, supportId }} />
    </ProblemSheet>
  );
}

export function ProblemSheet({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useTranslations('app');
  return (
    <main id="content" className={styles.page}>
      <div className={styles.sheet}>
        <Wordmark name={t('name')} />
        <h1 className={styles.title}>
          <CautionMark size={26} />
          {title}
        </h1>
        <div className={styles.text}>{children}</div>
        <p className={styles.mark}>{t('mark')}</p>
      </div>
    </main>
  );
}
