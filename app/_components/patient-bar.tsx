import { useNow, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LaunchedBy, PatientBanner } from '#lib/pipeline/views.ts';
import { ageAt } from './describe-date.ts';
import { DateText, Isolated } from './figures.tsx';
import { CautionMark, Wordmark } from './marks.tsx';
import styles from './patient-bar.module.css';

export interface PatientBarProps {
  readonly launch: string;
  readonly patient: PatientBanner;
  readonly by: LaunchedBy;
}

/** Whose chart this is, on every page that shows anything of a patient. */
export function PatientBar({ launch, patient, by }: PatientBarProps) {
  const { siteName, userName, isBannerShown } = by;
  const t = useTranslations();
  const now = useNow();
  const age = patient.birthDate === undefined ? undefined : ageAt(patient.birthDate, now);
  return (
    <header className={styles.bar} {...(isBannerShown && { 'data-brief': true })}>
      <section className={styles.who} aria-label={t('patient.region')}>
        <p className={styles.name}>
          <Isolated>{patient.name}</Isolated>
        </p>
        <dl className={styles.facts}>
          <Fact term={t('patient.identifier')} title={t('patient.identifierLong')}>
            <span className={styles.number}>
              <Isolated>{patient.identifier}</Isolated>
            </span>
          </Fact>
          <Fact term={t('patient.birthDate')}>
            {patient.birthDate === undefined ? t('patient.unknown') : <DateText value={patient.birthDate} />}
          </Fact>
          {age !== undefined && (
            <Fact term={t('patient.age')}>{t(`patient.${age.unit}`, { count: age.count })}</Fact>
          )}
          <Fact term={t('patient.sex')}>{t(`sex.${patient.sex ?? 'unknown'}`)}</Fact>
        </dl>
      </section>
      <div className={styles.where}>
        <Wordmark name={t('app.name')} />
        <p className={styles.site}>
          <Isolated>{siteName}</Isolated>
          {userName !== undefined && (
            <>
              <span className="visuallyHidden">{t('patient.user')}</span>
              <span className={styles.user}>
                <Isolated>{userName}</Isolated>
              </span>
            </>
          )}
        </p>
        <form method="post" action={`/api/launches/${launch}/end`}>
          <button type="submit" className={styles.leave}>
            {t('patient.leave')}
          </button>
        </form>
      </div>
      <p className={styles.mark}>
        <CautionMark size={16} />
        {t('app.mark')}
      </p>
    </header>
  );
}

function Fact({
  term,
  title,
  children,
}: {
  readonly term: string;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.fact}>
      <dt title={title}>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
