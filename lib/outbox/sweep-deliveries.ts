import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJobs, type Queue } from '#lib/platform/queue.ts';

/** So late is no job that still waits in the queue. */
const OVERDUE_SECONDS = 5;
/** Of each destination: one that rests needs a few to try it, and wakes all others itself once it is back. */
const AT_ONCE = 20;

/**
 * Nothing in the ledger depends on its job alone: what is due and has not been taken gets a new one. A job too many
 * finds nothing to do. Gives how many there were.
 */
export async function sweepDeliveries(db: Db, queue: Queue): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM (
        SELECT id, created_at, row_number() OVER (PARTITION BY site, destination ORDER BY created_at) AS place
        FROM delivery
        WHERE state IN ('pending', 'sending', 'ambiguous')
          AND greatest(next_attempt_at, updated_at) < now() - make_interval(secs => ${OVERDUE_SECONDS})) AS overdue
      WHERE place <= ${AT_ONCE}
      ORDER BY created_at`.execute(transaction);
    await enqueueJobs(
      queue,
      transaction,
      'delivery',
      rows.map(({ id }) => ({ deliveryId: id })),
    );
    return rows.length;
  });
}
