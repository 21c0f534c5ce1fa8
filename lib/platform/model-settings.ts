import { z } from 'zod';
import { secretReferenceSchema } from './secret-reference.ts';

/** Where and how one model runs at this installation; what it is stands in its own model.json. */
export const modelSettingsSchema = z.strictObject({
  /** A server that speaks the Open Inference Protocol v2; without it the model runs in the worker. */
  remote: z
    .strictObject({
      protocol: z.enum(['http', 'grpc']),
      url: z.url(),
      /** The model's name at the server, where it is not the package's id. */
      name: z.string().optional(),
      /** Sent as a bearer token. */
      token: secretReferenceSchema.optional(),
      timeoutMs: z.int().positive().default(10_000),
    })
    .optional(),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;
