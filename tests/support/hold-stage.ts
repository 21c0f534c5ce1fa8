import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { AnalysisState } from '#lib/pipeline/views.ts';
import type { Db } from '#lib/platform/database.ts';

/** Waits until the analysis is seen in one of these states. */
export async function untilState(
  db: Db,
  analysisId: string,
  states: readonly AnalysisState[],
  timeoutMs = 50_000,
): Promise<string> {
  const deadline = Date.now() + timeoutMs;
  let state = '';
  while (Date.now() < deadline) {
    const row = await db
      .selectFrom('analysis')
      .select('state')
      .where('id', '=', analysisId)
      .executeTakeFirst();
    state = row?.state ?? 'unknown';
    if ((states as readonly string[]).includes(state)) return state;
    await delay(5);
  }
  throw new Error(`the analysis stayed ${state} and never was ${states.join(' or ')}`);
}

/** Nobody can write to this table while the work goes on, unless it releases the lock: a stage is held where it writes. */
export async function whileLocked<T>(
  databaseUrl: string,
  table: 'analysis_film' | 'document',
  work: (release: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`);
  let locked = true;
  const release = async () => {
    if (locked) await client.query('ROLLBACK');
    locked = false;
  };
  try {
    return await work(release);
  } finally {
    await release();
    await client.end();
  }
}

/** The destinations rest, so that nothing leaves; then all that is due goes. */
export async function whileNothingLeaves<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const names = ['ehr', 'hl7-engine'];
  const site = (await db.selectFrom('launch_session').select('site').executeTakeFirst())?.site ?? '';
  const rest = (until: Date | null) =>
    db
      .insertInto('destination')
      .values(names.map((name) => ({ site, name, open_until: until })))
      .onConflict((conflict) => conflict.columns(['site', 'name']).doUpdateSet({ open_until: until }))
      .execute();
  await rest(new Date(Date.now() + 3_600_000));
  try {
    return await work();
  } finally {
    await rest(null);
    await db
      .updateTable('delivery')
      .set({ next_attempt_at: new Date(0), updated_at: new Date(0) })
      .where('state', 'in', ['pending', 'ambiguous'])
      .execute();
  }
}
