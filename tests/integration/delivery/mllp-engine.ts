import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface MllpEngine {
  readonly port: number;
  /** The bytes of every message that came whole, without its frame. */
  readonly received: Buffer[];
  close(): Promise<void>;
}

/** A frame of the minimal lower layer protocol (HL7 v2.5.1 appendix C). */
export function frame(message: string): Buffer {
  return Buffer.concat([Buffer.of(0x0b), Buffer.from(message), Buffer.of(0x1c, 0x0d)]);
}

export function acknowledgement(controlId: string, code: string): string {
  return `MSH|^~\\&|RIS|GH|SIGHTLINE|AI|20261123||ACK^R01^ACK|A-1|P|2.5.1\rMSA|${code}|${controlId}\r`;
}

/** An HL7 engine of raw bytes, so that it can do what no library would. */
export async function openEngine(
  onMessage: (socket: Socket, message: Buffer) => void,
  onConnect: (socket: Socket) => void = () => undefined,
): Promise<MllpEngine> {
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnect(socket);
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf(Buffer.of(0x1c, 0x0d));
      if (end < 0) return;
      const message = bytes.subarray(1, end);
      bytes = bytes.subarray(end + 2);
      received.push(message);
      onMessage(socket, message);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          done();
        });
      }),
  };
}
