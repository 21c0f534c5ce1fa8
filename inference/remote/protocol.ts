/** The Open Inference Protocol v2 as both its transports, HTTP and gRPC, carry it. */
import { z } from 'zod';

/** One connection to a server, at most; the model's name and version belong to it. */
export interface InferenceConnection {
  serverReady: (signal: AbortSignal) => Promise<boolean>;
  serverMetadata: (signal: AbortSignal) => Promise<ServerMetadata>;
  modelReady: (signal: AbortSignal) => Promise<boolean>;
  modelMetadata: (signal: AbortSignal) => Promise<ModelMetadata>;
  infer: (request: InferRequest, signal: AbortSignal) => Promise<InferAnswer>;
  /** How often a connection was opened: behind a new one may be another server. */
  opened: () => number;
  close: () => Promise<void>;
}

export interface ConnectionSettings {
  /** `https:` is TLS for gRPC too. */
  readonly url: URL;
  readonly model: string;
  readonly version?: string;
  /** Read for each request, since what a cluster mounts is renewed. Sent as a bearer token. */
  readonly token?: () => Promise<string>;
  /** PEM of the authority that the server's certificate is held against, in place of the system's. */
  readonly ca?: string;
  /** A longer answer is not read. */
  readonly maxAnswerBytes: number;
}

/** Row by row, little-endian, without padding. */
export interface WireTensor extends TensorMetadata {
  readonly bytes: Uint8Array;
}

export interface InferRequest {
  readonly id: string;
  readonly input: WireTensor;
  readonly outputs: readonly string[];
}

export interface InferAnswer {
  readonly id: string;
  readonly model: string;
  readonly version: string;
  readonly outputs: readonly WireTensor[];
}

const tensor = z.object({ name: z.string(), datatype: z.string(), shape: z.array(z.int()).max(8) });
export type TensorMetadata = z.infer<typeof tensor>;

// What a foreign server says of itself ends in logs and on a page.
const label = z.string().regex(/^[\w .:+-]{0,64}$/);

export const serverMetadataSchema = z.object({ name: label, version: label });
export type ServerMetadata = z.infer<typeof serverMetadataSchema>;

export const modelMetadataSchema = z.object({
  name: z.string(),
  inputs: z.array(tensor),
  outputs: z.array(tensor),
});
export type ModelMetadata = z.infer<typeof modelMetadataSchema>;

/** The head of an answer, less the bytes of its tensors. */
export const answerSchema = z.object({
  id: z.string().default(''),
  model_name: z.string(),
  model_version: label.default(''),
  outputs: z.array(tensor),
});
