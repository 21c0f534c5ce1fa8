import { sql } from 'kysely';
import {
  countDeliveries,
  listDeliveries,
  WAITING_FOR_A_PERSON,
  type ListedDelivery,
} from '#lib/outbox/list-deliveries.ts';
import type { DeliveryState } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Operator } from '#lib/launch/operator-session.ts';
import { recordDeed } from './audit-event.ts';
import type { WebContext } from './web-context.ts';

/** What an operator sees: destinations, and deliveries by their numbers. Nothing here names a patient. */
export interface OutboxView {
  readonly operator: string;
  readonly destinations: readonly DestinationView[];
  readonly waiting: readonly OutboxRow[];
  readonly underWay: readonly OutboxRow[];
}

export interface DestinationView {
  readonly site: string;
  readonly name: string;
  /** ISO 8601; it is left alone until then, because it failed again and again. */
  readonly restsUntil?: string;
  readonly counts: readonly { readonly state: DeliveryState; readonly count: number }[];
}

export interface OutboxRow extends Omit<ListedDelivery, 'createdAt' | 'updatedAt' | 'nextAttemptAt'> {
  readonly createdAt: string;
  readonly nextAttemptAt: string;
}

/** One delivery, with the destination's own words, which may name a patient. */
export interface OutboxDeliveryView extends OutboxRow {
  readonly operator: string;
  readonly identity: string;
  readonly references: readonly string[];
  readonly words?: string;
}

const SHOWN_AT_MOST = 100;

export async function viewOutbox({ db }: WebContext, { name: operator }: Operator): Promise<OutboxView> {
  const [counts, resting, waiting, underWay] = await Promise.all([
    countDeliveries(db),
    db
      .selectFrom('destination')
      .select(['site', 'name', sql<Date>`greatest(open_until, asked_until)`.as('until')])
      .where(sql<boolean>`greatest(open_until, asked_until) > now()`)
      .execute(),
    listDeliveries(db, { states: WAITING_FOR_A_PERSON, limit: SHOWN_AT_MOST }),
    listDeliveries(db, { states: ['pending', 'sending', 'sent', 'ambiguous'], limit: SHOWN_AT_MOST }),
  ]);
  const names = new Map(
    counts.map(({ site, destination }) => [`${site} ${destination}`, { site, destination }]),
  );
  const destinations = [...names.values()].map(({ site, destination }): DestinationView => {
    const rest = resting.find((each) => each.site === site && each.name === destination)?.until;
    const own = counts.filter((each) => each.site === site && each.destination === destination);
    return {
      site,
      name: destination,
      ...(rest ? { restsUntil: rest.toISOString() } : {}),
      counts: own.map(({ state, count }) => ({ state, count })),
    };
  });
  return { operator, destinations, waiting: waiting.map(toRow), underWay: underWay.map(toRow) };
}

/** That it was looked at is written down: its words may name a patient. Throws AppError `delivery-unknown`. */
export async function viewOutboxDelivery(
  { db }: WebContext,
  operator: Operator,
  id: string,
): Promise<OutboxDeliveryView> {
  const row = UUID.test(id)
    ? await db
        .selectFrom('delivery')
        .innerJoin('analysis', 'analysis.id', 'delivery.analysis_id')
        .selectAll('delivery')
        .select('analysis.patient_id')
        .where('delivery.id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError('delivery-unknown', 'refused');
  await db.transaction().execute((transaction) =>
    recordDeed(transaction, {
      what: 'rest',
      subtype: 'read',
      action: 'R',
      user: { name: operator.name },
      by: 'web',
      site: row.site,
      patientId: row.patient_id,
      objects: [{ role: 'job', name: `delivery ${id}` }],
    }),
  );
  return {
    ...toRow({
      id: row.id,
      site: row.site,
      analysisId: row.analysis_id,
      destination: row.destination,
      kind: row.kind,
      version: row.version,
      state: row.state,
      attempts: row.attempts,
      problem: row.problem_code ?? undefined,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      nextAttemptAt: row.next_attempt_at,
    }),
    operator: operator.name,
    identity: row.identity,
    references: row.references,
    ...(row.problem_text === null ? {} : { words: row.problem_text }),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function toRow(listed: ListedDelivery): OutboxRow {
  const { id, site, analysisId, destination, kind, version, state, attempts, problem } = listed;
  const [createdAt, nextAttemptAt] = [listed.createdAt.toISOString(), listed.nextAttemptAt.toISOString()];
  return {
    id,
    site,
    analysisId,
    destination,
    kind,
    version,
    state,
    attempts,
    problem,
    createdAt,
    nextAttemptAt,
  };
}
