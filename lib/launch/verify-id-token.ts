import { createRemoteJWKSet, jwtVerify } from 'jose';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { discover } from './discover.ts';

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/**
 * OpenID Connect Core 3.1.3.7: signature by the EHR's published keys, issuer, audience, expiry. Asymmetric
 * algorithms only, so that neither `none` nor an HMAC over the public key passes. Throws AppError `token-refused`.
 */
export async function verifyIdToken(
  site: Site,
  idToken: string,
): Promise<{ fhirUser?: string; name?: string }> {
  const configuration = await discover(site);
  if (configuration.jwks_uri === undefined)
    throw new AppError('ehr-answer-broken', 'permanent', { fields: { site: site.id } });
  const keys = keySets.get(configuration.jwks_uri) ?? createRemoteJWKSet(new URL(configuration.jwks_uri));
  keySets.set(configuration.jwks_uri, keys);
  const { payload } = await jwtVerify(idToken, keys, {
    issuer: [configuration.issuer ?? site.fhir.issuer, site.fhir.issuer],
    audience: site.fhir.clientId,
    algorithms: ['RS256', 'RS384', 'ES256', 'ES384'],
    requiredClaims: ['exp', 'sub'],
    clockTolerance: 30,
  }).catch((cause: unknown) => {
    throw new AppError('token-refused', 'refused', { cause, fields: { site: site.id } });
  });
  return {
    ...(typeof payload['fhirUser'] === 'string' ? { fhirUser: payload['fhirUser'] } : {}),
    ...(typeof payload['name'] === 'string' ? { name: payload['name'] } : {}),
  };
}
