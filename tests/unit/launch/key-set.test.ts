import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { livingKeys, makePrivateKey, parseKeySet, publicJwk, signingKey } from '#lib/launch/key-set.ts';

const HOUR_MS = 3_600_000;
const now = Date.UTC(2026, 10, 26);
const at = (ms: number) => Math.floor((now + ms) / 1000);

describe('the keys of a client', () => {
  test('sign one after the other, each from its time on, and are published around it', async () => {
    const old = await makePrivateKey('ES384', 'old', at(-30 * 24 * HOUR_MS));
    const next = await makePrivateKey('RS384', 'next', at(HOUR_MS));
    const keys = [next, old];
    const published = (ms: number) => livingKeys(keys, now + ms).map(({ kid }) => kid);
    expect(signingKey(keys, now).kid).toBe('old');
    expect(published(0)).toEqual(['next', 'old']);
    expect(signingKey(keys, now + HOUR_MS).kid).toBe('next');
    // The last assertion of the old one lives some minutes longer.
    expect(published(HOUR_MS + 5 * 60_000)).toEqual(['next', 'old']);
    expect(published(2 * HOUR_MS)).toEqual(['next']);
  });

  test('a lone key signs whatever time it names', async () => {
    const early = await makePrivateKey('ES384', 'early', at(HOUR_MS));
    expect(signingKey([early], now).kid).toBe('early');
  });

  test('show their public members alone', async () => {
    for (const algorithm of ['ES384', 'RS384'] as const) {
      const shown = await publicJwk(await makePrivateKey(algorithm, 'k', 0));
      const members = algorithm === 'ES384' ? ['crv', 'kty', 'x', 'y'] : ['e', 'kty', 'n'];
      expect(Object.keys(shown).toSorted()).toEqual([...members, 'alg', 'kid', 'use'].toSorted());
    }
  });

  test('are read from a JWK and from a set; what is neither is refused without a word of it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true });
    const jwk = await exportJWK(privateKey);
    expect(parseKeySet(JSON.stringify(jwk))).toHaveLength(1);
    expect(parseKeySet(JSON.stringify({ keys: [jwk, jwk] }))).toHaveLength(2);
    const publicHalf = JSON.stringify(await exportJWK(publicKey));
    for (const text of ['', 'secret', '{}', '{"keys":[]}', publicHalf, '{"kty":"oct","k":"secret"}']) {
      expect(() => parseKeySet(text)).toThrow('client-key-unusable');
      expect(() => parseKeySet(text)).not.toThrow(/secret/);
    }
  });
});
