import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { notifyAnalysis } from '#lib/platform/notifications.ts';
import { enqueueJobs, type Queue } from '#lib/platform/queue.ts';
import type { ImagingOrder } from './imaging-order.ts';
import { isOfPatient } from './is-of-patient.ts';

/** The first number that the message states: some engines cancel by the filler's or the accession number alone. */
function cancelledBy({
  placerOrderNumber,
  fillerOrderNumber,
  accessionNumber,
  studyInstanceUid,
}: ImagingOrder) {
  if (placerOrderNumber !== undefined) return ['placer_order_number', placerOrderNumber] as const;
  if (fillerOrderNumber !== undefined) return ['filler_order_number', fillerOrderNumber] as const;
  if (accessionNumber !== undefined) return ['accession_number', accessionNumber] as const;
  return ['study_uid', studyInstanceUid ?? ''] as const;
}

/**
 * Ends the orders of this patient and number. An analysis that nobody else has asked for is stopped while nothing of it
 * is committed; where a result stands, the films were taken and read: it says from then on that its order was cancelled.
 */
export async function cancelOrder(db: Db, queue: Queue, site: string, order: ImagingOrder): Promise<void> {
  const [column, number] = cancelledBy(order);
  await db.transaction().execute(async (transaction) => {
    const named = await transaction
      .selectFrom('imaging_order')
      .select(['id', 'patient_identifiers'])
      .where('site', '=', site)
      .where(column, '=', number)
      .where('state', 'in', ['waiting', 'linked'])
      .forUpdate()
      .execute();
    // Two ordering systems may use the same number: of another patient it is another order.
    const own = named.filter((each) => isOfPatient(order, each.patient_identifiers)).map(({ id }) => id);
    if (own.length === 0) return;
    const cancelled = await transaction
      .updateTable('imaging_order')
      .set({ state: 'refused', problem_code: 'order-cancelled' })
      .where('id', 'in', own)
      .returning('analysis_id')
      .execute();
    const analyses = new Set(cancelled.flatMap(({ analysis_id: id }) => id ?? []));
    for (const analysisId of analyses) await stopUnasked(transaction, queue, analysisId);
  });
}

async function stopUnasked(transaction: Db, queue: Queue, analysisId: string): Promise<void> {
  const others = await transaction
    .selectFrom('imaging_order')
    .select('id')
    .where('analysis_id', '=', analysisId)
    .where('state', '=', 'linked')
    .executeTakeFirst();
  if (others) return;
  const stopped = await transaction
    .updateTable('analysis')
    // The next attempt's number: whoever works on this one can't write any more.
    .set({
      state: 'refused',
      problem_code: 'order-cancelled',
      attempt: sql`attempt + 1`,
      finished_at: sql`now()`,
      updated_at: sql`now()`,
    })
    .where('id', '=', analysisId)
    .where('origin', '=', 'order')
    .where('state', 'in', ['queued', 'retrieving', 'decoding', 'inferring', 'writing'])
    .executeTakeFirst();
  if (stopped.numUpdatedRows > 0n) await notifyAnalysis(transaction, analysisId);
  else await enqueueJobs(queue, transaction, 'recheck', [{ analysisId }]);
}
