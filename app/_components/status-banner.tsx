import { useTranslations } from 'next-intl';
import type { AnalysisView } from '#lib/pipeline/views.ts';
import styles from './analysis-page.module.css';
import { DateText } from './figures.tsx';
import { CautionMark, SignedMark } from './marks.tsx';

/** What the result claims: nobody takes a preliminary one for a signed report, nor the other way round. */
export function StatusBanner({ view }: { readonly view: AnalysisView }) {
  const t = useTranslations();
  const { status, signedBy } = view;
  const isSigned = status === 'final' || status === 'amended' || status === 'corrected';
  if (isSigned && signedBy !== undefined)
    return (
      <div className={styles.signed} role="note">
        <SignedMark size={28} />
        <p>
          <strong>
            {t(`review.banner.${status}`)} –{' '}
            {t('review.banner.signedBy', { name: `\u2068${signedBy.display}\u2069` })}
          </strong>
          <span>
            <DateText value={signedBy.signedAt} />
          </span>
        </p>
      </div>
    );
  return (
    <div className={styles.preliminary} role="note">
      <CautionMark size={28} />
      <p>
        <strong>
          {t('result.preliminary')} – {t('result.preliminaryLong')}
        </strong>
        <span>{t('result.preliminaryText')}</span>
      </p>
    </div>
  );
}
