/** What the HTTP and the gRPC server of these tests share: the package's own ONNX file, and the ways to go wrong. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { LoadedModel } from '#inference/models/load-model.ts';

/** How the server answers a film, from the next one on. */
export type Behaviour =
  | 'is honest'
  | 'has other weights'
  | 'lets every film through'
  | 'hangs'
  | 'dies in mid-answer'
  | 'lies about its frame'
  | 'truncates a tensor'
  | 'answers another film'
  | 'names another model'
  | 'answers with NaN'
  | 'never ends its answer'
  | StatusBehaviour;

export type StatusBehaviour =
  'refuses' | 'denies' | 'has no such model' | 'fails' | 'is overloaded' | 'is away';

export interface ServerState {
  behaviour: Behaviour;
  ready: boolean;
  /** What the server says of its model. */
  metadata: Metadata;
  /** Films so far. */
  asked: number;
  /** Films whose sender went away before the answer. */
  abandoned: number;
  /** What each request bore as `authorization`. */
  readonly tokens: (string | undefined)[];
}

export interface InferenceServer {
  readonly url: string;
  readonly state: ServerState;
  /** Honest again, and nothing counted. */
  reset(): void;
  /** As a process dies: connections break, the port is closed. */
  die(): Promise<void>;
  /** At the port where it was. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** PEM. */
export interface ServerTls {
  readonly key: string;
  readonly cert: string;
}

interface TensorMetadata {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
}

export interface Metadata {
  readonly name: string;
  readonly inputs: readonly TensorMetadata[];
  readonly outputs: readonly TensorMetadata[];
}

export interface ServedTensor extends TensorMetadata {
  readonly bytes: Buffer;
}

export const SERVER = { name: 'test server', version: '1.0' };
/** More than any answer of the model may have. */
export const ENDLESS_BYTES = 9 * 1024 * 1024;

export interface ServedModel {
  readonly name: string;
  readonly metadata: Metadata;
  /** The film's bytes in, the outputs out, made wrong as the behaviour says. */
  run(film: Uint8Array, behaviour: Behaviour): Promise<ServedTensor[]>;
  close(): Promise<void>;
}

export async function openServedModel({ manifest, onnxPath }: LoadedModel): Promise<ServedModel> {
  const session = await InferenceSession.create(onnxPath, { executionProviders: ['cpu'] });
  const { id, input, labels } = manifest;
  const { channels, height, width } = input;
  return {
    name: id,
    metadata: {
      name: id,
      inputs: [{ name: input.name, datatype: 'FP32', shape: [-1, channels, height, width] }],
      outputs: [
        { name: 'logits', datatype: 'FP32', shape: [-1, labels.length] },
        { name: 'maps', datatype: 'FP32', shape: [-1, labels.length, -1, -1] },
        { name: 'gate', datatype: 'FP32', shape: [-1, 3] },
      ],
    },
    run: async (film, behaviour) => {
      const values = new Float32Array(Uint8Array.from(film).buffer);
      const given = await session.run({
        [input.name]: new Tensor('float32', values, [1, channels, height, width]),
      });
      return ['logits', 'maps', 'gate'].map((name) => packOutput(name, given[name], behaviour));
    },
    close: () => session.release(),
  };
}

function packOutput(name: string, tensor: Tensor | undefined, behaviour: Behaviour): ServedTensor {
  const values = Float32Array.from(tensor?.data as Float32Array);
  if (behaviour === 'has other weights') values.forEach((value, i) => (values[i] = value + 0.5));
  if (behaviour === 'lets every film through' && name === 'gate') values.fill(-100);
  if (behaviour === 'answers with NaN') values[0] = Number.NaN;
  const bytes = Buffer.from(values.buffer);
  return {
    name,
    datatype: 'FP32',
    shape: [...(tensor?.dims ?? [])],
    bytes: behaviour === 'truncates a tensor' && name === 'maps' ? bytes.subarray(0, -8) : bytes,
  };
}

export function openState(metadata: Metadata): { state: ServerState; reset: () => void } {
  const fresh = { behaviour: 'is honest', ready: true, metadata, asked: 0, abandoned: 0 } as const;
  const state: ServerState = { ...fresh, tokens: [] };
  return {
    state,
    reset: () => {
      Object.assign(state, fresh);
      state.tokens.splice(0);
    },
  };
}
