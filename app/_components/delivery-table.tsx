import { useMessages, useTimeZone, useTranslations } from 'next-intl';
import { destinationName, problemParts } from '#lib/i18n/sentences.ts';
import type { AnalysisView, DeliveryView } from '#lib/pipeline/views.ts';
import styles from './delivery-table.module.css';
import { DateText, Isolated } from './figures.tsx';
import { References } from './references.tsx';
import { DeliveryMark } from './marks.tsx';

/** Where the result went, and when. Roles are spelt out: on a phone the rows become cards, and stay a table to readers. */
export function DeliveryTable({ view }: { readonly view: AnalysisView }) {
  const t = useTranslations('delivery');
  const zone = useTimeZone();
  return (
    <section className={styles.section} aria-labelledby="deliveries-title">
      <div className={styles.head}>
        <h2 id="deliveries-title">{t('title')}</h2>
        {zone !== undefined && view.deliveries.length > 0 && (
          <p className={styles.zone}>{t('timesIn', { zone })}</p>
        )}
      </div>
      {view.atEhr !== undefined && <p className={styles.route}>{t(`atEhr.${view.atEhr}`)}</p>}
      {view.deliveries.length === 0 ? (
        <p className={styles.none}>{view.finishedAt === undefined ? t('none') : t('noneEver')}</p>
      ) : (
        <table role="table" className={styles.table}>
          <thead role="rowgroup">
            <tr role="row">
              {(['destination', 'what', 'state', 'updated', 'reference'] as const).map((column) => (
                <th key={column} role="columnheader" scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {view.deliveries.map((delivery) => (
              <Row
                key={`${delivery.destination}-${delivery.kind}-${String(delivery.version)}`}
                delivery={delivery}
                showsVersion={view.deliveries.some(({ version }) => version > 1)}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({
  delivery,
  showsVersion,
}: {
  readonly delivery: DeliveryView;
  readonly showsVersion: boolean;
}) {
  const t = useTranslations();
  const messages = useMessages();
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <Isolated>{destinationName(messages, delivery.destination)}</Isolated>
      </th>
      <td role="cell">
        {t(`deliveryKind.${delivery.kind}`)}
        {showsVersion && <>, {t('operator.version', { version: String(delivery.version) })}</>}
      </td>
      <td role="cell">
        <span className={styles.state} data-state={delivery.state}>
          <DeliveryMark state={delivery.state} />
          {t(`deliveryState.${delivery.state}`)}
        </span>
        {delivery.attempts > 1 && (
          <span className={styles.soft}>{t('delivery.attempts', { count: delivery.attempts })}</span>
        )}
        {delivery.problem !== undefined && <Trouble delivery={delivery.problem} />}
      </td>
      <td role="cell" className={styles.when}>
        <DateText value={delivery.updatedAt} />
      </td>
      <td role="cell">
        {delivery.references.length === 0 ? (
          <span className={styles.soft}>{t('delivery.noReference')}</span>
        ) : (
          <References references={delivery.references} />
        )}
      </td>
    </tr>
  );
}

function Trouble({ delivery }: { readonly delivery: NonNullable<DeliveryView['problem']> }) {
  const t = useTranslations('problem');
  const { what, todo } = problemParts(useMessages(), delivery.code);
  return (
    <span className={styles.trouble}>
      {what} {todo} <span className={styles.soft}>{t('support')}</span>{' '}
      <bdi className={styles.code}>{delivery.supportId}</bdi>
    </span>
  );
}
