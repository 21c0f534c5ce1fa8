import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { isConfidential } from '#lib/platform/is-confidential.ts';
import type { Site } from '#lib/platform/sites.ts';
import { readBounded } from './read-bounded.ts';
import type { ScopeSyntax } from './request-scopes.ts';

/** Where codes, secrets and tokens go, or what they are checked by. */
const endpointSchema = z.url().refine(isConfidential);

const smartConfigurationSchema = z.object({
  issuer: z.url().optional(),
  jwks_uri: endpointSchema.optional(),
  token_endpoint: endpointSchema,
  authorization_endpoint: endpointSchema.optional(),
  // What a launch can do without, a mistake in it must not end.
  revocation_endpoint: endpointSchema.optional().catch(undefined),
  scopes_supported: z.array(z.string()).optional().catch(undefined),
  capabilities: z.array(z.string()).catch([]),
  /** RFC 9207 3: each of its answers names it. */
  authorization_response_iss_parameter_supported: z.boolean().optional().catch(undefined),
});
export type SmartConfiguration = z.infer<typeof smartConfigurationSchema>;

const LIFETIME_MS = 10 * 60 * 1000;
const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_AT_MOST = 256 * 1024;
const cache = new Map<string, { readonly until: number; readonly configuration: SmartConfiguration }>();

/** The EHR's `.well-known/smart-configuration`, kept for ten minutes. Throws AppError `ehr-unreachable`, `ehr-answer-broken`. */
export async function discover(site: Site): Promise<SmartConfiguration> {
  const known = cache.get(site.fhir.issuer);
  if (known && known.until > Date.now()) return known.configuration;
  const url = `${site.fhir.issuer.replace(/\/+$/, '')}/.well-known/smart-configuration`;
  const fields = { site: site.id };
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (cause: unknown) => {
      throw new AppError('ehr-unreachable', 'transient', { cause, fields });
    },
  );
  if (!response.ok)
    throw new AppError('ehr-unreachable', 'transient', { fields: { ...fields, status: response.status } });
  const text = await readBounded(response, ANSWER_BYTES_AT_MOST).catch((cause: unknown) => {
    throw new AppError('ehr-unreachable', 'transient', { cause, fields });
  });
  const parsed = smartConfigurationSchema.safeParse(parseJson(text ?? ''));
  if (!parsed.success) throw new AppError('ehr-answer-broken', 'permanent', { fields });
  cache.set(site.fhir.issuer, { until: Date.now() + LIFETIME_MS, configuration: parsed.data });
  return parsed.data;
}

/** How this EHR reads scopes: as sites.json says, else v2 where it announces it. */
export function scopeSyntax(site: Site, { capabilities }: SmartConfiguration): ScopeSyntax {
  return site.fhir.scopeSyntax ?? (capabilities.includes('permission-v2') ? 'v2' : 'v1');
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
