import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJob, enqueueJobs, type Queue } from '#lib/platform/queue.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';

export type Settlement =
  /** `sent`: the other side has it in safe hands, and has not said yet what it makes of it (HL7 v2.5.1 2.9.3, CA). */
  | { readonly state: 'acknowledged' | 'sent'; readonly references: readonly string[] }
  /** To be tried again: surely not arrived (`pending`), or perhaps arrived (`ambiguous`). */
  | {
      readonly state: 'pending' | 'ambiguous';
      readonly problem: string;
      readonly detail?: string | undefined;
      readonly retryInMs: number;
    }
  /** A person must act. */
  | {
      readonly state: 'held' | 'failed' | 'dead';
      readonly problem: string;
      readonly detail?: string | undefined;
    };

/**
 * Writes how an attempt ended, and what follows from it: the job of the next attempt, or the end of the wait of a newer
 * version. In the caller's transaction. False where another worker has taken the delivery over meanwhile.
 */
export async function settleDelivery(
  transaction: Db,
  queue: Queue,
  claimed: ClaimedDelivery,
  settlement: Settlement,
): Promise<boolean> {
  const updated = await transaction
    .updateTable('delivery')
    .set({ state: settlement.state, updated_at: sql`now()`, ...columnsOf(settlement) })
    .where('id', '=', claimed.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', claimed.attempts)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return false;
  if ('retryInMs' in settlement) {
    const startAfterSeconds = Math.ceil(settlement.retryInMs / 1000);
    await enqueueJob(queue, transaction, 'delivery', { deliveryId: claimed.id }, { startAfterSeconds });
    return true;
  }
  if ('references' in settlement) await supersedeOlder(transaction, claimed);
  await wakeNewer(transaction, queue, claimed);
  return true;
}

function columnsOf(settlement: Settlement) {
  if ('references' in settlement)
    return {
      problem_code: null,
      problem_text: null,
      references: JSON.stringify(settlement.references),
      acknowledged_at: sql<Date>`now()`,
    };
  const told = { problem_code: settlement.problem, problem_text: settlement.detail ?? null };
  if (!('retryInMs' in settlement)) return told;
  const seconds = settlement.retryInMs / 1000;
  return { ...told, next_attempt_at: sql<Date>`now() + make_interval(secs => ${seconds})` };
}

/** What waits for a person in an older version waits for nothing any more. */
async function supersedeOlder(transaction: Db, claimed: ClaimedDelivery): Promise<void> {
  await transaction
    .updateTable('delivery')
    .set({ state: 'superseded', updated_at: sql`now()` })
    .where('analysis_id', '=', claimed.analysisId)
    .where('destination', '=', claimed.destination)
    .where('version', '<', claimed.version)
    .where('state', 'in', ['pending', 'held', 'failed', 'dead'])
    .execute();
}

async function wakeNewer(transaction: Db, queue: Queue, claimed: ClaimedDelivery): Promise<void> {
  const newer = await transaction
    .selectFrom('delivery')
    .select('id')
    .where('analysis_id', '=', claimed.analysisId)
    .where('destination', '=', claimed.destination)
    .where('version', '>', claimed.version)
    .where('state', '=', 'pending')
    .orderBy('version')
    .execute();
  await enqueueJobs(
    queue,
    transaction,
    'delivery',
    newer.map(({ id }) => ({ deliveryId: id })),
  );
}
