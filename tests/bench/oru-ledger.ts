import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OruReceipt } from '#lib/delivery/send-oru.ts';
import { claimDelivery, type ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { settleDelivery } from '#lib/outbox/settle-delivery.ts';
import { openDatabase, type Db } from '#lib/platform/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { createLog } from '#lib/platform/log.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { orderedResult, oruOptions } from '#tests/support/study-result-fixture.ts';

const DESTINATION = 'hl7-engine';

export interface Ledger {
  /** One result: written, and through the product's own outbox. */
  readonly deliver: (send: (message: string) => Promise<OruReceipt>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The product's tables on a PostgreSQL of this run's own, as it starts it: fsync and synchronous_commit on. */
export async function openLedger(connections: number): Promise<Ledger> {
  const directory = join('.sightline', `bench-${String(process.pid)}`);
  const postgres = await startEmbeddedPostgres(directory);
  const db = openDatabase(postgres.url, connections);
  await migrate(db);
  const queue = await openQueue(postgres.url, createLog('bench', 'error'), 'work');
  return {
    deliver: async (send) => {
      const claimed = await enqueueAndClaim(db, queue);
      const { controlId, acknowledgement } = await send(claimed.body);
      const references = [`${controlId} ${acknowledgement}`];
      await db
        .transaction()
        .execute((transaction) =>
          settleDelivery(transaction, queue, claimed, { state: 'acknowledged', references }),
        );
    },
    close: async () => {
      await queue.stop({ graceful: false });
      await db.destroy();
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function enqueueAndClaim(db: Db, queue: Queue): Promise<ClaimedDelivery> {
  const id = randomUUID();
  const identity = controlIdOf(id, 1, DESTINATION);
  const body = writeOruR01({ ...orderedResult, analysisId: id }, { ...oruOptions, controlId: identity });
  const delivery = await db.transaction().execute(async (transaction) => {
    await insertAnalysis(transaction, id);
    await enqueueDocuments(transaction, queue, { id, site: 'general', version: 1 }, [
      { kind: 'oru', destination: DESTINATION, identity, body },
    ]);
    return transaction
      .selectFrom('delivery')
      .select('id')
      .where('analysis_id', '=', id)
      .executeTakeFirstOrThrow();
  });
  const turn = await claimDelivery(db, delivery.id);
  if (turn.kind !== 'claimed') throw new Error(turn.kind);
  return turn.delivery;
}

async function insertAnalysis(db: Db, id: string): Promise<void> {
  await db
    .insertInto('analysis')
    .values({
      id,
      site: 'general',
      origin: 'order',
      launch_session_id: null,
      order_id: null,
      patient_id: 'p-1',
      study_uid: `2.25.${String(BigInt(`0x${id.replaceAll('-', '')}`))}`,
      study: '{}',
      model_id: 'm',
      model_version: '1',
      state: 'delivering',
    })
    .execute();
}
