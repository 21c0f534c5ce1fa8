import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';
import type { ImagingOrder } from './imaging-order.ts';

/**
 * Keeps the order and its job in one transaction, before it is acknowledged: what was answered AA is not lost, and
 * the same message sent again (same application and control id) is still one order. A cancel ends those of its
 * placer number that wait. Returns the order's id, or undefined where nothing new came of it.
 */
export async function recordOrder(
  db: Db,
  queue: Queue,
  site: string,
  order: ImagingOrder,
): Promise<string | undefined> {
  if (order.control === 'cancel') {
    await cancelWaiting(db, site, order);
    return undefined;
  }
  const id = randomUUID();
  return db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('imaging_order')
      .values({
        id,
        site,
        sending_application: order.sendingApplication,
        control_id: order.controlId,
        placer_order_number: order.placerOrderNumber ?? null,
        filler_order_number: order.fillerOrderNumber ?? null,
        accession_number: order.accessionNumber ?? null,
        study_uid: order.studyInstanceUid ?? null,
        patient_identifiers: JSON.stringify(order.patientIdentifiers),
        procedure: order.procedure ? JSON.stringify(order.procedure) : null,
        visit_number: order.visitNumber ?? null,
        state: 'waiting',
      })
      .onConflict((conflict) => conflict.columns(['site', 'sending_application', 'control_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return undefined;
    await enqueueJob(queue, transaction, 'order', { orderId: id });
    return id;
  });
}

async function cancelWaiting(db: Db, site: string, order: ImagingOrder): Promise<void> {
  if (order.placerOrderNumber === undefined) return;
  await db
    .updateTable('imaging_order')
    .set({ state: 'refused', problem_code: 'order-cancelled' })
    .where('site', '=', site)
    .where('placer_order_number', '=', order.placerOrderNumber)
    .where('state', '=', 'waiting')
    .execute();
}
