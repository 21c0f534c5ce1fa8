import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';
import { cancelOrder } from './cancel-order.ts';
import type { ImagingOrder } from './imaging-order.ts';
import { isOfPatient } from './is-of-patient.ts';

/**
 * Keeps the order and its job in one transaction, before it is acknowledged: what was answered AA is not lost, and
 * the same message sent again (same application and control id) is still one order. A cancel ends those of its
 * patient and number. Returns the order's id, or undefined where nothing new came of it.
 */
export async function recordOrder(
  db: Db,
  queue: Queue,
  site: string,
  order: ImagingOrder,
): Promise<string | undefined> {
  if (order.control === 'cancel') {
    await cancelOrder(db, queue, site, order);
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
    if (!inserted) {
      await requireRepetition(transaction, site, order);
      return undefined;
    }
    await enqueueJob(queue, transaction, 'order', { orderId: id });
    return id;
  });
}

/**
 * A control id that was used before brings the same order again, or another one: engines start their counters anew.
 * Acknowledged as a repetition, the other one would be lost. Throws AppError `order-invalid`.
 */
async function requireRepetition(transaction: Db, site: string, order: ImagingOrder): Promise<void> {
  const kept = await transaction
    .selectFrom('imaging_order')
    .select(['placer_order_number', 'filler_order_number', 'accession_number', 'study_uid'])
    .select('patient_identifiers')
    .where('site', '=', site)
    .where('sending_application', '=', order.sendingApplication)
    .where('control_id', '=', order.controlId)
    .executeTakeFirst();
  const isSame =
    kept !== undefined &&
    isOfPatient(order, kept.patient_identifiers) &&
    kept.placer_order_number === (order.placerOrderNumber ?? null) &&
    kept.filler_order_number === (order.fillerOrderNumber ?? null) &&
    kept.accession_number === (order.accessionNumber ?? null) &&
    kept.study_uid === (order.studyInstanceUid ?? null);
  if (!isSame) throw new AppError('order-invalid', 'refused', { fields: { field: 'MSH-10' } });
}
