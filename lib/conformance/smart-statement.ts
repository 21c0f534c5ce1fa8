/** What an EHR says of its authorization: `.well-known/smart-configuration` (SMART App Launch 2.2 section 10.2). */
import { z } from 'zod';

export const smartStatementSchema = z.object({
  issuer: z.string().optional(),
  jwks_uri: z.string().optional(),
  authorization_endpoint: z.url().optional(),
  token_endpoint: z.url(),
  revocation_endpoint: z.string().optional(),
  grant_types_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  token_endpoint_auth_signing_alg_values_supported: z.array(z.string()).optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
  scopes_supported: z.array(z.string()).optional(),
  capabilities: z.array(z.string()).default([]),
});
export type SmartStatement = z.infer<typeof smartStatementSchema>;
