import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, unseal, type VaultKeys } from '#lib/platform/vault.ts';

const keysOf = (...keys: Buffer[]): VaultKeys => ({ current: () => keys });
const own = randomBytes(32);
const key = keysOf(own);

describe('the vault', () => {
  test('gives back what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(unseal(seal(text, key, context), key, context)).toBe(text);
      }),
    );
  });

  test('opens for no other row', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, context, other) => {
        fc.pre(context !== other);
        const sealed = seal(text, key, context);
        expect(() => unseal(sealed, key, other)).toThrow();
      }),
    );
  });

  test('opens with no other key', () => {
    const sealed = seal('token', key, 'row');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (other) => {
        fc.pre(!own.equals(other));
        expect(() => unseal(sealed, keysOf(Buffer.from(other)), 'row')).toThrow();
      }),
    );
  });

  test('opens with no bit changed, whichever it is', () => {
    const sealed = seal('{"accessToken":"abc"}', key, 'row');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => unseal(changed, key, 'row')).toThrow();
    }
  });

  test.each(['', 'x', '{"accessToken":"abc"}'])('opens with nothing cut off or added (%j)', (text) => {
    const sealed = seal(text, key, 'row');
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => unseal(sealed.subarray(0, length), key, 'row')).toThrow();
    expect(() => unseal(Buffer.concat([sealed, Buffer.of(0)]), key, 'row')).toThrow();
  });

  test('opens with a former key, and seals with the first only', () => {
    const next = randomBytes(32);
    const rotated = keysOf(next, own);
    expect(unseal(seal('token', key, 'row'), rotated, 'row')).toBe('token');
    expect(() => unseal(seal('token', rotated, 'row'), key, 'row')).toThrow();
  });

  test('reads its keys again where none opens: another process may have rotated them', () => {
    const next = randomBytes(32);
    const stale: VaultKeys = { current: () => [own], reload: () => [next, own] };
    expect(unseal(seal('token', keysOf(next), 'row'), stale, 'row')).toBe('token');
  });

  test('shows nothing: the same text looks different each time, and is not in it', () => {
    const [first, second] = [seal('patient-token', key, 'row'), seal('patient-token', key, 'row')];
    expect(first.equals(second)).toBe(false);
    expect(first.includes('patient-token')).toBe(false);
  });
});
