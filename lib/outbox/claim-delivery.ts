import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';

/** A delivery that this worker now sends; `attempts` fences off one that was thought dead. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly site: string;
  readonly analysisId: string;
  readonly destination: string;
  readonly kind: 'fhir' | 'oru';
  readonly identity: string;
  readonly body: string;
  readonly attempts: number;
  /** An earlier attempt may have arrived: look it up at the destination before sending anything. */
  readonly mayHaveArrived: boolean;
}

/**
 * Marks the delivery as being sent, before the first byte leaves. One that already stood as `sending` belonged to a
 * worker that died: nobody knows what left, so it is treated as ambiguous. Undefined where nothing is left to send.
 */
export async function claimDelivery(db: Db, deliveryId: string): Promise<ClaimedDelivery | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('delivery')
      .innerJoin('document', 'document.id', 'delivery.document_id')
      .select([
        'delivery.id',
        'delivery.site',
        'delivery.analysis_id',
        'delivery.destination',
        'delivery.kind',
      ])
      .select(['delivery.identity', 'delivery.state', 'delivery.attempts', 'document.body'])
      .where('delivery.id', '=', deliveryId)
      .where('delivery.state', 'in', ['pending', 'sending', 'ambiguous'])
      .forUpdate('delivery')
      .executeTakeFirst();
    if (!row) return undefined;
    await transaction
      .updateTable('delivery')
      .set({ state: 'sending', attempts: sql`attempts + 1`, updated_at: sql`now()` })
      .where('id', '=', deliveryId)
      .execute();
    return {
      id: row.id,
      site: row.site,
      analysisId: row.analysis_id,
      destination: row.destination,
      kind: row.kind,
      identity: row.identity,
      body: row.body,
      attempts: row.attempts + 1,
      mayHaveArrived: row.state !== 'pending',
    };
  });
}
