import type { JWK } from 'jose';
import type { Config } from '#lib/platform/config.ts';
import type { SecretReference } from '#lib/platform/secret-reference.ts';
import { readSecret } from '#lib/platform/secrets.ts';
import type { Site } from '#lib/platform/sites.ts';
import { livingKeys, parseKeySet, publicJwk } from './key-set.ts';

/** The public halves of all keys by which we prove ourselves to EHRs (RFC 7517); no private member passes. */
export async function readPublicKeys(config: Config): Promise<JWK[]> {
  const references = new Map(
    config.sites.flatMap(keysOf).map((reference) => [JSON.stringify(reference), reference] as const),
  );
  const sets = await Promise.all(
    [...references.values()].map(async (reference) =>
      Promise.all(livingKeys(parseKeySet(await readSecret(reference))).map(publicJwk)),
    ),
  );
  return sets.flat();
}

/** Of the launch's client and of the one that works with nobody watching. */
export function keysOf({ fhir: { authentication = 'none', backend } }: Site): SecretReference[] {
  return [
    ...(authentication !== 'none' && 'privateKey' in authentication ? [authentication.privateKey] : []),
    ...(backend === undefined ? [] : [backend.privateKey]),
  ];
}
