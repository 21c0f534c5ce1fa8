import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { readSecret } from '#lib/platform/secrets.ts';
import type { Site } from '#lib/platform/sites.ts';
import { discover, scopeSyntax } from './discover.ts';
import { backendScopes } from './request-scopes.ts';
import type { TokenSource } from './authorized-fetch.ts';

const MARGIN_MS = 30_000;
const tokenResponseSchema = z.object({
  access_token: z.string(),
  expires_in: z.number().positive().default(300),
});
const cache = new Map<string, { readonly token: string; readonly expiresAt: number }>();

/**
 * SMART Backend Services (Bulk Data / SMART 2.2 client-confidential-asymmetric): client_credentials with
 * private_key_jwt, for work that nobody watches. Throws AppError `token-refused`, `ehr-unreachable`.
 */
export function backendTokenSource(site: Site): TokenSource {
  return async ({ rejected } = {}) => {
    const known = cache.get(site.id);
    if (known && known.expiresAt - MARGIN_MS > Date.now() && known.token !== rejected) return known.token;
    const fresh = await requestToken(site);
    cache.set(site.id, fresh);
    return fresh.token;
  };
}

async function requestToken(site: Site): Promise<{ token: string; expiresAt: number }> {
  const fields = { site: site.id };
  const { backend } = site.fhir;
  if (!backend) throw new AppError('token-refused', 'permanent', { fields });
  const configuration = await discover(site);
  const endpoint = configuration.token_endpoint;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: backendScopes(site.fhir, scopeSyntax(site, configuration)),
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await signAssertion(
      JSON.parse(await readSecret(backend.privateKey)) as JWK,
      backend.clientId,
      endpoint,
    ),
  });
  const response = await fetch(endpoint, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new AppError('ehr-unreachable', 'transient', { cause, fields });
  });
  if (response.status >= 500) throw new AppError('ehr-unreachable', 'transient', { fields });
  if (!response.ok)
    throw new AppError('token-refused', 'permanent', { fields: { ...fields, status: response.status } });
  const parsed = tokenResponseSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new AppError('ehr-answer-broken', 'permanent', { fields });
  return { token: parsed.data.access_token, expiresAt: Date.now() + parsed.data.expires_in * 1000 };
}

async function signAssertion(key: JWK, clientId: string, audience: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES384', typ: 'JWT', ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('4m')
    .sign(await importJWK(key, 'ES384'));
}
