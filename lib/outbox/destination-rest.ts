/** The circuit breaker: a destination that fails again and again rests, then one delivery tries whether it is back. */
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJobs, type Queue } from '#lib/platform/queue.ts';
import { restMs } from './retry-schedule.ts';

export interface Destination {
  readonly site: string;
  readonly name: string;
}

/** For this long the one that tries keeps all others waiting. */
const PROBE_SECONDS = 30;

/** Until when it rests; undefined where the caller may send, be it as the one that tries. In the caller's transaction. */
export async function restsUntil(transaction: Db, { site, name }: Destination): Promise<Date | undefined> {
  const row = await transaction
    .selectFrom('destination')
    .select(['open_until', sql<boolean>`open_until > now()`.as('rests')])
    .where('site', '=', site)
    .where('name', '=', name)
    .where('open_until', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.open_until) return undefined;
  if (row.rests) return row.open_until;
  await transaction
    .updateTable('destination')
    .set({ open_until: sql`now() + make_interval(secs => ${PROBE_SECONDS})` })
    .where('site', '=', site)
    .where('name', '=', name)
    .execute();
  return undefined;
}

/** It did not answer, or not in time. Gives how long it now rests. */
export async function noteFailure(transaction: Db, { site, name }: Destination): Promise<number | undefined> {
  const { failures } = await transaction
    .insertInto('destination')
    .values({ site, name, failures: 1 })
    .onConflict((conflict) =>
      conflict.columns(['site', 'name']).doUpdateSet({ failures: sql`destination.failures + 1` }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  const rest = restMs(failures);
  if (rest === undefined) return undefined;
  await transaction
    .updateTable('destination')
    .set({ open_until: sql`now() + make_interval(secs => ${rest / 1000})` })
    .where('site', '=', site)
    .where('name', '=', name)
    .execute();
  return rest;
}

/** It answered. What waited for it goes now, the oldest first. */
export async function noteAnswer(transaction: Db, queue: Queue, { site, name }: Destination): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('destination')
    .set({ failures: 0, open_until: null })
    .where('site', '=', site)
    .where('name', '=', name)
    .where('failures', '>', 0)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  // One that is being claimed at this moment waits for our row and is left to the sweep: else each waits for the other.
  const { rows: waiting } = await sql<{ id: string; created_at: Date }>`
    UPDATE delivery SET next_attempt_at = now()
    WHERE id IN (
      SELECT id FROM delivery
      WHERE site = ${site} AND destination = ${name} AND state IN ('pending', 'ambiguous') AND next_attempt_at > now()
      FOR UPDATE SKIP LOCKED)
    RETURNING id, created_at`.execute(transaction);
  const oldestFirst = waiting.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime());
  const jobs = oldestFirst.map(({ id }) => ({ deliveryId: id }));
  await enqueueJobs(queue, transaction, 'delivery', jobs);
}
