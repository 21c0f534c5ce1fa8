import { z } from 'zod';
import { secretReferenceSchema } from './secret-reference.ts';

/** Where and how one model runs at this installation; what it is stands in its own model.json. */
export const modelSettingsSchema = z.strictObject({
  /** A server that speaks the Open Inference Protocol v2 (Triton, KServe); without it the model runs in the worker. */
  remote: z
    .strictObject({
      protocol: z.enum(['http', 'grpc']),
      /** Scheme, host and port; https is TLS for gRPC too. */
      url: z.url({ protocol: /^https?$/ }),
      /** The model's name at the server, where it is not the package's id. */
      name: z.string().optional(),
      /** Of the model at the server; without it the server chooses. */
      version: z.string().optional(),
      /** Sent as a bearer token. */
      token: secretReferenceSchema.optional(),
      /** File with the PEM of the authority that the server's certificate is held against. */
      caFile: z.string().optional(),
      /** For one film, tries included. */
      timeoutMs: z.int().positive().default(10_000),
      /** Films at the server at once. */
      maxConcurrent: z.int().min(1).max(64).default(4),
    })
    .optional(),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;
