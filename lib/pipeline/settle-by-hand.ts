import { decideDelivery, type Decision } from '#lib/outbox/decide-delivery.ts';
import type { Db, DeliveryState } from '#lib/platform/database.ts';
import type { Queue } from '#lib/platform/queue.ts';
import { recordDeed } from './audit-event.ts';
import { concludeAnalysis } from './conclude-analysis.ts';

/** A person's decision, what follows from it for the analysis, and whose it was: together or not at all. Throws as decideDelivery does. */
export async function settleByHand(
  { db, queue }: { readonly db: Db; readonly queue: Queue },
  deliveryId: string,
  decision: Decision,
  who: string,
): Promise<{ readonly before: DeliveryState; readonly after: DeliveryState }> {
  return db.transaction().execute(async (transaction) => {
    const { analysisId, before, after } = await decideDelivery(transaction, queue, deliveryId, decision);
    await concludeAnalysis(transaction, analysisId);
    const { site, patient_id: patientId } = await transaction
      .selectFrom('analysis')
      .select(['site', 'patient_id'])
      .where('id', '=', analysisId)
      .executeTakeFirstOrThrow();
    await recordDeed(transaction, {
      what: 'export',
      action: 'U',
      user: { name: who },
      by: 'worker',
      site,
      patientId,
      objects: [{ role: 'job', name: `delivery ${deliveryId}` }],
      note: `${decision.verb}: ${before} to ${after}`,
    });
    return { before, after };
  });
}
