/** Many results through to FHIR and HL7 while the network fails: none lost, none twice, memory flat, the ledger adds up. */
import { setTimeout as delay } from 'node:timers/promises';
import { median } from '#tests/bench/row.ts';
import { residentMegabytes } from '#tests/support/process-tree.ts';
import { RESULTS_SERVER, type CrashSystem } from './crash-system.ts';
import { giveResult, type Expected } from './invent-result.ts';
import { disturb, type FaultCount } from './network-faults.ts';
import { settle, type Outcome } from './settle.ts';

const FAULTS = 0.01;
const DESTINATIONS = [RESULTS_SERVER, 'hl7-engine'];
/** More would measure how long a line may be, not whether it moves. */
const MOST_WAITING = 400;
const SAMPLE_MS = 2000;
/** The first tenth fills caches and pools. */
const WARM_UP = 0.1;

export interface Soak {
  readonly outcome: Outcome;
  readonly count: FaultCount;
  /** The worker's, in the quarter after the warm-up and in the last; in units of 10^6 bytes. */
  readonly memory: { readonly early: number; readonly late: number; readonly peak: number };
  /** Deliveries by state, as the ledger has them in the end. */
  readonly ledger: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** From the finding on: what a model found is invented; documents, outbox and sending are the product's. */
export async function soak(system: CrashSystem, results: number, say: (line: string) => void): Promise<Soak> {
  const began = Date.now();
  const given: Expected[] = [];
  const samples: { readonly at: number; readonly megabytes: number }[] = [];
  const sampler = setInterval(() => {
    samples.push({ at: given.length, megabytes: residentMegabytes(system.worker.pid) });
  }, SAMPLE_MS);
  const { count, calm } = disturb(system, FAULTS);
  try {
    while (given.length < results) {
      if (given.length % 50 === 0) await untilFewWait(system);
      given.push(await giveResult(system, DESTINATIONS));
      if (given.length % 500 === 0)
        say(`${String(given.length)} given, ${String(samples.at(-1)?.megabytes.toFixed(0))} MB`);
    }
    // The last ones too meet faults, and their retries.
    await untilFewWait(system, 50);
  } finally {
    calm();
    clearInterval(sampler);
  }
  const outcome = await settle(system, given, 900_000);
  return {
    outcome,
    count,
    memory: compareQuarters(samples, results),
    ledger: await countStates(system),
    seconds: (Date.now() - began) / 1000,
  };
}

async function untilFewWait({ db }: CrashSystem, most = MOST_WAITING): Promise<void> {
  for (;;) {
    const { waiting } = await db
      .selectFrom('delivery')
      .select(({ fn }) => fn.countAll<string>().as('waiting'))
      .where('state', 'in', ['pending', 'sending'])
      .executeTakeFirstOrThrow();
    if (Number(waiting) <= most) return;
    await delay(100);
  }
}

function compareQuarters(
  samples: readonly { at: number; megabytes: number }[],
  results: number,
): Soak['memory'] {
  const within = (from: number, to: number) =>
    median(
      samples
        .filter(({ at }) => at >= from * results && at <= to * results)
        .map(({ megabytes }) => megabytes),
    );
  const warm = samples.filter(({ at }) => at >= WARM_UP * results).map(({ megabytes }) => megabytes);
  return { early: within(WARM_UP, WARM_UP + 0.25), late: within(0.75, 1), peak: Math.max(...warm) };
}

async function countStates({ db }: CrashSystem): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('delivery')
    .select(({ fn }) => ['state', fn.countAll<string>().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}
