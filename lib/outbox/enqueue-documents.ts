import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, DocumentKind } from '#lib/platform/database.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';

/** A document ready to leave: written once, sent as it stands however often sending must be tried. */
export interface OutgoingDocument {
  readonly kind: DocumentKind;
  readonly destination: string;
  /** Stable name at the destination: business identifier or MSH-10. */
  readonly identity: string;
  readonly body: string;
}

/**
 * Puts documents, their ledger rows and their jobs into the caller's transaction, beside the analysis that made them:
 * a result is never without its deliveries, nor a delivery without its result. A second row for the same destination
 * and version is refused by the database. An older version that has surely not left does not leave any more.
 */
export async function enqueueDocuments(
  transaction: Db,
  queue: Queue,
  analysis: { readonly id: string; readonly site: string; readonly version: number },
  documents: readonly OutgoingDocument[],
): Promise<void> {
  for (const { kind, destination, identity, body } of documents) {
    const documentId = randomUUID();
    const deliveryId = randomUUID();
    await supersedeUnsent(transaction, { ...analysis, destination });
    await transaction
      .insertInto('document')
      .values({ id: documentId, analysis_id: analysis.id, kind, version: analysis.version, body })
      .execute();
    await transaction
      .insertInto('delivery')
      .values({
        id: deliveryId,
        site: analysis.site,
        document_id: documentId,
        analysis_id: analysis.id,
        destination,
        kind,
        identity,
        version: analysis.version,
        state: 'pending',
      })
      .execute();
    await enqueueJob(queue, transaction, 'delivery', { deliveryId });
  }
}

async function supersedeUnsent(
  transaction: Db,
  { id, version, destination }: { id: string; version: number; destination: string },
): Promise<void> {
  await transaction
    .updateTable('delivery')
    .set({ state: 'superseded', problem_code: null, updated_at: sql`now()` })
    .where('analysis_id', '=', id)
    .where('destination', '=', destination)
    .where('version', '<', version)
    .where('state', '=', 'pending')
    .execute();
}
