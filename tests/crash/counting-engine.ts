import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { acknowledgement, controlIdOf, frame, openEngine } from '#tests/integration/delivery/mllp-engine.ts';

export interface CountingEngine {
  readonly port: number;
  /** How often each message was taken, in the order of the first receipts. */
  readonly taken: ReadonlyMap<string, number>;
  /** What it does instead of taking and acknowledging; `ack` is the frame that it would send. */
  onMessage: ((socket: Socket, take: () => Buffer) => void) | undefined;
  onConnect: ((socket: Socket) => void) | undefined;
  close(): Promise<void>;
}

/** An HL7 engine that files what it gets as often as it gets it, and counts. */
export async function openCountingEngine(tls?: TlsOptions): Promise<CountingEngine> {
  const taken = new Map<string, number>();
  const state: Pick<CountingEngine, 'onMessage' | 'onConnect'> = {
    onMessage: undefined,
    onConnect: undefined,
  };
  const engine = await openEngine(
    (socket, message) => {
      engine.received.length = 0;
      const controlId = controlIdOf(message);
      const take = () => {
        taken.set(controlId, (taken.get(controlId) ?? 0) + 1);
        return frame(acknowledgement(controlId, 'AA'));
      };
      if (state.onMessage) state.onMessage(socket, take);
      else socket.write(take());
    },
    (socket) => state.onConnect?.(socket),
    tls,
  );
  return Object.assign(state, { port: engine.port, taken, close: () => engine.close() });
}
