import { useTranslations } from 'next-intl';
import { CautionMark } from './marks.tsx';
import styles from './analysis-page.module.css';

/** Nothing below it may be taken for a signed report. */
export function PreliminaryBanner() {
  const t = useTranslations('result');
  return (
    <div className={styles.preliminary} role="note">
      <CautionMark size={28} />
      <p>
        <strong>
          {t('preliminary')} – {t('preliminaryLong')}
        </strong>
        <span>{t('preliminaryText')}</span>
      </p>
    </div>
  );
}
