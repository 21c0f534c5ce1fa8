/** When a filed result is looked at again: whose it is may have changed. */
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJob, enqueueJobs, type Queue } from '#lib/platform/queue.ts';

/** So long after it was filed, whatever a feed tells of merges: a study may move in silence. */
const AFTER_MINUTES = [15, 60, 6 * 60, 24 * 60, 3 * 24 * 60, 10 * 24 * 60, 30 * 24 * 60];
/** A job that is lost is given again after so long. */
const AGAIN_MINUTES = 10;
const AT_ONCE = 100;

/** After so many looks; null where it has been often enough. */
export function nextRecheck(rechecks: number) {
  const minutes = AFTER_MINUTES[rechecks];
  return minutes === undefined ? null : inMinutes(minutes);
}

export function inMinutes(minutes: number) {
  return sql<Date>`now() + make_interval(mins => ${minutes})`;
}

/** At once, because something was heard of its patient, study or order. */
export async function recheckSoon(
  { db, queue }: { readonly db: Db; readonly queue: Queue },
  analysisId: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const told = await transaction
      .updateTable('analysis')
      .set({ recheck_at: inMinutes(AGAIN_MINUTES) })
      .where('id', '=', analysisId)
      .where('result_status', 'is not', null)
      .executeTakeFirst();
    if (told.numUpdatedRows > 0n) await enqueueJob(queue, transaction, 'recheck', { analysisId });
  });
}

/** Gives every result that is due its job. */
export async function startRechecks(db: Db, queue: Queue): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      UPDATE analysis SET recheck_at = now() + make_interval(mins => ${AGAIN_MINUTES})
      WHERE id IN (SELECT id FROM analysis WHERE recheck_at < now() ORDER BY recheck_at LIMIT ${AT_ONCE}
        FOR UPDATE SKIP LOCKED)
      RETURNING id`.execute(transaction);
    await enqueueJobs(
      queue,
      transaction,
      'recheck',
      rows.map(({ id }) => ({ analysisId: id })),
    );
  });
}
