import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { LoadedModel } from '#inference/models/load-model.ts';
import { freePort } from '#lib/platform/free-port.ts';
import {
  ENDLESS_BYTES,
  type InferenceServer,
  openServedModel,
  openState,
  SERVER,
  type ServedModel,
  type ServerState,
  type ServerTls,
  type StatusBehaviour,
} from './inference-server.ts';

const HEADER = 'inference-header-content-length';
const STATUS: Readonly<Record<StatusBehaviour, number>> = {
  refuses: 400,
  denies: 401,
  'has no such model': 404,
  fails: 500,
  'is overloaded': 429,
  'is away': 503,
};

/** The Open Inference Protocol v2 over HTTP with binary tensors. */
export async function startHttpServer(loaded: LoadedModel, tls?: ServerTls): Promise<InferenceServer> {
  const model = await openServedModel(loaded);
  const { state, reset } = openState(model.metadata);
  const port = await freePort();
  let server: ReturnType<typeof createServer>;
  const die = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  const start = async () => {
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      route(request, response, { model, state, die });
    };
    server = tls ? createTlsServer(tls, answer) : createServer(answer);
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  };
  await start();
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    state,
    reset,
    die,
    start,
    close: async () => {
      await die();
      await model.close();
    },
  };
}

interface Served {
  readonly model: ServedModel;
  readonly state: ServerState;
  readonly die: () => Promise<void>;
}

function route(request: IncomingMessage, response: ServerResponse, served: Served): void {
  const { model, state } = served;
  const path = request.url ?? '';
  const root = `/v2/models/${model.name}`;
  state.tokens.push(request.headers.authorization);
  const json = (value: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (path === '/v2') json({ ...SERVER, extensions: [] });
  else if (path === '/v2/health/ready' || path === `${root}/ready`) {
    if (state.ready) json({});
    else response.writeHead(503).end();
  } else if (path === root) json(state.metadata);
  else if (path === `${root}/infer`) void infer(request, response, served).catch(() => response.destroy());
  else response.writeHead(404).end('{"error":"unknown model"}');
}

async function infer(
  request: IncomingMessage,
  response: ServerResponse,
  { model, state, die }: Served,
): Promise<void> {
  state.asked += 1;
  response.on('close', () => (state.abandoned += response.writableFinished ? 0 : 1));
  const { behaviour } = state;
  const body = await buffer(request);
  const length = Number(request.headers[HEADER]);
  const { id } = JSON.parse(body.subarray(0, length).toString()) as { id: string };
  if (behaviour === 'hangs') return;
  if (behaviour in STATUS) {
    response.writeHead(STATUS[behaviour as StatusBehaviour]).end('{"error":"no"}');
    return;
  }
  const outputs = await model.run(body.subarray(length), behaviour);
  const head = Buffer.from(
    JSON.stringify({
      id: behaviour === 'answers another film' ? 'another' : id,
      model_name: behaviour === 'names another model' ? 'another' : model.name,
      model_version: '1',
      outputs: outputs.map(({ bytes, ...rest }) => ({
        ...rest,
        parameters: { binary_data_size: bytes.length },
      })),
    }),
  );
  const whole = Buffer.concat([head, ...outputs.map(({ bytes }) => bytes)]);
  response.setHeader(HEADER, String(behaviour === 'lies about its frame' ? head.length - 7 : head.length));
  if (behaviour === 'dies in mid-answer') {
    response.write(whole.subarray(0, whole.length / 2));
    setTimeout(() => void die(), 20);
  } else if (behaviour === 'never ends its answer') {
    response.end(Buffer.concat([whole, Buffer.alloc(ENDLESS_BYTES)]));
  } else response.end(whole);
}
