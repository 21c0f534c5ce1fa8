import { useTranslations } from 'next-intl';
import actions from './action-link.module.css';
import styles from './landing.module.css';
import { CautionMark, Wordmark } from './marks.tsx';

export interface LandingProps {
  /** EHRs where a launch may begin here, by their own patient list. */
  readonly sites: readonly StandaloneSite[];
}

export interface StandaloneSite {
  readonly name: string;
  readonly issuer: string;
}

/** What stands at '/': no patient, no list, only what this is and how it is opened. */
export function Landing({ sites }: LandingProps) {
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
        {sites.length > 0 && (
          <section className={styles.card}>
            <h2>{t('sites')}</h2>
            {sites.map(({ name, issuer }) => (
              <a
                key={issuer}
                className={actions.primary}
                href={`/launch?${new URLSearchParams({ iss: issuer }).toString()}`}
              >
                {t('siteLink', { site: name })}
              </a>
            ))}
          </section>
        )}
      </div>
    </main>
  );
}
