import { resolve } from 'node:path';
import {
  loadPackageDefinition,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceClientConstructor,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
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

const PROTO = resolve('inference', 'remote', 'open-inference.proto');
const { inference } = loadPackageDefinition(
  loadSync(PROTO, { keepCase: true, longs: Number, defaults: true }),
) as unknown as { inference: { GRPCInferenceService: ServiceClientConstructor } };

const STATUS: Readonly<Record<StatusBehaviour, status>> = {
  refuses: status.INVALID_ARGUMENT,
  denies: status.UNAUTHENTICATED,
  'has no such model': status.NOT_FOUND,
  fails: status.INTERNAL,
  'is overloaded': status.RESOURCE_EXHAUSTED,
  'is away': status.UNAVAILABLE,
};

interface Ask {
  readonly id: string;
  readonly name: string;
  readonly raw_input_contents: readonly Buffer[];
}
type Call = ServerUnaryCall<Ask, object>;
type Reply = sendUnaryData<object>;

/** The Open Inference Protocol v2 over gRPC. */
export async function startGrpcServer(loaded: LoadedModel, tls?: ServerTls): Promise<InferenceServer> {
  const model = await openServedModel(loaded);
  const { state, reset } = openState(model.metadata);
  const port = await freePort();
  let server: Server;
  const die = () => {
    server.forceShutdown();
    return Promise.resolve();
  };
  const start = async () => {
    server = new Server();
    server.addService(inference.GRPCInferenceService.service, answers(model, state, die));
    await new Promise<void>((bound, failed) =>
      server.bindAsync(
        `127.0.0.1:${port}`,
        tls ? secured(tls) : ServerCredentials.createInsecure(),
        (error) => {
          if (error) failed(error);
          else bound();
        },
      ),
    );
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

function secured({ key, cert }: ServerTls): ServerCredentials {
  return ServerCredentials.createSsl(null, [
    { private_key: Buffer.from(key), cert_chain: Buffer.from(cert) },
  ]);
}

function answers(
  model: ServedModel,
  state: ServerState,
  die: () => Promise<void>,
): UntypedServiceImplementation {
  const counted = (answer: (call: Call, reply: Reply) => void) => (call: Call, reply: Reply) => {
    state.tokens.push(call.metadata.get('authorization')[0]?.toString());
    answer(call, reply);
  };
  const ofModel = (answer: () => object) =>
    counted(({ request }, reply) => {
      if (request.name === model.name) reply(null, answer());
      else reply({ code: status.NOT_FOUND, details: 'unknown model' });
    });
  return {
    ServerReady: counted((_, reply) => reply(null, { ready: state.ready })),
    ServerMetadata: counted((_, reply) => reply(null, SERVER)),
    ModelReady: ofModel(() => ({ ready: state.ready })),
    ModelMetadata: ofModel(() => state.metadata),
    ModelInfer: counted(
      (call, reply) =>
        void infer(call, reply, model, state, die).catch((thrown: unknown) =>
          reply({ code: status.INTERNAL, details: String(thrown) }),
        ),
    ),
  };
}

async function infer(
  call: Call,
  reply: Reply,
  model: ServedModel,
  state: ServerState,
  die: () => Promise<void>,
): Promise<void> {
  state.asked += 1;
  call.on('cancelled', () => (state.abandoned += 1));
  const { behaviour } = state;
  if (behaviour === 'hangs') return;
  if (behaviour in STATUS) {
    reply({ code: STATUS[behaviour as StatusBehaviour], details: 'no' });
    return;
  }
  const outputs = await model.run(call.request.raw_input_contents[0] ?? Buffer.alloc(0), behaviour);
  const raw = outputs.map(({ bytes }) => bytes);
  if (behaviour === 'lies about its frame') raw.pop();
  if (behaviour === 'never ends its answer') raw.push(Buffer.alloc(ENDLESS_BYTES));
  if (behaviour === 'dies in mid-answer') {
    // Headers have arrived; the message never will.
    call.sendMetadata(call.metadata);
    setTimeout(() => void die(), 20);
    return;
  }
  reply(null, {
    id: behaviour === 'answers another film' ? 'another' : call.request.id,
    model_name: behaviour === 'names another model' ? 'another' : model.name,
    model_version: '1',
    outputs: outputs.map(({ name, datatype, shape }) => ({ name, datatype, shape })),
    raw_output_contents: raw,
  });
}
