import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { requestToken } from './ask-token-endpoint.ts';
import type { TokenSource } from './authorized-fetch.ts';
import { discover, scopeSyntax } from './discover.ts';
import { accessAt, backendScopes } from './request-scopes.ts';

const MARGIN_MS = 30_000;

interface CachedToken {
  readonly token: string;
  readonly expiresAt: number;
}
const cache = new Map<string, CachedToken>();
/** Requests under way: whoever else needs a token waits for the same. */
const requests = new Map<string, Promise<CachedToken>>();

/**
 * SMART Backend Services (SMART 2.2): client_credentials with private_key_jwt, for work that nobody watches. Throws
 * AppError `token-refused`, `client-refused`, `scope-refused`, `ehr-unreachable`, `ehr-answer-broken`.
 */
export function backendTokenSource(site: Site): TokenSource {
  return async ({ rejected } = {}) => {
    const known = cache.get(site.id);
    if (known && known.expiresAt - MARGIN_MS > Date.now() && known.token !== rejected) return known.token;
    const request = requests.get(site.id) ?? requestBackendToken(site);
    requests.set(site.id, request);
    const fresh = await request.finally(() => requests.delete(site.id));
    cache.set(site.id, fresh);
    return fresh.token;
  };
}

async function requestBackendToken(site: Site): Promise<CachedToken> {
  const fields = { site: site.id };
  const { backend } = site.fhir;
  if (!backend) throw new AppError('token-refused', 'permanent', { fields });
  const configuration = await discover(site);
  const token = await requestToken(
    configuration.token_endpoint,
    { clientId: backend.clientId, authentication: { privateKey: backend.privateKey } },
    {
      grant_type: 'client_credentials',
      scope: backendScopes(site.fhir, scopeSyntax(site, configuration), accessAt(site)),
    },
    fields,
  );
  return { token: token.access_token, expiresAt: Date.now() + token.expires_in * 1000 };
}
