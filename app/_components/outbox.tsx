import { useMessages, useTimeZone, useTranslations } from 'next-intl';
import { destinationName } from '#lib/i18n/sentences.ts';
import type { DestinationView, OutboxRow, OutboxView } from '#lib/pipeline/view-outbox.ts';
import { DateText, Isolated } from './figures.tsx';
import { DeliveryMark } from './marks.tsx';
import { OutboxFrame } from './outbox-frame.tsx';
import styles from './outbox.module.css';
import table from './delivery-table.module.css';

/** What waits for a person first, then what goes by itself, then how each destination is. */
export function Outbox({ view }: { readonly view: OutboxView }) {
  const t = useTranslations('operator');
  const zone = useTimeZone();
  return (
    <OutboxFrame operator={view.operator} title={t('title')}>
      {zone !== undefined && <p className={styles.soft}>{t('timesIn', { zone })}</p>}
      <Deliveries title={t('waiting')} none={t('noneWaiting')} rows={view.waiting} />
      <Deliveries title={t('underWay')} none={t('noneUnderWay')} rows={view.underWay} />
      <section className={styles.section}>
        <h2>{t('destinations')}</h2>
        {view.destinations.length === 0 && <p className={styles.soft}>{t('noDestinations')}</p>}
        <ul className={styles.destinations}>
          {view.destinations.map((destination) => (
            <Destination key={`${destination.site} ${destination.name}`} destination={destination} />
          ))}
        </ul>
      </section>
    </OutboxFrame>
  );
}

function Deliveries({
  title,
  none,
  rows,
}: {
  readonly title: string;
  readonly none: string;
  readonly rows: readonly OutboxRow[];
}) {
  const t = useTranslations('operator');
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className={styles.soft}>{none}</p>
      ) : (
        <table role="table" className={table.table}>
          <thead role="rowgroup">
            <tr role="row">
              {(['delivery', 'destination', 'state', 'since', 'next'] as const).map((column) => (
                <th key={column} role="columnheader" scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Delivery key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Delivery({ row }: { readonly row: OutboxRow }) {
  const t = useTranslations();
  const messages = useMessages();
  const isWaiting = row.state === 'pending' || row.state === 'ambiguous';
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <a className={styles.code} href={`/operator/deliveries/${row.id}`}>
          {row.id.slice(0, 8)}
        </a>
        <span className={styles.soft}>{t('operator.version', { version: String(row.version) })}</span>
      </th>
      <td role="cell">
        <Isolated>{destinationName(messages, row.destination)}</Isolated>
        <span className={styles.soft}>
          <bdi>{row.site}</bdi>
        </span>
      </td>
      <td role="cell">
        <span className={table.state} data-state={row.state}>
          <DeliveryMark state={row.state} />
          {t(`deliveryState.${row.state}`)}
        </span>
        {row.attempts > 1 && (
          <span className={styles.soft}>{t('delivery.attempts', { count: row.attempts })}</span>
        )}
        {row.problem !== undefined && <bdi className={styles.code}>{row.problem}</bdi>}
      </td>
      <td role="cell" className={table.when}>
        <DateText value={row.createdAt} />
      </td>
      <td role="cell" className={table.when}>
        {isWaiting ? <DateText value={row.nextAttemptAt} /> : <span className={styles.soft}>—</span>}
      </td>
    </tr>
  );
}

function Destination({ destination }: { readonly destination: DestinationView }) {
  const t = useTranslations();
  const messages = useMessages();
  return (
    <li
      className={styles.destination}
      {...(destination.restsUntil !== undefined && { 'data-resting': true })}
    >
      <strong>
        <Isolated>{destinationName(messages, destination.name)}</Isolated>
      </strong>
      <bdi className={styles.soft}>{destination.site}</bdi>
      {destination.restsUntil === undefined ? (
        <span>{t('operator.answers')}</span>
      ) : (
        <span>
          {t('operator.rests')} <DateText value={destination.restsUntil} />
        </span>
      )}
      <ul className={styles.counts}>
        {destination.counts.map(({ state, count }) => (
          <li key={state}>
            {t(`deliveryState.${state}`)}: <b>{count}</b>
          </li>
        ))}
      </ul>
    </li>
  );
}
