import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { LoadedModel } from '#inference/models/load-model.ts';

/** How the server behaves from the next film on; the metadata are always the model's own. */
export type Behaviour =
  | 'honest'
  | 'other weights'
  | 'hangs'
  | 'breaks off'
  | 'lies about its header'
  | 'truncates'
  | 'answers another film'
  | 'NaN'
  | 400
  | 401
  | 404
  | 503;

export interface InferenceServer {
  readonly url: string;
  behaviour: Behaviour;
  /** Answers to /infer so far. */
  readonly asked: () => number;
  close(): Promise<void>;
}

const HEADER = 'inference-header-content-length';

/** A server of the Open Inference Protocol v2 over HTTP with binary tensors, that runs the package's own ONNX file. */
export async function startInferenceServer({ manifest, onnxPath }: LoadedModel): Promise<InferenceServer> {
  const session = await InferenceSession.create(onnxPath, { executionProviders: ['cpu'] });
  const { id, input, labels } = manifest;
  const state: { behaviour: Behaviour; asked: number } = { behaviour: 'honest', asked: 0 };
  const metadata = {
    name: id,
    platform: 'onnxruntime_onnx',
    inputs: [{ name: input.name, datatype: 'FP32', shape: [-1, input.channels, input.height, input.width] }],
    outputs: [
      { name: 'logits', datatype: 'FP32', shape: [-1, labels.length] },
      { name: 'maps', datatype: 'FP32', shape: [-1, labels.length, -1, -1] },
    ],
  };

  async function infer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    state.asked += 1;
    const { behaviour } = state;
    const body = await buffer(request);
    const length = Number(request.headers[HEADER]);
    const head = JSON.parse(body.subarray(0, length).toString()) as { id: string };
    if (behaviour === 'hangs') return;
    if (typeof behaviour === 'number') {
      response.writeHead(behaviour).end('{"error":"no"}');
      return;
    }
    const film = Float32Array.from(new Float32Array(Uint8Array.from(body.subarray(length)).buffer));
    const given = await session.run({
      [input.name]: new Tensor('float32', film, [1, input.channels, input.height, input.width]),
    });
    const outputs = ['logits', 'maps'].map((name) => {
      const tensor = given[name];
      const values = Float32Array.from(tensor?.data as Float32Array);
      if (behaviour === 'other weights') values.forEach((value, i) => (values[i] = value + 0.5));
      if (behaviour === 'NaN') values[0] = Number.NaN;
      return { name, shape: [...(tensor?.dims ?? [])], bytes: Buffer.from(values.buffer) };
    });
    const answer = Buffer.from(
      JSON.stringify({
        id: behaviour === 'answers another film' ? 'another' : head.id,
        model_name: id,
        model_version: '1',
        outputs: outputs.map(({ bytes, ...rest }) => ({
          ...rest,
          datatype: 'FP32',
          parameters: { binary_data_size: bytes.length },
        })),
      }),
    );
    const whole = Buffer.concat([answer, ...outputs.map(({ bytes }) => bytes)]);
    const said = behaviour === 'lies about its header' ? answer.length - 7 : answer.length;
    response.setHeader(HEADER, String(said));
    if (behaviour === 'breaks off') {
      response.write(whole.subarray(0, whole.length / 2));
      setTimeout(() => response.destroy(), 20);
    } else if (behaviour === 'truncates') {
      response.end(whole.subarray(0, whole.length - 8));
    } else response.end(whole);
  }

  const json = (response: ServerResponse, value: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/v2') json(response, { name: 'test server', version: '1.0', extensions: [] });
    else if (path.endsWith('/ready')) json(response, { ready: true });
    else if (path === `/v2/models/${id}`) json(response, metadata);
    else if (path === `/v2/models/${id}/infer`) void infer(request, response).catch(() => response.destroy());
    else response.writeHead(404).end('{"error":"unknown model"}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get behaviour() {
      return state.behaviour;
    },
    set behaviour(next) {
      state.behaviour = next;
    },
    asked: () => state.asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await session.release();
    },
  };
}
