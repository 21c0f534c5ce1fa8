/** What a network, a server or an engine does to one exchange in a hundred. */
import type { Socket } from 'node:net';
import { acknowledgement, frame } from '#tests/integration/delivery/mllp-engine.ts';
import type { CrashSystem } from './crash-system.ts';
import { pass, type Exchange, type Passage } from './http-gate.ts';

const refused = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/fhir+json', ...headers },
  body: Buffer.from('{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"transient"}]}'),
});

const HTTP_FAULTS: Readonly<Record<string, Passage>> = {
  'reset before it was read': reset,
  'taken, reset before the answer': async (exchange) => {
    await exchange.forward();
    exchange.reset();
  },
  'taken, cut within the answer': async (exchange) => {
    exchange.reply(await exchange.forward(), 1);
    exchange.reset();
  },
  '500': answerWith(500),
  '503 for a second': answerWith(503, { 'retry-after': '1' }),
  '429 for a second': answerWith(429, { 'retry-after': '1' }),
};

function reset(exchange: Exchange): Promise<void> {
  exchange.reset();
  return Promise.resolve();
}

function answerWith(status: number, headers: Record<string, string> = {}): Passage {
  return async (exchange) => {
    // What is refused is read first, as servers do.
    await exchange.forward(0).catch(() => undefined);
    exchange.reply(refused(status, headers));
  };
}

const ENGINE_FAULTS: Readonly<Record<string, (socket: Socket, take: () => Buffer) => void>> = {
  'reset before it was taken': (socket) => socket.resetAndDestroy(),
  'taken, reset before the acknowledgement': (socket, take) => {
    take();
    socket.resetAndDestroy();
  },
  'taken, half an acknowledgement': (socket, take) => {
    socket.end(take().subarray(0, 20));
  },
  'taken, never acknowledged': (_, take) => {
    take();
  },
  'acknowledged for another': (socket) => {
    socket.write(frame(acknowledgement('another', 'AA')));
  },
};

export interface FaultCount {
  exchanges: number;
  readonly faults: Map<string, number>;
}

/** From now on, until the returned function is called; `share` of the exchanges, each kind of fault as likely. */
export function disturb(
  system: CrashSystem,
  share: number,
): { readonly count: FaultCount; readonly calm: () => void } {
  const count: FaultCount = { exchanges: 0, faults: new Map() };
  const draw = <T>(where: string, faults: Readonly<Record<string, T>>): T | undefined => {
    count.exchanges += 1;
    if (Math.random() >= share) return undefined;
    const names = Object.keys(faults);
    const name = names[Math.floor(Math.random() * names.length)] ?? '';
    count.faults.set(`${where}: ${name}`, (count.faults.get(`${where}: ${name}`) ?? 0) + 1);
    return faults[name];
  };
  const passage: Passage = (exchange) => (draw('FHIR', HTTP_FAULTS) ?? pass)(exchange);
  system.ehr.writes = passage;
  system.resultsGate.writes = passage;
  system.engine.onMessage = (socket, take) => {
    const fault = draw('HL7', ENGINE_FAULTS);
    if (fault) fault(socket, take);
    else socket.write(take());
  };
  return {
    count,
    calm: () => {
      system.ehr.writes = undefined;
      system.resultsGate.writes = undefined;
      system.engine.onMessage = undefined;
    },
  };
}
