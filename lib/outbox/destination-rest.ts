/**
 * The circuit breaker: a destination that fails again and again rests, and one that asks for it (Retry-After, RFC 9110
 * 10.2.3) rests as a whole; then one delivery tries whether it is back.
 */
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJobs, type Queue } from '#lib/platform/queue.ts';
import { askedRestMs, restMs } from './retry-schedule.ts';

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
    .select([sql<Date | null>`greatest(open_until, asked_until)`.as('until'), sql<Date>`now()`.as('now')])
    .where('site', '=', site)
    .where('name', '=', name)
    .where((each) => each.or([each('open_until', 'is not', null), each('asked_until', 'is not', null)]))
    .forUpdate()
    .executeTakeFirst();
  if (!row?.until) return undefined;
  if (row.until > row.now) return row.until;
  await transaction
    .updateTable('destination')
    .set({ open_until: sql`now() + make_interval(secs => ${PROBE_SECONDS})`, asked_until: null })
    .where('site', '=', site)
    .where('name', '=', name)
    .execute();
  return undefined;
}

/** It did not answer, or not in time, or asked for `askedMs` of rest. Gives how long it now rests. */
export async function noteFailure(
  transaction: Db,
  { site, name }: Destination,
  askedMs = 0,
): Promise<number | undefined> {
  const { failures } = await transaction
    .insertInto('destination')
    .values({ site, name, failures: 1 })
    .onConflict((conflict) =>
      conflict.columns(['site', 'name']).doUpdateSet({ failures: sql`destination.failures + 1` }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  const [rest = 0, asked] = [restMs(failures), askedRestMs(askedMs)];
  if (rest === 0 && asked === 0) return undefined;
  const after = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;
  await transaction
    .updateTable('destination')
    .set({
      ...(rest > 0 ? { open_until: after(rest) } : {}),
      ...(asked > 0 ? { asked_until: sql<Date>`greatest(asked_until, ${after(asked)})` } : {}),
    })
    .where('site', '=', site)
    .where('name', '=', name)
    .execute();
  return Math.max(rest, asked);
}

/** It answered. What waited for it goes now, the oldest first; where it has asked for rest, once that is over. */
export async function noteAnswer(transaction: Db, queue: Queue, { site, name }: Destination): Promise<void> {
  const known = await transaction
    .updateTable('destination')
    .set({ failures: 0, open_until: null })
    .where('site', '=', site)
    .where('name', '=', name)
    .where((each) => each.or([each('failures', '>', 0), each('open_until', 'is not', null)]))
    .returning(sql<boolean>`coalesce(asked_until > now(), false)`.as('asks'))
    .executeTakeFirst();
  if (known?.asks !== false) return;
  // One that is being claimed at this moment waits for our row and is left to the sweep: else each waits for the other.
  const { rows: waiting } = await sql<{ id: string; created_at: Date }>`
    UPDATE delivery SET next_attempt_at = now(), parked = false
    WHERE id IN (
      SELECT id FROM delivery
      WHERE site = ${site} AND destination = ${name} AND state IN ('pending', 'ambiguous')
        AND (parked OR next_attempt_at > now())
      FOR UPDATE SKIP LOCKED)
    RETURNING id, created_at`.execute(transaction);
  const oldestFirst = waiting.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime());
  const jobs = oldestFirst.map(({ id }) => ({ deliveryId: id }));
  await enqueueJobs(queue, transaction, 'delivery', jobs);
}
