import { z } from 'zod';
import { secretReferenceSchema } from './secret-reference.ts';

/** A certificate of our own (mTLS), an authority that the system does not know, or both; each a PEM text by reference. */
export const tlsSchema = z
  .strictObject({
    clientCertificate: secretReferenceSchema.optional(),
    clientKey: secretReferenceSchema.optional(),
    clientKeyPassphrase: secretReferenceSchema.optional(),
    certificateAuthority: secretReferenceSchema.optional(),
  })
  .refine(
    ({ clientCertificate, clientKey }) => (clientCertificate === undefined) === (clientKey === undefined),
    'a client certificate and its key come together',
  );
export type TlsSettings = z.infer<typeof tlsSchema>;
