import { useTranslations } from 'next-intl';
import actions from './action-link.module.css';
import styles from './landing.module.css';
import { CautionMark, Wordmark } from './marks.tsx';

export interface LandingProps {
  /** Address of the stand-in hospital, where this server has one. */
  readonly sandboxUrl?: string | undefined;
}

/** What stands at '/': no patient, no list, only what this is and how it is opened. */
export function Landing({ sandboxUrl }: LandingProps) {
  const t = useTranslations('landing');
  const app = useTranslations('app');
  return (
    <main id="content" className={styles.page}>
      <div className={styles.intro}>
        <Wordmark name={app('name')} />
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
        <p className={styles.mark}>
          <CautionMark size={18} />
          {app('mark')}
        </p>
      </div>
      <div className={styles.columns}>
        <section className={styles.card}>
          <h2>{t('howTitle')}</h2>
          <ol className={styles.steps}>
            <li>{t('stepChart')}</li>
            <li>{t('stepLaunch')}</li>
            <li>{t('stepAnalyse')}</li>
          </ol>
          <p className={styles.soft}>{t('standalone')}</p>
        </section>
        <section className={styles.card}>
          <h2>{t('safetyTitle')}</h2>
          <ul className={styles.points}>
            <li>{t('safetyResearch')}</li>
            <li>{t('safetyPreliminary')}</li>
            <li>{t('safetyRefuses')}</li>
          </ul>
        </section>
        {sandboxUrl !== undefined && (
          <section className={styles.card}>
            <h2>{t('sandboxTitle')}</h2>
            <p>{t('sandbox')}</p>
            <a className={actions.primary} href={sandboxUrl}>
              {t('sandboxLink')}
            </a>
          </section>
        )}
      </div>
    </main>
  );
}
