import { sql } from 'kysely';
import type { Db, DeliveryState, DocumentKind } from '#lib/platform/database.ts';

/** Those that nothing but a person moves on. */
export const WAITING_FOR_A_PERSON: readonly DeliveryState[] = ['held', 'failed', 'dead'];
/** Those that are not at their end. */
export const OPEN: readonly DeliveryState[] = [
  'pending',
  'sending',
  'sent',
  'ambiguous',
  ...WAITING_FOR_A_PERSON,
];

/** One row of the ledger, without what it carries: nothing here names a patient. */
export interface ListedDelivery {
  readonly id: string;
  readonly site: string;
  readonly analysisId: string;
  readonly destination: string;
  readonly kind: DocumentKind;
  readonly version: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly problem: string | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly nextAttemptAt: Date;
}

export interface DeliveryFilter {
  readonly site?: string | undefined;
  readonly states?: readonly DeliveryState[];
  readonly limit?: number;
}

/** The oldest first. */
export async function listDeliveries(db: Db, filter: DeliveryFilter = {}): Promise<ListedDelivery[]> {
  const { site, states = OPEN, limit = 200 } = filter;
  let query = db.selectFrom('delivery').selectAll().where('state', 'in', states);
  if (site !== undefined) query = query.where('site', '=', site);
  const rows = await query.orderBy('created_at').orderBy('id').limit(limit).execute();
  return rows.map((row) => ({
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
  }));
}

/** How many there are in each state, for each destination. */
export async function countDeliveries(
  db: Db,
): Promise<{ site: string; destination: string; state: DeliveryState; count: number }[]> {
  return db
    .selectFrom('delivery')
    .select(['site', 'destination', 'state', sql<number>`count(*)::int`.as('count')])
    .groupBy(['site', 'destination', 'state'])
    .orderBy('site')
    .orderBy('destination')
    .orderBy('state')
    .execute();
}
