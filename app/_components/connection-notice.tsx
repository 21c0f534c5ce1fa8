'use client';

import { useTranslations } from 'next-intl';
import type { Connection } from './use-analysis-stream.ts';
import styles from './analysis-page.module.css';

/** Says that the page, not the analysis, has lost its line. */
export function ConnectionNotice({ connection }: { readonly connection: Connection }) {
  const t = useTranslations('progress');
  return (
    <div role="status" className={styles.connection}>
      {connection === 'reconnecting' && <p>{t('reconnecting')}</p>}
      {connection === 'stopped' && (
        <p>
          {t('disconnected')} <a href="">{t('reload')}</a>
        </p>
      )}
    </div>
  );
}
