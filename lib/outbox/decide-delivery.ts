/** What a person decides about a delivery that nothing else moves on. Each is refused where it would be a lie by now. */
import { sql } from 'kysely';
import type { Db, DeliveryState } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';

export type Decision =
  /** Try it again; what may have arrived is looked up first. */
  | { readonly verb: 'retry' }
  /** Somebody looked at the destination, and it is there, under this reference. */
  | { readonly verb: 'arrived'; readonly reference: string }
  /** Somebody looked at the destination, and it is not there: it is sent again as if it never had been. */
  | { readonly verb: 'not-arrived' }
  /** It is never to go there. */
  | { readonly verb: 'drop' };

/** Problem code of a delivery that a person gave up. */
export const DROPPED = 'delivery-dropped';

/** From which states each may be decided: never of one that a worker has in hand. */
const DECIDABLE: Readonly<Record<Decision['verb'], readonly DeliveryState[]>> = {
  retry: ['held', 'failed', 'dead', 'ambiguous', 'pending'],
  arrived: ['held', 'ambiguous', 'sent'],
  'not-arrived': ['held', 'ambiguous'],
  drop: ['held', 'failed', 'dead', 'ambiguous', 'pending'],
};

/**
 * In the caller's transaction; gives the analysis whose state follows from it. Throws AppError `delivery-unknown`, and
 * `delivery-not-decidable` where it stands otherwise by now.
 */
export async function decideDelivery(
  transaction: Db,
  queue: Queue,
  deliveryId: string,
  decision: Decision,
): Promise<{ readonly analysisId: string; readonly before: DeliveryState; readonly after: DeliveryState }> {
  const row = await transaction
    .selectFrom('delivery')
    .select(['state', 'analysis_id', 'problem_code'])
    .where('id', '=', deliveryId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('delivery-unknown', 'refused');
  if (!DECIDABLE[decision.verb].includes(row.state))
    throw new AppError('delivery-not-decidable', 'refused', { fields: { state: row.state } });
  const after = stateAfter(decision, row);
  const set = { state: after, updated_at: sql<Date>`now()`, ...columnsOf(decision) };
  await transaction.updateTable('delivery').set(set).where('id', '=', deliveryId).execute();
  if (after === 'pending' || after === 'ambiguous')
    await enqueueJob(queue, transaction, 'delivery', { deliveryId });
  return { analysisId: row.analysis_id, before: row.state, after };
}

/** Of what was refused or given up it is known that it is not there. */
function stateAfter(decision: Decision, { state }: { readonly state: DeliveryState }): DeliveryState {
  switch (decision.verb) {
    case 'retry':
      return state === 'failed' || state === 'dead' || state === 'pending' ? 'pending' : 'ambiguous';
    case 'arrived':
      return 'acknowledged';
    case 'not-arrived':
      return 'pending';
    case 'drop':
      return 'dead';
  }
}

function columnsOf(decision: Decision) {
  switch (decision.verb) {
    case 'arrived':
      return {
        problem_code: null,
        problem_text: null,
        references: JSON.stringify([decision.reference]),
        acknowledged_at: sql<Date>`now()`,
      };
    case 'drop':
      return { problem_code: DROPPED };
    case 'not-arrived':
      // Nor is what the ledger of single requests had under way.
      return { next_attempt_at: sql<Date>`now()`, progress: sql<string>`progress - 'inFlight'` };
    case 'retry':
      return { next_attempt_at: sql<Date>`now()` };
  }
}
