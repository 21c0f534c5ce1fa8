import { useTranslations } from 'next-intl';
import type { AnalysisView } from '#lib/pipeline/views.ts';
import { CautionMark } from './marks.tsx';
import styles from './problem.module.css';

/** That the result isn't as it was first filed, and why: a withdrawn one shows nothing else. */
export function ReissueNotice({ view }: { readonly view: AnalysisView }) {
  const t = useTranslations();
  if (view.reissued === undefined) return null;
  const isWithdrawn = view.isWithdrawn === true;
  const { reason, version } = view.reissued;
  return (
    <section
      className={styles.notice}
      data-tone={isWithdrawn ? 'failed' : 'undelivered'}
      aria-labelledby="reissue-title"
    >
      <CautionMark size={24} />
      <div className={styles.text}>
        <h2 id="reissue-title" className={styles.noticeTitle}>
          {t(isWithdrawn ? 'result.withdrawn' : 'result.reissued')}
        </h2>
        {isWithdrawn && <p>{t('report.withdrawn.entered-in-error')}</p>}
        <p>{t(`report.reissued.${reason}`, { version: String(version) })}</p>
      </div>
    </section>
  );
}
