import { useMessages, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { destinationName, problemParts } from '#lib/i18n/sentences.ts';
import type { OutboxDeliveryView } from '#lib/pipeline/view-outbox.ts';
import actions from './action-link.module.css';
import { DateText, Isolated } from './figures.tsx';
import { DeliveryMark } from './marks.tsx';
import { OutboxFrame } from './outbox-frame.tsx';
import styles from './outbox.module.css';
import table from './delivery-table.module.css';

type State = OutboxDeliveryView['state'];
const RETRIED: readonly State[] = ['held', 'failed', 'dead', 'ambiguous', 'pending'];
const LOOKED_UP: readonly State[] = ['held', 'ambiguous'];

/** One delivery: what is known of it, and what a person may decide. */
export function OutboxDelivery({ view }: { readonly view: OutboxDeliveryView }) {
  const t = useTranslations();
  const messages = useMessages();
  return (
    <OutboxFrame operator={view.operator} title={t('operator.one')}>
      <p>
        <a href="/operator">{t('operator.back')}</a>
      </p>
      <dl className={styles.facts}>
        <Fact name={t('operator.state')}>
          <span className={table.state} data-state={view.state}>
            <DeliveryMark state={view.state} />
            {t(`deliveryState.${view.state}`)}
          </span>
        </Fact>
        <Fact name={t('operator.destination')}>
          <Isolated>{destinationName(messages, view.destination)}</Isolated> · <bdi>{view.site}</bdi>
        </Fact>
        <Fact name={t('operator.delivery')}>
          <bdi className={styles.code}>{view.id}</bdi>
        </Fact>
        <Fact name={t('operator.identity')}>
          <bdi className={styles.code}>{view.identity}</bdi>{' '}
          {t('operator.version', { version: String(view.version) })}
        </Fact>
        <Fact name={t('operator.since')}>
          <DateText value={view.createdAt} /> · {t('delivery.attempts', { count: view.attempts })}
        </Fact>
        {view.references.length > 0 && (
          <Fact name={t('delivery.reference')}>
            <bdi className={styles.code}>{view.references.join(' ')}</bdi>
          </Fact>
        )}
        {view.problem !== undefined && (
          <Fact name={t('operator.problem')}>
            {problemParts(messages, view.problem).what} <bdi className={styles.code}>{view.problem}</bdi>
          </Fact>
        )}
        {view.words !== undefined && (
          <Fact name={t('operator.words')}>
            <pre className={styles.words}>{view.words}</pre>
          </Fact>
        )}
      </dl>
      <Decisions view={view} />
    </OutboxFrame>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Each says what follows from it; the server refuses what would be a lie by the time it arrives. */
function Decisions({ view }: { readonly view: OutboxDeliveryView }) {
  const t = useTranslations('operator');
  if (!RETRIED.includes(view.state) && view.state !== 'sent')
    return <p className={styles.soft}>{t('nothingToDecide')}</p>;
  return (
    <section className={styles.section}>
      <h2>{t('decide')}</h2>
      <div className={styles.decisions}>
        {RETRIED.includes(view.state) && (
          <Decide view={view} verb="retry" label={t('retry')} text={t('retryText')} />
        )}
        {(LOOKED_UP.includes(view.state) || view.state === 'sent') && (
          <Decide view={view} verb="arrived" label={t('arrived')} text={t('arrivedText')}>
            <label className={styles.field}>
              {t('arrivedAs')}
              <input name="reference" required maxLength={200} autoComplete="off" />
            </label>
          </Decide>
        )}
        {LOOKED_UP.includes(view.state) && (
          <Decide view={view} verb="not-arrived" label={t('notArrived')} text={t('notArrivedText')} />
        )}
        {RETRIED.includes(view.state) && (
          <Decide view={view} verb="drop" label={t('drop')} text={t('dropText')} />
        )}
      </div>
    </section>
  );
}

function Decide({
  view,
  verb,
  label,
  text,
  children,
}: {
  readonly view: OutboxDeliveryView;
  readonly verb: string;
  readonly label: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <form method="post" action={`/api/operator/deliveries/${view.id}`} className={styles.decision}>
      <input type="hidden" name="verb" value={verb} />
      <p>{text}</p>
      {children}
      <button type="submit" className={verb === 'retry' ? actions.primary : actions.quiet}>
        {label}
      </button>
    </form>
  );
}
