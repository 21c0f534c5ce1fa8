import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface MllpEngine {
  readonly port: number;
  /** The bytes of every message that came whole, without its frame. */
  readonly received: Buffer[];
  /** Every byte that came, also of what never became a message. */
  readonly bytes: () => number;
  readonly connections: { total: number; most: number };
  close(): Promise<void>;
}

/** A frame of the minimal lower layer protocol (HL7 v2.5.1 appendix C). */
export function frame(message: string): Buffer {
  return Buffer.concat([Buffer.of(0x0b), Buffer.from(message), Buffer.of(0x1c, 0x0d)]);
}

export function acknowledgement(controlId: string, code: string, more = ''): string {
  return `MSH|^~\\&|RIS|GH|SIGHTLINE|AI|20261123||ACK^R01^ACK|A-1|P|2.5.1\rMSA|${code}|${controlId}${more}\r`;
}

/** MSH-10 of a message that came. */
export function controlIdOf(message: Buffer): string {
  return message.toString('latin1').split('\r')[0]?.split('|')[9] ?? '';
}

/** An HL7 engine of raw bytes, so that it can do what no library would. */
export async function openEngine(
  onMessage: (socket: Socket, message: Buffer) => void,
  onConnect: (socket: Socket) => void = () => undefined,
  tls?: TlsOptions,
): Promise<MllpEngine> {
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const connections = { total: 0, most: 0 };
  let total = 0;
  const serve = (socket: Socket) => {
    sockets.add(socket);
    connections.total += 1;
    connections.most = Math.max(connections.most, sockets.size);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    onConnect(socket);
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      total += chunk.length;
      bytes = Buffer.concat([bytes, chunk]);
      for (;;) {
        const end = bytes.indexOf(Buffer.of(0x1c, 0x0d));
        if (end < 0) return;
        const message = bytes.subarray(1, end);
        bytes = bytes.subarray(end + 2);
        received.push(message);
        onMessage(socket, message);
      }
    });
  };
  const server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    bytes: () => total,
    connections,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          done();
        });
      }),
  };
}
