import { exportJWK, importJWK, type JWK } from 'jose';
import type { Config } from '#lib/platform/config.ts';
import { readSecret } from '#lib/platform/secrets.ts';

/** The public half of each site's backend key (RFC 7517); the private members never pass this function. */
export async function readPublicKeys(config: Config): Promise<JWK[]> {
  const keys = await Promise.all(
    config.sites.map(async ({ fhir: { backend } }) => {
      if (!backend) return [];
      const { kid, kty, crv, x, y } = JSON.parse(await readSecret(backend.privateKey)) as JWK;
      const key = await importJWK({ kty, crv, x, y } as JWK, 'ES384');
      if (key instanceof Uint8Array) return [];
      return [{ ...(await exportJWK(key)), ...(kid === undefined ? {} : { kid }), alg: 'ES384', use: 'sig' }];
    }),
  );
  return keys.flat();
}
