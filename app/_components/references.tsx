import { useTranslations } from 'next-intl';
import styles from './delivery-table.module.css';

const REPORT = 'DiagnosticReport/';
/** So many are shown at once; a longer list folds up below the report. */
const SHOWN = 2;

/** Where a result can be found at its destination: the report itself first. */
export function References({ references }: { readonly references: readonly string[] }) {
  const t = useTranslations('delivery');
  const isReport = (reference: string) => reference.startsWith(REPORT);
  const sorted = [...references.filter(isReport), ...references.filter((each) => !isReport(each))];
  if (sorted.length <= SHOWN) return <List references={sorted} />;
  const rest = sorted.slice(1);
  return (
    <>
      <List references={sorted.slice(0, 1)} />
      <details className={styles.more}>
        <summary>{t('moreReferences', { count: rest.length })}</summary>
        <List references={rest} />
      </details>
    </>
  );
}

function List({ references }: { readonly references: readonly string[] }) {
  return (
    <ul className={styles.references}>
      {references.map((reference) => (
        <li key={reference}>
          <bdi dir="ltr">{reference}</bdi>
        </li>
      ))}
    </ul>
  );
}
