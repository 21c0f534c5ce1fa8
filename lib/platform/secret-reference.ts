import { z } from 'zod';

/** A secret is never written into sites.json: it is named, and read from the environment or a file. */
export const secretReferenceSchema = z.union([
  z.strictObject({ env: z.string() }),
  z.strictObject({ file: z.string() }),
]);
export type SecretReference = z.infer<typeof secretReferenceSchema>;
