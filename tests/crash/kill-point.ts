import type { CrashSystem } from './crash-system.ts';
import type { Exchange } from './http-gate.ts';
import { holdRow, type RowMoment } from './hold-row.ts';
import { giveResult, type Expected } from './invent-result.ts';
import { settle, type Outcome } from './settle.ts';

/** A moment at which the worker is killed. */
export interface KillPoint {
  readonly name: string;
  /** Brings the system to the moment. */
  readonly reach: (system: CrashSystem) => Promise<Reached>;
}

export interface Reached {
  /** What has to stand in the end; asked after the kill, because an order's analysis may not be there before. */
  readonly expected: () => Promise<readonly Expected[]>;
  /** Lets everything go on that was held. */
  readonly release: () => Promise<void>;
}

/** Kills the worker there, lets everything go on, and tells what became of it. */
export async function killAt(system: CrashSystem, point: KillPoint): Promise<Outcome> {
  await system.worker.ready();
  const { expected, release } = await point.reach(system);
  await system.worker.kill();
  await release();
  return settle(system, await expected());
}

/** Held in the database, before this row is written. */
export function atRow(name: string, moment: RowMoment, only?: readonly string[]): KillPoint {
  return {
    name,
    reach: async (system) => {
      const held = await holdRow(system.databaseUrl, moment);
      const given = await giveResult(system, only);
      await held.reached();
      return { expected: () => Promise.resolve([given]), release: () => held.release() };
    },
  };
}

/** Held at the `nth` write that comes through a gate, after `work` has done with it. */
export function atWrite(
  name: string,
  at: 'ehr' | 'resultsGate',
  work: (exchange: Exchange) => Promise<void>,
  nth = 1,
): KillPoint {
  return {
    name,
    reach: async (system) => {
      const gate = system[at];
      const reached = Promise.withResolvers<undefined>();
      let count = 0;
      gate.writes = async (exchange) => {
        count += 1;
        if (count !== nth) {
          exchange.reply(await exchange.forward());
          return;
        }
        await work(exchange);
        reached.resolve(undefined);
      };
      const given = await giveResult(system);
      await reached.promise;
      const release = () => {
        gate.writes = undefined;
        return Promise.resolve();
      };
      return { expected: () => Promise.resolve([given]), release };
    },
  };
}
