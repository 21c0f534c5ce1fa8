import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The first seals, each opens: so that a key can be replaced while values sealed with the former one are in use. */
export interface VaultKeys {
  readonly current: () => readonly Buffer[];
  /** Reads them again: another process may have rotated them since. */
  readonly reload?: () => readonly Buffer[];
}

/**
 * AES-256-GCM (NIST SP 800-38D): nonce, tag, ciphertext in one buffer. `context` (a row's id) is authenticated with
 * it, so that a value copied into another row does not open.
 */
export function seal(plaintext: string, keys: VaultKeys, context: string): Buffer {
  const [key] = keys.current();
  if (key === undefined) throw new Error('no key to seal with');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

/** The plaintext. Throws where no key opens it, or context or content differ from what was sealed. */
export function unseal(sealed: Buffer, keys: VaultKeys, context: string): string {
  const found = openWith(keys.current(), sealed, context) ?? openWith(keys.reload?.() ?? [], sealed, context);
  if (found === undefined) throw new Error('a sealed value does not open with any key');
  return found;
}

function openWith(keys: readonly Buffer[], sealed: Buffer, context: string): string | undefined {
  for (const key of keys) {
    try {
      return open(sealed, key, context);
    } catch {
      // GCM says only that something is wrong: the next key may be the right one.
    }
  }
  return undefined;
}

function open(sealed: Buffer, key: Buffer, context: string): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(
    Buffer.from(context),
  );
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const plaintext = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([plaintext, decipher.final()]).toString('utf8');
}
