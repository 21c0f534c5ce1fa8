import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface GateAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request that stands in the gate: its headers have come, nothing has been passed on. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Passes the request on, whole or only so much of its body; gives the answer to a whole one. */
  forward(part?: number): Promise<GateAnswer>;
  /** Answers, whole or so much of the body and no more. */
  reply(answer: GateAnswer, part?: number): void;
  reset(): void;
}

export type Passage = (exchange: Exchange) => Promise<void>;

/** Stands between the worker and a FHIR server, and does to each request what a network or a server may do to it. */
export interface HttpGate {
  /** As the server's own address, path and all. */
  readonly base: string;
  /** What becomes of writes; undefined: they pass. */
  writes: Passage | undefined;
  /** What becomes of everything. */
  all: Passage | undefined;
  /** Connections made so far are dead, and nobody has said so (half-open, RFC 9293 3.5.1). */
  freeze(): void;
  close(): Promise<void>;
}

export const pass: Passage = async (exchange) => {
  exchange.reply(await exchange.forward());
};

export async function openHttpGate(target: string): Promise<HttpGate> {
  const { origin, pathname } = new URL(target);
  const frozen = new WeakSet<Socket>();
  const sockets = new Set<Socket>();
  const state: Pick<HttpGate, 'writes' | 'all'> = { writes: undefined, all: undefined };
  const server = createServer((request, response) => {
    if (frozen.has(request.socket)) return;
    const passage = state.all ?? (isWrite(request) ? state.writes : undefined) ?? pass;
    passage(exchangeOf(origin, request, response)).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    base: `http://127.0.0.1:${String(port)}${pathname}`,
    freeze: () => {
      for (const socket of sockets) frozen.add(socket);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}

function isWrite({ method, url }: IncomingMessage): boolean {
  return (method === 'POST' || method === 'PUT') && url?.includes('_search') !== true;
}

function exchangeOf(origin: string, request: IncomingMessage, response: ServerResponse): Exchange {
  const { method = 'GET', url = '/' } = request;
  return {
    method,
    path: url,
    forward: async (part) => forward(origin, request, await readAll(request), part),
    reply: ({ status, headers, body }, part) => {
      response.writeHead(status, { ...headers, 'content-length': String(body.length) });
      if (part === undefined) response.end(body);
      else response.write(body.subarray(0, part));
    },
    reset: () => request.socket.resetAndDestroy(),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function forward(
  origin: string,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer,
  part: number | undefined,
): Promise<GateAnswer> {
  return new Promise((answered, failed) => {
    const passed = ask(
      new URL(url, origin),
      { method, headers: { ...headers, host: new URL(origin).host, 'content-length': String(body.length) } },
      (answer) => {
        readAll(answer).then((text) => answered(toAnswer(answer, text)), failed);
      },
    );
    passed.on('error', failed);
    if (part === undefined) passed.end(body);
    // Half a request stays half: the server waits for the rest until the connection ends.
    else passed.write(body.subarray(0, Math.floor(body.length * part)), () => passed.destroy());
  });
}

function toAnswer({ statusCode = 500, headers }: IncomingMessage, body: Buffer): GateAnswer {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    typeof value !== 'string' || /^(transfer-encoding|connection|content-length|keep-alive)$/.test(name)
      ? []
      : [[name, value] as const],
  );
  return { status: statusCode, headers: Object.fromEntries(kept), body };
}
