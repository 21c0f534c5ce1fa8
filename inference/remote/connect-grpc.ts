/** Open Inference Protocol v2 over gRPC, with raw tensors. */
import { join } from 'node:path';
import {
  type Client,
  connectivityState,
  credentials,
  loadPackageDefinition,
  Metadata,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { z } from 'zod';
import { nameOf } from './frame-binary.ts';
import { brokenAnswer, failureOfGrpc } from './name-failure.ts';
import {
  answerSchema,
  type ConnectionSettings,
  type InferAnswer,
  type InferenceConnection,
  type InferRequest,
  modelMetadataSchema,
  serverMetadataSchema,
} from './protocol.ts';

const readySchema = z.object({ ready: z.boolean() });
const rawAnswerSchema = answerSchema.extend({ raw_output_contents: z.array(z.instanceof(Buffer)) });

const Service = loadPackageDefinition(
  loadSync(join(import.meta.dirname, 'open-inference.proto'), {
    keepCase: true,
    longs: Number,
    defaults: true,
  }),
) as unknown as { inference: { GRPCInferenceService: ServiceClientConstructor } };

/** Opens nothing yet. */
export function connectGrpc(settings: ConnectionSettings): InferenceConnection {
  const client = openClient(settings);
  const opened = countConnections(client);
  const model = { name: settings.model, version: settings.version ?? '' };
  const call = async <T>(method: string, schema: z.ZodType<T>, message: object, signal: AbortSignal) => {
    const parsed = schema.safeParse(await callUnary(client, settings, method, message, signal));
    if (!parsed.success) throw brokenAnswer(`${method}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  return {
    serverReady: async (signal) => (await call('ServerReady', readySchema, {}, signal)).ready,
    modelReady: async (signal) => (await call('ModelReady', readySchema, model, signal)).ready,
    serverMetadata: (signal) => call('ServerMetadata', serverMetadataSchema, {}, signal),
    modelMetadata: (signal) => call('ModelMetadata', modelMetadataSchema, model, signal),
    infer: async (request, signal) =>
      unpackAnswer(await call('ModelInfer', rawAnswerSchema, packRequest(model, request), signal)),
    opened,
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

function openClient({ url, ca, maxAnswerBytes }: ConnectionSettings): Client {
  const secure = url.protocol === 'https:';
  const trusted = ca === undefined ? null : Buffer.from(ca);
  return new Service.inference.GRPCInferenceService(
    `${url.hostname}:${url.port || (secure ? '443' : '80')}`,
    secure ? credentials.createSsl(trusted) : credentials.createInsecure(),
    {
      'grpc.max_receive_message_length': maxAnswerBytes,
      // One connection of its own, and no second try that we would not know of.
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_retries': 0,
      'grpc.enable_http_proxy': 0,
      'grpc.service_config_disable_resolution': 1,
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 2000,
    },
  );
}

function countConnections(client: Client): () => number {
  let count = 0;
  const channel = client.getChannel();
  const follow = (): void => {
    const state = channel.getConnectivityState(false);
    if (state === connectivityState.READY) count++;
    if (state !== connectivityState.SHUTDOWN) channel.watchConnectivityState(state, Infinity, follow);
  };
  follow();
  return () => count;
}

async function callUnary(
  client: Client,
  { token }: ConnectionSettings,
  method: string,
  message: object,
  signal: AbortSignal,
): Promise<unknown> {
  const metadata = new Metadata();
  if (token) metadata.set('authorization', `Bearer ${await token()}`);
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const unary = (client as unknown as Record<string, Unary>)[method]?.bind(client);
    const call = unary?.(message, metadata, (error, answer) => {
      signal.removeEventListener('abort', cancel);
      if (error) reject(failureOfGrpc(error.code, error.details));
      else resolve(answer);
    });
    const cancel = (): void => call?.cancel();
    signal.addEventListener('abort', cancel);
  });
}

type Unary = (
  message: object,
  metadata: Metadata,
  done: (error: ServiceError | null, answer: unknown) => void,
) => { cancel(): void };

function packRequest(model: { name: string; version: string }, request: InferRequest): object {
  const { bytes, ...input } = request.input;
  return {
    model_name: model.name,
    model_version: model.version,
    id: request.id,
    inputs: [input],
    outputs: request.outputs.map((name) => ({ name })),
    raw_input_contents: [bytes],
  };
}

/** @throws InferenceError inference-answer-broken. */
function unpackAnswer(answer: z.infer<typeof rawAnswerSchema>): InferAnswer {
  const { outputs, raw_output_contents: raw } = answer;
  if (raw.length !== outputs.length)
    throw brokenAnswer(`${outputs.length} outputs, ${raw.length} of raw bytes`);
  return {
    ...nameOf(answer),
    outputs: outputs.map((tensor, at) => ({ ...tensor, bytes: raw[at] ?? new Uint8Array() })),
  };
}
