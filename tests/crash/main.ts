/**
 * `npm run crash -- [--ehr open|epic|oracle] [--only NAME]`: kills the worker at every named point (or those whose name
 * begins so) and asks every destination what stands there. `--random N` kills it N times under load, `--postgres N` the
 * database; `--soak N` sends N results through a network that fails one time in a hundred; `--offline MINUTES` leaves
 * every destination away for so long. `--record` keeps the figures in results.json. Exits 1 where a result was lost or
 * stands twice, or where the ledger says otherwise than the destinations.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import { RESULTS_SERVER, startCrashSystem, type CrashSystem } from './crash-system.ts';
import { goOffline } from './go-offline.ts';
import { giveResult, type Expected } from './invent-result.ts';
import { killAt } from './kill-point.ts';
import { killPostgresAtRandom } from './kill-postgres.ts';
import { orderPoints } from './order-points.ts';
import { enginePoints, fhirPoints, outboxPoints, singleRequestPoints } from './points.ts';
import { recordFigures, type Figures } from './record-figures.ts';
import { settle, type Outcome } from './settle.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: {
    ehr: { type: 'string', default: 'open' },
    only: { type: 'string', default: '' },
    random: { type: 'string' },
    postgres: { type: 'string' },
    soak: { type: 'string' },
    offline: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});
const ehr = values.ehr as EhrName;
const system = await startCrashSystem({ ehr, patients: 9 });
try {
  const { name, outcomes, figures } = await run(system);
  process.exitCode = outcomes.every(isWhole) ? 0 : 1;
  const sum = (key: 'lost' | 'duplicates' | 'held' | 'ledgerWrong') =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const told = {
    ...figures,
    lost: sum('lost'),
    twice: sum('duplicates'),
    held: sum('held'),
    ledgerWrong: sum('ledgerWrong'),
  };
  process.stdout.write(`${name}: ${JSON.stringify(told)}\n`);
  if (values.record) recordFigures(name, told);
} finally {
  await system.stop();
}

interface Done {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
  readonly figures: Figures;
}

async function run(running: CrashSystem): Promise<Done> {
  if (values.random !== undefined) return killAtRandom(running, numberOf(values.random));
  if (values.postgres !== undefined) {
    const kills = numberOf(values.postgres);
    const { given, ...outcome } = await killPostgresAtRandom(running, kills);
    return { name: 'PostgreSQL killed under load', outcomes: [outcome], figures: { kills, results: given } };
  }
  if (values.soak !== undefined) return soakWell(running, numberOf(values.soak));
  if (values.offline !== undefined) {
    const minutes = numberOf(values.offline);
    const { outcome, given, ...rest } = await goOffline(running, minutes, Math.max(20, minutes * 10));
    const lateEnough = rest.arrivedOffline === 0;
    const outcomes = [
      lateEnough ? outcome : { ...outcome, ledgerWrong: outcome.ledgerWrong + rest.arrivedOffline },
    ];
    return { name: 'every destination away', outcomes, figures: { minutes, results: given, ...rest } };
  }
  const outcomes = await killAtPoints(running);
  return { name: `worker killed at named points, ${ehr}`, outcomes, figures: { points: outcomes.length } };
}

async function soakWell(running: CrashSystem, results: number): Promise<Done> {
  const { outcome, count, memory, ledger, seconds } = await soak(running, results, (line) => {
    process.stdout.write(`${line}\n`);
  });
  const faults = Object.fromEntries([...count.faults].toSorted());
  const figures = { results, exchanges: count.exchanges, faults, memoryMb: memory, ledger, seconds };
  // One delivery of each result to each of two destinations, and all of them there.
  const isWhole = ledger['acknowledged'] === 2 * results && Object.keys(ledger).length === 1;
  const isFlat = memory.late < memory.early * 1.1;
  if (!isFlat) process.stdout.write('FAIL the memory grows\n');
  const wrong = outcome.ledgerWrong + (isWhole ? 0 : 1) + (isFlat ? 0 : 1);
  return { name: 'soak, from the finding on', outcomes: [{ ...outcome, ledgerWrong: wrong }], figures };
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${text}: a whole number from 1 on`);
  return number;
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
async function killAtRandom(running: CrashSystem, kills: number): Promise<Done> {
  const given: Expected[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await running.worker.ready();
    for (let each = 0; each < 5; each += 1)
      given.push(await giveResult(running, each === 0 ? undefined : [RESULTS_SERVER, 'hl7-engine']));
    await delay(Math.random() * 600);
    await running.worker.kill();
  }
  const outcome = await settle(running, given, 900_000);
  const figures = { kills, results: given.length, drainSeconds: outcome.seconds };
  return { name: 'worker killed at random under load', outcomes: [outcome], figures };
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
