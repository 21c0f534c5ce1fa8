import { setTimeout as delay } from 'node:timers/promises';
import type { CrashSystem } from './crash-system.ts';
import { giveNextVersion, giveResult, type Expected } from './invent-result.ts';
import { settle, type Outcome } from './settle.ts';

export interface Offline {
  readonly outcome: Outcome;
  readonly given: number;
  /** Deliveries that the destinations had before they came back: 0. */
  readonly arrivedOffline: number;
  /** From the moment they came back. */
  readonly drainSeconds: number;
}

/** No destination answers for so long, while results and newer versions of them are filed; then all come back. */
export async function goOffline(system: CrashSystem, minutes: number, results: number): Promise<Offline> {
  const reset = (exchange: { reset: () => void }) => {
    exchange.reset();
    return Promise.resolve();
  };
  // Its servers' statements are known by then, as they are at any site that has filed once.
  // The engine takes leave after that one: a connection that is kept would outlive the cut.
  system.engine.onMessage = (socket, take) => socket.end(take());
  await settle(system, [await giveResult(system)]);
  system.engine.onMessage = undefined;
  const before = await countAcknowledged(system);
  system.ehr.all = reset;
  system.resultsGate.all = reset;
  system.engine.onConnect = (socket) => socket.resetAndDestroy();
  const began = Date.now();
  const given: Expected[] = [];
  const pauseMs = (minutes * 60_000) / results;
  while (given.length < results) {
    const result = await giveResult(system);
    given.push(result);
    if (given.length % 4 === 0) await giveNextVersion(system, result);
    await delay(Math.max(0, began + given.length * pauseMs - Date.now()));
  }
  const arrivedOffline = (await countAcknowledged(system)) - before;
  const backAt = Date.now();
  system.ehr.all = undefined;
  system.resultsGate.all = undefined;
  system.engine.onConnect = undefined;
  const outcome = await settle(system, given, 1_200_000);
  return { outcome, given: given.length, arrivedOffline, drainSeconds: (Date.now() - backAt) / 1000 };
}

async function countAcknowledged({ db }: CrashSystem): Promise<number> {
  const rows = await db.selectFrom('delivery').select('id').where('state', '=', 'acknowledged').execute();
  return rows.length;
}
