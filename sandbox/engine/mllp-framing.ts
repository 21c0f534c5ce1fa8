import net from 'node:net';

const START = 0x0b;
const END = Buffer.from([0x1c, 0x0d]);

export interface MllpListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers one message; undefined leaves it unanswered, RESET breaks the connection. */
export type AnswerMessage = (message: Buffer) => string | typeof RESET | undefined;
export const RESET = Symbol('reset the connection');

/**
 * MLLP on loopback (HL7 v2 Transport, MLLP release 1). The library's server listens on every interface and parses
 * before it hands over; an engine that must answer unparsable messages needs the bytes.
 */
export async function listenMllp(port: number, answer: AnswerMessage): Promise<MllpListener> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    readMessages(socket, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function readMessages(socket: net.Socket, answer: AnswerMessage): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, Buffer.from(chunk)]);
    for (;;) {
      const start = pending.indexOf(START);
      const end = start < 0 ? -1 : pending.indexOf(END, start);
      if (end < 0) return;
      const message = pending.subarray(start + 1, end);
      pending = pending.subarray(end + END.length);
      respond(socket, answer(message));
    }
  });
}

function respond(socket: net.Socket, answer: string | typeof RESET | undefined): void {
  if (answer === undefined) return;
  if (answer === RESET) {
    socket.resetAndDestroy();
    return;
  }
  socket.write(Buffer.concat([Buffer.from([START]), Buffer.from(answer), END]));
}
