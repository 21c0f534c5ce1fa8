import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';
import type { ImagingOrder } from './imaging-order.ts';

/**
 * Keeps the order and its job in one transaction, before it is acknowledged: what was answered AA is not lost, and
 * the same message sent again (same application and control id) is still one order. A cancel ends those of its
 * patient and number that wait. Returns the order's id, or undefined where nothing new came of it.
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

function isOfPatient(order: ImagingOrder, identifiers: readonly PatientIdentifier[]): boolean {
  return identifiers.some(({ system, value }) =>
    order.patientIdentifiers.some((named) => named.system === system && named.value === value),
  );
}

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

async function cancelWaiting(db: Db, site: string, order: ImagingOrder): Promise<void> {
  const [column, number] = cancelledBy(order);
  const waiting = await db
    .selectFrom('imaging_order')
    .select(['id', 'patient_identifiers'])
    .where('site', '=', site)
    .where(column, '=', number)
    .where('state', '=', 'waiting')
    .execute();
  // Two ordering systems may use the same number: of another patient it is another order.
  const own = waiting.filter((each) => isOfPatient(order, each.patient_identifiers));
  if (own.length === 0) return;
  await db
    .updateTable('imaging_order')
    .set({ state: 'refused', problem_code: 'order-cancelled' })
    .where(
      'id',
      'in',
      own.map(({ id }) => id),
    )
    .where('state', '=', 'waiting')
    .execute();
}
