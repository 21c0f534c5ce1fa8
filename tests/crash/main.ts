/**
 * `npm run crash -- [--ehr open|epic|oracle] [--only NAME] [--random N]`: kills the worker at every named point (or those
 * whose name begins so), or N times at random under load, and asks every destination what stands there. Exits 1 where a
 * result was lost or stands twice, or where the ledger says otherwise than the destinations.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import { RESULTS_SERVER, startCrashSystem, type CrashSystem } from './crash-system.ts';
import { giveResult, type Expected } from './invent-result.ts';
import { killAt } from './kill-point.ts';
import { orderPoints } from './order-points.ts';
import { enginePoints, fhirPoints, outboxPoints, singleRequestPoints } from './points.ts';
import { settle, type Outcome } from './settle.ts';

const { values } = parseArgs({
  options: {
    ehr: { type: 'string', default: 'open' },
    only: { type: 'string', default: '' },
    random: { type: 'string', default: '0' },
  },
});
const ehr = values.ehr as EhrName;
const system = await startCrashSystem({ ehr, patients: 9 });
try {
  const kills = Number(values.random);
  const outcomes = kills > 0 ? [await killAtRandom(system, kills)] : await killAtPoints(system);
  process.exitCode = outcomes.every(isWhole) ? 0 : 1;
} finally {
  await system.stop();
}

async function killAtPoints(running: CrashSystem): Promise<Outcome[]> {
  const points =
    ehr === 'open'
      ? [
          ...orderPoints(),
          ...fhirPoints('ehr'),
          ...singleRequestPoints(),
          ...fhirPoints('resultsGate'),
          ...enginePoints(),
          ...outboxPoints,
        ]
      : fhirPoints('ehr');
  const outcomes: Outcome[] = [];
  for (const point of points.filter(({ name }) => name.startsWith(values.only))) {
    const outcome = await killAt(running, point);
    tell(point.name, outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** While results come without a pause; every fifth goes to the EHR too, whose stand-in is slow to search. */
async function killAtRandom(running: CrashSystem, kills: number): Promise<Outcome> {
  const given: Expected[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await running.worker.ready();
    for (let each = 0; each < 5; each += 1)
      given.push(await giveResult(running, each === 0 ? undefined : [RESULTS_SERVER, 'hl7-engine']));
    await delay(Math.random() * 600);
    await running.worker.kill();
  }
  const outcome = await settle(running, given, 900_000);
  tell(`${String(kills)} kills at random, ${String(given.length)} results`, outcome);
  return outcome;
}

function isWhole({ lost, duplicates, ledgerWrong }: Outcome): boolean {
  return lost === 0 && duplicates === 0 && ledgerWrong === 0;
}

function tell(name: string, outcome: Outcome): void {
  const { seconds, held, lost, duplicates, ledgerWrong } = outcome;
  const figures = `lost ${String(lost)}, twice ${String(duplicates)}, held ${String(held)}, ledger wrong ${String(ledgerWrong)}`;
  process.stdout.write(
    `${isWhole(outcome) ? 'ok  ' : 'FAIL'} ${name}: ${figures} (${seconds.toFixed(1)} s)\n`,
  );
}
