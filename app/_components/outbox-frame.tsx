import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import actions from './action-link.module.css';
import { Wordmark } from './marks.tsx';
import styles from './outbox.module.css';

/** Every operator's page: whose session it is, and the way out. No patient stands on it. */
export function OutboxFrame({
  operator,
  title,
  children,
}: {
  readonly operator: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const t = useTranslations();
  return (
    <>
      <header className={styles.bar}>
        <Wordmark name={t('app.name')} />
        <bdi className={styles.soft}>{operator}</bdi>
        <form method="post" action="/api/operator/end">
          <button type="submit" className={actions.quiet}>
            {t('operator.leave')}
          </button>
        </form>
      </header>
      <main id="content" className={styles.page}>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </main>
    </>
  );
}
