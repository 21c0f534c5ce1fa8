import { useFormatter, useMessages, useTranslations } from 'next-intl';
import type { OperatingPoint } from '#lib/findings/finding.ts';
import { findingName } from '#lib/i18n/sentences.ts';
import type { LabelView } from '#lib/pipeline/view-model-card.ts';
import textStyles from './card-text.module.css';
import { Isolated } from './figures.tsx';
import styles from './model-card.module.css';

/** What was measured of each finding, and the two thresholds by which films are called. */
export function ModelFigures({ labels }: { readonly labels: readonly LabelView[] }) {
  const t = useTranslations();
  return (
    <section className={styles.section} aria-labelledby="figures-title">
      <h2 id="figures-title">{t('modelCard.figures')}</h2>
      <div className={textStyles.scroll} tabIndex={0} role="group" aria-labelledby="figures-title">
        <table className={styles.figures}>
          <thead>
            <tr>
              {(['finding', 'prevalence', 'auc', 'calibrationError'] as const).map((column) => (
                <th key={column} scope="col" rowSpan={2}>
                  {t(`modelCard.${column}`)}
                </th>
              ))}
              {(['operatingPoint', 'ruleOutPoint'] as const).map((point) => (
                <th key={point} scope="colgroup" colSpan={3} className={styles.point}>
                  {t(`result.${point}`)}
                </th>
              ))}
            </tr>
            <tr>
              <PointColumns />
              <PointColumns />
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => (
              <Row key={label.label} label={label} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        {t('modelCard.figuresNote')} {t('modelCard.prevalenceNote')}
      </p>
    </section>
  );
}

function PointColumns() {
  const t = useTranslations();
  return (
    <>
      <th scope="col" className={styles.point}>
        {t('modelCard.threshold')}
      </th>
      <th scope="col">{t('result.sensitivity')}</th>
      <th scope="col">{t('result.specificity')}</th>
    </>
  );
}

function Row({ label }: { readonly label: LabelView }) {
  const t = useTranslations('modelCard');
  const { figures } = label;
  return (
    <tr>
      <th scope="row">
        <Isolated>{findingName(useMessages(), label)}</Isolated>
      </th>
      {figures === undefined ? (
        <td colSpan={9}>{t('notMeasured')}</td>
      ) : (
        <>
          <td>
            <Share value={figures.prevalence} />
          </td>
          <td>
            <Interval {...figures.auc} />
          </td>
          <td>
            <Decimal value={figures.ece} />
          </td>
          <PointCells point={figures.operatingPoint} />
          {figures.ruleOut === undefined ? (
            <td colSpan={3} className={styles.point}>
              –
            </td>
          ) : (
            <PointCells point={figures.ruleOut} />
          )}
        </>
      )}
    </tr>
  );
}

function PointCells({ point }: { readonly point: OperatingPoint }) {
  return (
    <>
      <td className={styles.point}>
        <Share value={point.threshold} />
      </td>
      <td>
        <Share value={point.sensitivity} />
      </td>
      <td>
        <Share value={point.specificity} />
      </td>
    </>
  );
}

/** To the tenth of a percent: thresholds of rare findings are that small. */
function Share({ value }: { readonly value: number }) {
  const format = useFormatter();
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return <bdi dir="ltr">{format.number(value, { style: 'percent', ...digits })}</bdi>;
}

export function Decimal({ value }: { readonly value: number }) {
  return <bdi dir="ltr">{useDecimal()(value)}</bdi>;
}

function Interval({ value, low, high }: NonNullable<LabelView['figures']>['auc']) {
  const text = useDecimal();
  return <bdi dir="ltr">{`${text(value)} (${text(low)}–${text(high)})`}</bdi>;
}

/** Rounded as the card's own text is: Intl would make 0.800 of 0.7995, which as a binary number lies below it. */
function useDecimal(): (value: number) => string {
  const format = useFormatter();
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return (value) => format.number(Number(value.toFixed(3)), digits);
}
