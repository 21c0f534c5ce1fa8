import { setTimeout as delay } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { RESULTS_SERVER, type CrashSystem } from './crash-system.ts';
import type { Exchange } from './http-gate.ts';
import { holdRow } from './hold-row.ts';
import { giveNextVersion, giveResult } from './invent-result.ts';
import { atRow, atWrite, type KillPoint } from './kill-point.ts';

const to = (destination: string, more: string) => `NEW.destination = '${destination}' AND ${more}`;
const becomes = (state: string) => `NEW.state = '${state}' AND OLD.state <> '${state}'`;

const AFTER_HEADERS = () => Promise.resolve();
const afterHalf = async (exchange: Exchange) => {
  // Half a body is no request: the server never answers, and nobody waits for it.
  void exchange.forward(0.5).catch(() => undefined);
  await delay(50);
};
const filedUnanswered = async (exchange: Exchange) => {
  await exchange.forward();
};
const halfAnswered = async (exchange: Exchange) => {
  exchange.reply(await exchange.forward(), 1);
  await delay(50);
};

/** Within the filing at one FHIR server, whatever its manners. */
export function fhirPoints(gate: 'ehr' | 'resultsGate'): KillPoint[] {
  const destination = gate === 'ehr' ? 'ehr' : RESULTS_SERVER;
  const row = (name: string, when: string) =>
    atRow(`${destination}: ${name}`, { table: 'delivery', event: 'UPDATE', when: to(destination, when) });
  return [
    row('claim not yet committed', becomes('sending')),
    row('claimed, before the first byte', 'NEW.plan IS NOT NULL AND OLD.plan IS NULL'),
    atWrite(`${destination}: after the headers`, gate, AFTER_HEADERS),
    atWrite(`${destination}: after half of the body`, gate, afterHalf),
    atWrite(`${destination}: filed, before the answer`, gate, filedUnanswered),
    atWrite(`${destination}: half of the answer`, gate, halfAnswered),
    row('answered, not yet settled', becomes('acknowledged')),
  ];
}

/** Between one resource and the next, where a server knows no transaction. The Device is there already: eight are written. */
export function singleRequestPoints(): KillPoint[] {
  return [2, 4, 6, 8].flatMap((nth) => [
    atWrite(`single requests: ${String(nth)} filed, before its answer`, 'resultsGate', filedUnanswered, nth),
    atRow(`single requests: ${String(nth - 1)} answered, before the ledger says so`, {
      table: 'delivery',
      event: 'UPDATE',
      when: to(
        RESULTS_SERVER,
        `jsonb_path_query_array(NEW.progress, '$.done.keyvalue()') <> '[]' AND
        jsonb_array_length(jsonb_path_query_array(NEW.progress, '$.done.keyvalue()')) = ${String(nth - 1)}`,
      ),
    }),
  ]);
}

function atEngine(name: string, work: (socket: Socket, take: () => Buffer) => void): KillPoint {
  return {
    name: `hl7-engine: ${name}`,
    reach: async (system) => {
      const reached = Promise.withResolvers<undefined>();
      system.engine.onMessage = (socket, take) => {
        work(socket, take);
        setTimeout(() => reached.resolve(undefined), 50);
      };
      const given = await giveResult(system);
      await reached.promise;
      return { expected: () => Promise.resolve([given]), release: () => passEngine(system) };
    },
  };
}

function passEngine({ engine }: CrashSystem): Promise<void> {
  engine.onMessage = undefined;
  engine.onConnect = undefined;
  return Promise.resolve();
}

const connected: KillPoint = {
  name: 'hl7-engine: connected, first bytes not read',
  reach: async (system) => {
    const reached = Promise.withResolvers<undefined>();
    system.engine.onConnect = (socket) => {
      socket.pause();
      reached.resolve(undefined);
    };
    const given = await giveResult(system);
    await reached.promise;
    return { expected: () => Promise.resolve([given]), release: () => passEngine(system) };
  },
};

export function enginePoints(): KillPoint[] {
  const row = (name: string, when: string) =>
    atRow(`hl7-engine: ${name}`, { table: 'delivery', event: 'UPDATE', when: to('hl7-engine', when) });
  return [
    row('claim not yet committed', becomes('sending')),
    connected,
    atEngine('message whole, not taken', () => undefined),
    atEngine('taken, before the acknowledgement', (_, take) => {
      take();
    }),
    atEngine('half of the acknowledgement', (socket, take) => {
      socket.write(take().subarray(0, 20));
    }),
    row('acknowledged, not yet settled', becomes('acknowledged')),
  ];
}

/** A newer version comes while the older one is under way. */
const whileNewerComes: KillPoint = {
  name: 'versions: a newer one is enqueued while the older is being filed',
  reach: async (system) => {
    const { reach } = atWrite('', 'resultsGate', filedUnanswered, 7);
    const only = await reach(system);
    const [given] = await only.expected();
    if (given)
      await giveNextVersion(system, Object.assign(given, { destinations: [RESULTS_SERVER, 'hl7-engine'] }));
    return only;
  },
};

const whileResting: KillPoint = {
  name: 'circuit: the destination rests',
  reach: async (system) => {
    system.resultsGate.all = (exchange) => {
      exchange.reset();
      return Promise.resolve();
    };
    const given = await Promise.all(Array.from({ length: 6 }, () => giveResult(system, [RESULTS_SERVER])));
    await untilRests(system);
    const release = () => {
      system.resultsGate.all = undefined;
      return Promise.resolve();
    };
    return { expected: () => Promise.resolve(given), release };
  },
};

async function untilRests({ db }: CrashSystem): Promise<void> {
  for (;;) {
    const row = await db
      .selectFrom('destination')
      .select('name')
      .where('open_until', 'is not', null)
      .executeTakeFirst();
    if (row) return;
    await delay(20);
  }
}

/** A result whose job is lost is found by the sweep alone. */
const inSweep: KillPoint = {
  name: 'sweep: its job not yet written',
  reach: async (system) => {
    const held = await holdRow(system.databaseUrl, {
      table: 'delivery',
      event: 'UPDATE',
      when: becomes('sending'),
    });
    const given = await giveResult(system, [RESULTS_SERVER]);
    await held.reached();
    await system.worker.kill();
    await system.queue.deleteAllJobs('delivery');
    await held.release();
    const sweep = await holdRow(system.databaseUrl, {
      table: 'pgboss.job',
      event: 'INSERT',
      when: `NEW.name = 'delivery'`,
    });
    await system.worker.ready();
    await sweep.reached();
    return { expected: () => Promise.resolve([given]), release: () => sweep.release() };
  },
};

/** What has to be written before there is anything to send: an enqueuing process of another kind may be killed as well. */
export const outboxPoints: readonly KillPoint[] = [
  whileNewerComes,
  whileResting,
  inSweep,
  atRow('outbox: the answer noted, the destination found back', {
    table: 'audit_event',
    event: 'INSERT',
  }),
];
