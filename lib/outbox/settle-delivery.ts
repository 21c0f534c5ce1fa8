import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';

export type Settlement =
  | { readonly state: 'acknowledged'; readonly references: readonly string[] }
  /** To be tried again: surely not arrived (`pending`), or perhaps arrived (`ambiguous`). */
  | { readonly state: 'pending' | 'ambiguous'; readonly problem: string }
  /** A person must act. */
  | { readonly state: 'held' | 'failed'; readonly problem: string };

/** Writes how an attempt ended; false where another worker has taken the delivery over meanwhile. */
export async function settleDelivery(
  db: Db,
  claimed: ClaimedDelivery,
  settlement: Settlement,
): Promise<boolean> {
  const arrived = settlement.state === 'acknowledged';
  const updated = await db
    .updateTable('delivery')
    .set({
      state: settlement.state,
      problem_code: arrived ? null : settlement.problem,
      updated_at: sql`now()`,
      ...(arrived ? { references: JSON.stringify(settlement.references), acknowledged_at: sql`now()` } : {}),
    })
    .where('id', '=', claimed.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', claimed.attempts)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
