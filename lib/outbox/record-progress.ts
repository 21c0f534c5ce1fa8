import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';

/**
 * Writes how far the delivery is, before its next byte leaves. Throws AppError `attempt-superseded` where another worker
 * has it by now: this one must send no more.
 */
export async function recordProgress(
  db: Db,
  claimed: ClaimedDelivery,
  recorded: { readonly plan?: object; readonly progress?: object },
): Promise<void> {
  const updated = await db
    .updateTable('delivery')
    .set({
      updated_at: sql`now()`,
      ...(recorded.plan === undefined ? {} : { plan: JSON.stringify(recorded.plan) }),
      ...(recorded.progress === undefined ? {} : { progress: JSON.stringify(recorded.progress) }),
    })
    .where('id', '=', claimed.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', claimed.attempts)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) throw new AppError('attempt-superseded', 'permanent');
}
