/** Open Inference Protocol v2 over HTTP/1.1, with binary tensors. */
import { Client, type Dispatcher } from 'undici';
import { z } from 'zod';
import { frameRequest, HEADER_LENGTH, parseJson, unframeAnswer } from './frame-binary.ts';
import { brokenAnswer, failureOfConnection, failureOfStatus } from './name-failure.ts';
import {
  type ConnectionSettings,
  type InferenceConnection,
  modelMetadataSchema,
  serverMetadataSchema,
} from './protocol.ts';

const CONNECT_TIMEOUT_MS = 5000;
const MAX_METADATA_BYTES = 1024 * 1024;

interface Ask {
  readonly path: string;
  readonly head?: Buffer;
  readonly body?: Buffer;
  readonly maxBytes?: number;
}

interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly body: Buffer;
}

/** Opens nothing yet. Redirects are not followed, so that a film goes nowhere else. */
export function connectHttp(settings: ConnectionSettings): InferenceConnection {
  const { url, model, version, ca, maxAnswerBytes } = settings;
  let opened = 0;
  const client = new Client(url.origin, {
    allowH2: false,
    // Ended by the caller's signal, so that one deadline rules.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 60_000,
    connect: { timeout: CONNECT_TIMEOUT_MS, ...(ca === undefined ? {} : { ca }) },
  });
  client.on('connect', () => opened++);
  const root = url.pathname.replace(/\/+$/, '');
  const served = `/v2/models/${encodeURIComponent(model)}${version === undefined ? '' : `/versions/${encodeURIComponent(version)}`}`;
  const ask = (request: Ask, signal: AbortSignal) =>
    exchange(client, settings, { ...request, path: root + request.path }, signal);
  return {
    serverReady: async (signal) => isReady(await ask({ path: '/v2/health/ready' }, signal)),
    modelReady: async (signal) => isReady(await ask({ path: `${served}/ready` }, signal)),
    serverMetadata: async (signal) =>
      readJson(serverMetadataSchema, 'server metadata', await ask({ path: '/v2' }, signal)),
    modelMetadata: async (signal) =>
      readJson(modelMetadataSchema, 'model metadata', await ask({ path: served }, signal)),
    infer: async (request, signal) => {
      const answer = await ask(
        { path: `${served}/infer`, ...frameRequest(request), maxBytes: maxAnswerBytes },
        signal,
      );
      return unframeAnswer(answer.headers[HEADER_LENGTH], wellAnswered(answer).body);
    },
    opened: () => opened,
    close: () => client.destroy(),
  };
}

async function exchange(
  client: Client,
  { token }: ConnectionSettings,
  { path, head, body, maxBytes = MAX_METADATA_BYTES }: Ask,
  signal: AbortSignal,
): Promise<Answer> {
  const bearer = token && { authorization: `Bearer ${await token()}` };
  const framed = head && { 'content-type': 'application/octet-stream', [HEADER_LENGTH]: String(head.length) };
  try {
    const response = await client.request({
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: '*/*', ...bearer, ...framed },
      body: body ?? null,
      signal,
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: await readBody(response.body, maxBytes),
    };
  } catch (thrown) {
    throw failureOfConnection(thrown);
  }
}

async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop ends the connection: what is still on its way must not become the next answer.
    if (size > maxBytes) throw brokenAnswer(`longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Status 200, and no `ready: false` in the body, which KServe's own server sends with it. */
function isReady(answer: Answer): boolean {
  if (answer.status === 401 || answer.status === 403) wellAnswered(answer);
  const said = z.object({ ready: z.boolean() }).safeParse(parseJson(answer.body.toString('utf8')));
  return answer.status === 200 && (!said.success || said.data.ready);
}

function readJson<T>(schema: z.ZodType<T>, name: string, answer: Answer): T {
  const parsed = schema.safeParse(parseJson(wellAnswered(answer).body.toString('utf8')));
  if (!parsed.success) throw brokenAnswer(`${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** @throws InferenceError what its status says. */
function wellAnswered(answer: Answer): Answer {
  if (answer.status === 200) return answer;
  throw failureOfStatus(answer.status, answer.body.toString('utf8', 0, 1000));
}
