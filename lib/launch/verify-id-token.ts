import {
  createRemoteJWKSet,
  customFetch,
  errors,
  jwtVerify,
  type FetchImplementation,
  type JWTPayload,
} from 'jose';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { discover } from './discover.ts';
import { readBounded } from './read-bounded.ts';

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
const TOLERANCE_SECONDS = 60;
const KEYS_TIMEOUT_MS = 5000;
const KEYS_BYTES_AT_MOST = 256 * 1024;

export interface Identity {
  readonly fhirUser?: string;
  readonly name?: string;
}

/**
 * OpenID Connect Core 3.1.3.7: signature by the EHR's published keys, issuer, audience and authorized party, expiry,
 * nonce. Asymmetric algorithms only, so that neither `none` nor an HMAC over the public key passes. Throws AppError
 * `identity-unproven`, `clock-skew`, `ehr-keys-unusable`, `ehr-unreachable`.
 */
export async function verifyIdToken(
  site: Site,
  idToken: string,
  nonce: string | undefined,
): Promise<Identity> {
  const fields = { site: site.id };
  const configuration = await discover(site);
  if (configuration.jwks_uri === undefined) throw new AppError('ehr-keys-unusable', 'permanent', { fields });
  const keys = keysAt(configuration.jwks_uri);
  const verify = () =>
    jwtVerify(idToken, keys, {
      issuer: [configuration.issuer ?? site.fhir.issuer, site.fhir.issuer],
      audience: site.fhir.clientId,
      algorithms: ['RS256', 'RS384', 'ES256', 'ES384'],
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: TOLERANCE_SECONDS,
    });
  const { payload } = await verify()
    .catch(async (cause: unknown) => {
      if (!isAboutKey(cause)) throw cause;
      // The EHR may have other keys by now than those that we kept, and under the same name.
      await keys.reload();
      return verify();
    })
    .catch((cause: unknown) => {
      throw new AppError(codeOf(cause), 'refused', { cause, fields });
    });
  requireOurs(site, payload, nonce);
  return {
    ...(typeof payload['fhirUser'] === 'string' ? { fhirUser: payload['fhirUser'] } : {}),
    ...(typeof payload['name'] === 'string' ? { name: payload['name'] } : {}),
  };
}

/** The EHR's own keys alone: what a token itself says of keys (`jku`, `x5u`, `jwk`) is not looked at. */
function keysAt(uri: string): ReturnType<typeof createRemoteJWKSet> {
  const known = keySets.get(uri);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(uri), {
    timeoutDuration: KEYS_TIMEOUT_MS,
    [customFetch]: fetchBounded,
  });
  keySets.set(uri, keys);
  return keys;
}

/** jose itself reads to the end, however far that is. */
const fetchBounded: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options);
  const text = response.ok ? await readBounded(response, KEYS_BYTES_AT_MOST) : '';
  return new Response(text ?? 'too long', { status: response.ok ? 200 : 502 });
};

/** That it answers this very launch, and was made for us and nobody else. */
function requireOurs(
  site: Site,
  { aud, azp, iat = 0, ...payload }: JWTPayload,
  nonce: string | undefined,
): void {
  const fields = { site: site.id };
  const party = azp ?? (Array.isArray(aud) && aud.length > 1 ? undefined : site.fhir.clientId);
  if (payload['nonce'] !== nonce || party !== site.fhir.clientId)
    throw new AppError('identity-unproven', 'refused', { fields });
  if (iat * 1000 > Date.now() + TOLERANCE_SECONDS * 1000)
    throw new AppError('clock-skew', 'refused', { fields });
}

function isAboutKey(cause: unknown): boolean {
  return cause instanceof errors.JWSSignatureVerificationFailed || cause instanceof errors.JWKSNoMatchingKey;
}

function codeOf(cause: unknown): string {
  if (cause instanceof errors.JWKSTimeout) return 'ehr-unreachable';
  if (cause instanceof errors.JWTExpired) return 'clock-skew';
  const isAboutTime = cause instanceof errors.JWTClaimValidationFailed && /^(nbf|iat)$/.test(cause.claim);
  if (isAboutTime && cause.reason === 'check_failed') return 'clock-skew';
  const aboutToken = [
    errors.JWTClaimValidationFailed,
    errors.JWSSignatureVerificationFailed,
    errors.JOSEAlgNotAllowed,
    errors.JWSInvalid,
    errors.JWTInvalid,
    errors.JOSENotSupported,
  ].some((kind) => cause instanceof kind);
  return aboutToken ? 'identity-unproven' : 'ehr-keys-unusable';
}
