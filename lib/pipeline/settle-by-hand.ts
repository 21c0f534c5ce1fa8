import { decideDelivery, type Decision } from '#lib/outbox/decide-delivery.ts';
import type { Db, DeliveryState } from '#lib/platform/database.ts';
import type { Queue } from '#lib/platform/queue.ts';
import { concludeAnalysis } from './conclude-analysis.ts';

/** A person's decision, and what follows from it for the analysis, together or not at all. Throws as decideDelivery does. */
export async function settleByHand(
  { db, queue }: { readonly db: Db; readonly queue: Queue },
  deliveryId: string,
  decision: Decision,
): Promise<{ readonly before: DeliveryState; readonly after: DeliveryState }> {
  return db.transaction().execute(async (transaction) => {
    const { analysisId, before, after } = await decideDelivery(transaction, queue, deliveryId, decision);
    await concludeAnalysis(transaction, analysisId);
    return { before, after };
  });
}
