/**
 * A FHIR server is filed to by one delivery at a time (pipeline/file-in-fhir.ts). Whoever waits for that waits here and not
 * in a worker's slot: else one slow server would keep every other destination waiting.
 */
import { sql } from 'kysely';
import { withLockUnlessHeld } from '#lib/platform/advisory-lock.ts';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';

/** One is compared with its patient while the other is filed. */
const LANES = [1, 2];

interface Line {
  readonly site: string;
  readonly destination: string;
}

/**
 * Does the work when its turn has come, at once or not at all: then the delivery stands in its destination's line, and
 * whoever leaves that wakes it. A worker that dies leaves its lane with its connection, and the line to the sweep.
 */
export async function takeTurn(
  db: Db,
  queue: Queue,
  deliveryId: string,
  work: () => Promise<void>,
): Promise<void> {
  const line = await lineOf(db, deliveryId);
  if (line === undefined) return work();
  if (await enter(db, queue, line, work)) return;
  await db.updateTable('delivery').set({ parked: true }).where('id', '=', deliveryId).execute();
  // Whoever left between the two looks did not see this one stand there.
  await enter(db, queue, line, work);
}

/** Undefined where any number may go at once. */
async function lineOf(db: Db, deliveryId: string): Promise<Line | undefined> {
  return db
    .selectFrom('delivery')
    .select(['site', 'destination'])
    .where('id', '=', deliveryId)
    .where('kind', '=', 'fhir')
    .executeTakeFirst();
}

async function enter(db: Db, queue: Queue, line: Line, work: () => Promise<void>): Promise<boolean> {
  for (const lane of LANES) {
    const name = `lane ${String(lane)} ${line.site} ${line.destination}`;
    if (!(await withLockUnlessHeld(db, name, work))) continue;
    await wakeNext(db, queue, line);
    return true;
  }
  return false;
}

/** The one that stands there longest; those that wait for their destination to come back are left. */
async function wakeNext(db: Db, queue: Queue, { site, destination }: Line): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      UPDATE delivery SET parked = false
      WHERE id = (
        SELECT id FROM delivery
        WHERE site = ${site} AND destination = ${destination} AND kind = 'fhir'
          AND state IN ('pending', 'sending', 'ambiguous') AND parked AND next_attempt_at <= now()
        ORDER BY created_at LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING id`.execute(transaction);
    for (const { id } of rows) await enqueueJob(queue, transaction, 'delivery', { deliveryId: id });
  });
}
