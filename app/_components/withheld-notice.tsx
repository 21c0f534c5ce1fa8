import { useTranslations } from 'next-intl';
import type { ChartView } from '#lib/pipeline/views.ts';
import styles from './study-list.module.css';

/** What the EHR did not allow in this launch, as what can't be done, and what works all the same. */
export function WithheldNotice({ withheld }: Pick<ChartView, 'withheld'>) {
  const t = useTranslations('withheld');
  if (withheld.length === 0) return null;
  return (
    <section className={styles.withheld} aria-labelledby="withheld-title">
      <h2 id="withheld-title">{t('title')}</h2>
      <ul>
        {withheld.map((ability) => (
          <li key={ability}>{t(ability)}</li>
        ))}
      </ul>
      <p>{t('todo')}</p>
    </section>
  );
}
