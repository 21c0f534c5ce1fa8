/** How we prove at an EHR's OAuth endpoints who we are (SMART 2.2, client authentication). */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { readSecret } from '#lib/platform/secrets.ts';
import type { SecretReference } from '#lib/platform/secret-reference.ts';
import type { Site } from '#lib/platform/sites.ts';
import {
  algorithmOf,
  ASSERTION_LIFETIME_SECONDS,
  importPrivate,
  parseKeySet,
  signingKey,
} from './key-set.ts';

export interface ClientIdentity {
  readonly clientId: string;
  readonly authentication: NonNullable<Site['fhir']['authentication']>;
}

export interface ClientProof {
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export function launchClient({ clientId, authentication = 'none' }: Site['fhir']): ClientIdentity {
  return { clientId, authentication };
}

/** `nowMs`: the time at the EHR, which refuses an assertion from its future. Throws AppError `client-key-unusable`. */
export async function proveClient(
  { clientId, authentication }: ClientIdentity,
  audience: string,
  nowMs: number,
): Promise<ClientProof> {
  if (authentication === 'none') return { form: { client_id: clientId }, headers: {} };
  if ('secret' in authentication) return proveBySecret(clientId, authentication.secret);
  return {
    form: {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(clientId, authentication.privateKey, audience, nowMs),
    },
    headers: {},
  };
}

/** RFC 6749 2.3.1: both halves are form-encoded before they are joined. */
async function proveBySecret(clientId: string, reference: SecretReference): Promise<ClientProof> {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  const pair = `${encode(clientId)}:${encode(await readSecret(reference))}`;
  return { form: {}, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

/** RFC 7523. */
async function signAssertion(
  clientId: string,
  reference: SecretReference,
  audience: string,
  nowMs: number,
): Promise<string> {
  const key = signingKey(parseKeySet(await readSecret(reference)));
  const issuedAt = Math.floor(nowMs / 1000);
  return new SignJWT()
    .setProtectedHeader({
      alg: algorithmOf(key),
      typ: 'JWT',
      ...(key.kid === undefined ? {} : { kid: key.kid }),
    })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ASSERTION_LIFETIME_SECONDS)
    .sign(await importPrivate(key));
}
