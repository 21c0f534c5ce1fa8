import { setTimeout as delay } from 'node:timers/promises';
import { decideDelivery } from '#lib/outbox/decide-delivery.ts';
import { concludeAnalysis } from '#lib/pipeline/conclude-analysis.ts';
import type { CrashSystem } from './crash-system.ts';
import type { Expected } from './invent-result.ts';
import { readBack, type Standing } from './read-back.ts';

/** What became of some results, after all is quiet. */
export interface Outcome {
  readonly seconds: number;
  /** Deliveries that waited for a person, who then looked at the destination and said what stands there. */
  readonly held: number;
  readonly lost: number;
  readonly duplicates: number;
  /** Deliveries whose state is not what the destinations tell. */
  readonly ledgerWrong: number;
}

/** Waits until nothing is under way, decides what is held as a person would, and asks every destination. */
export async function settle(
  system: CrashSystem,
  all: readonly Expected[],
  limitMs = 120_000,
): Promise<Outcome> {
  const began = Date.now();
  await untilQuiet(system, limitMs);
  const seconds = (Date.now() - began) / 1000;
  const before = await readBack(system, all);
  const held = await decideHeld(system, all, before);
  if (held > 0) await untilQuiet(system, limitMs);
  const standings = held > 0 ? await readBack(system, all) : before;
  return {
    seconds,
    held,
    // Before anybody decided: a person who looks must find at most one.
    duplicates: Math.max(sumExcess(before), sumExcess(standings)),
    lost: standings.filter(({ isThere }) => !isThere).length,
    ledgerWrong: await countWrong(system, all, standings),
  };
}

const sumExcess = (standings: readonly Standing[]): number =>
  standings.reduce((sum, { excess }) => sum + excess, 0);

function rowsOf({ db }: CrashSystem, all: readonly Expected[]) {
  return db
    .selectFrom('delivery')
    .select(['id', 'analysis_id', 'destination', 'state', 'version', 'identity', 'problem_code'])
    .where(
      'analysis_id',
      'in',
      all.map(({ analysisId }) => analysisId),
    )
    .execute();
}

/** Of all results: one that belongs to none of those asked for has to end as well. */
function openOf({ db }: CrashSystem) {
  return db
    .selectFrom('delivery')
    .select(['id', 'analysis_id', 'destination', 'state', 'problem_code'])
    .where('state', 'in', ['pending', 'sending', 'ambiguous', 'sent'])
    .execute();
}

async function untilQuiet(system: CrashSystem, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    // The database may be on its way back.
    const open = await openOf(system).catch(() => undefined);
    if (open?.length === 0) return;
    if (Date.now() > deadline)
      throw new Error(
        `${String(open?.length)} not quiet: ${JSON.stringify(open?.slice(0, 5))}\n${system.logs().slice(-3000)}`,
      );
    await delay(50);
  }
}

/** The person who looks at the destination and says what is there, until nothing is held any more. */
async function decideHeld(
  system: CrashSystem,
  all: readonly Expected[],
  standings: readonly Standing[],
): Promise<number> {
  const held = (await rowsOf(system, all)).filter(({ state }) => state === 'held');
  for (const row of held) {
    const isThere =
      row.destination === 'hl7-engine'
        ? (system.engine.taken.get(row.identity) ?? 0) > 0
        : standings.some(
            (each) =>
              each.analysisId === row.analysis_id && each.destination === row.destination && each.isThere,
          );
    await system.db.transaction().execute(async (transaction) => {
      const verdict = isThere
        ? ({ verb: 'arrived', reference: 'seen there' } as const)
        : ({ verb: 'not-arrived' } as const);
      await decideDelivery(transaction, system.queue, row.id, verdict);
      await concludeAnalysis(transaction, row.analysis_id);
    });
  }
  return held.length;
}

async function countWrong(
  system: CrashSystem,
  all: readonly Expected[],
  standings: readonly Standing[],
): Promise<number> {
  const rows = await rowsOf(system, all);
  const wrong = standings.filter(({ analysisId, destination, isThere }) => {
    const own = rows.filter((row) => row.analysis_id === analysisId && row.destination === destination);
    const newest = own.toSorted((a, b) => b.version - a.version)[0];
    return (
      (newest?.state === 'acknowledged') !== isThere ||
      own.some(({ state }) => state !== 'acknowledged' && state !== 'superseded')
    );
  });
  const unfinished = await system.db
    .selectFrom('analysis')
    .select('id')
    .where(
      'id',
      'in',
      all.map(({ analysisId }) => analysisId),
    )
    .where('state', '<>', 'completed')
    .execute();
  return wrong.length + unfinished.length;
}
