import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { RESULTS_SERVER, type CrashSystem } from './crash-system.ts';
import { giveResult, type Expected } from './invent-result.ts';
import { settle, type Outcome } from './settle.ts';

const BACK_MS = 60_000;

/** Kills PostgreSQL at random while results are given and sent; the worker lives on. */
export async function killPostgresAtRandom(
  system: CrashSystem,
  kills: number,
): Promise<Outcome & { given: number }> {
  const given: Expected[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const killed = delay(200 + Math.random() * 1500).then(() => system.killPostgres());
    // What was under way when it died was committed or not; only what was is a result.
    const asked: string[] = [];
    while (asked.length < 40) {
      const id = randomUUID();
      asked.push(id);
      const only = asked.length % 10 === 0 ? undefined : [RESULTS_SERVER, 'hl7-engine'];
      const result = await giveResult(system, only, id).catch(() => undefined);
      if (result) given.push(result);
      else {
        const destinations = only ?? ['ehr', 'hl7-engine', RESULTS_SERVER];
        given.push(...(await ifCommitted(system, id, destinations)));
      }
    }
    await killed;
    await untilBack(system);
  }
  return { ...(await settle(system, given, 900_000)), given: given.length };
}

async function ifCommitted(
  system: CrashSystem,
  analysisId: string,
  destinations: readonly string[],
): Promise<Expected[]> {
  await untilBack(system);
  const row = await system.db
    .selectFrom('analysis')
    .select('patient_id')
    .where('id', '=', analysisId)
    .executeTakeFirst();
  return row ? [{ analysisId, patientFhirId: row.patient_id, version: 1, destinations }] : [];
}

async function untilBack({ db }: CrashSystem): Promise<void> {
  const deadline = Date.now() + BACK_MS;
  for (;;) {
    try {
      await sql`SELECT 1`.execute(db);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}
