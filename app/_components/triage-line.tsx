import { useTranslations } from 'next-intl';
import type { TriageScore } from '#lib/findings/finding.ts';
import { useProbabilityText } from './figures.tsx';
import styles from './finding-list.module.css';
import { ProbabilityBar } from './probability-bar.tsx';

/**
 * Above the findings and not among them: it names nothing, and orders what is read. A low score isn't called absent: that
 * would read as a normal film, which nobody measured.
 */
export function TriageLine({ score }: { readonly score: TriageScore }) {
  const t = useTranslations();
  const probabilityText = useProbabilityText();
  const { presence, probability, operatingPoint, ruleOut } = score;
  return (
    <div className={styles.finding} data-presence={presence}>
      <div className={styles.line}>
        <h3 className={styles.name}>{t('result.triage')}</h3>
        <p className={styles.words}>
          <strong className={styles.presence}>{t(`result.triageLevel.${presence}`)}</strong>
        </p>
      </div>
      <p className={styles.probability}>
        <span className="visuallyHidden">{t('result.probability')} </span>
        <bdi dir="ltr">{probabilityText(probability, operatingPoint.threshold)}</bdi>
      </p>
      <ProbabilityBar
        probability={probability}
        thresholds={[operatingPoint, ruleOut].flatMap((each) => each?.threshold ?? [])}
        presence={presence}
      />
      <p className={styles.note}>{t('result.triageNote')}</p>
    </div>
  );
}
