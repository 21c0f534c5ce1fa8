/** The private keys of one client: a JWK, or a JWK set whose members take over from each other (RFC 7517). */
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';

/** The two algorithms that every SMART server knows (SMART 2.2, client-confidential-asymmetric). */
export type SigningAlgorithm = 'ES384' | 'RS384';

const keySchema = z.looseObject({
  kid: z.string().optional(),
  kty: z.enum(['EC', 'RSA']),
  d: z.string(),
  /** Seconds since 1970 from which it signs. Before, it is published only, so that every EHR has fetched it by then. */
  nbf: z.number().optional(),
});
export type PrivateKey = z.infer<typeof keySchema>;
const keySetSchema = z.union([
  z.object({ keys: z.array(keySchema).min(1) }).transform(({ keys }) => keys),
  keySchema.transform((key) => [key]),
]);

/** An assertion lives so long; its key is published for as long after its successor began. */
export const ASSERTION_LIFETIME_SECONDS = 240;
const GRACE_SECONDS = 600;

/** Throws AppError `client-key-unusable`, which tells nothing of the text. */
export function parseKeySet(text: string): readonly PrivateKey[] {
  const parsed = keySetSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('client-key-unusable', 'permanent');
  return parsed.data;
}

/** The newest that may sign by now; where none may yet, the oldest. */
export function signingKey(keys: readonly PrivateKey[], now = Date.now()): PrivateKey {
  const bySince = keys.toSorted((a, b) => since(a) - since(b));
  const key = bySince.findLast((each) => since(each) * 1000 <= now) ?? bySince[0];
  if (key === undefined) throw new AppError('client-key-unusable', 'permanent');
  return key;
}

/** Without those whose last assertion has expired: what is to be published, and kept. */
export function livingKeys(keys: readonly PrivateKey[], now = Date.now()): readonly PrivateKey[] {
  const current = signingKey(keys, now);
  const isOver = (since(current) + ASSERTION_LIFETIME_SECONDS + GRACE_SECONDS) * 1000 < now;
  return keys.filter((key) => key === current || since(key) > since(current) || !isOver);
}

/** Members that are public, and only those. */
export async function publicJwk(key: PrivateKey): Promise<JWK> {
  const { kty, crv, x, y, n, e, kid } = key as JWK;
  const alg = algorithmOf(key);
  const imported = await importJWK((kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }) as JWK, alg);
  if (imported instanceof Uint8Array) throw new AppError('client-key-unusable', 'permanent');
  return { ...(await exportJWK(imported)), ...(kid === undefined ? {} : { kid }), alg, use: 'sig' };
}

export async function importPrivate(key: PrivateKey): Promise<CryptoKey> {
  const imported = await importJWK(key as JWK, algorithmOf(key)).catch((cause: unknown) => {
    throw new AppError('client-key-unusable', 'permanent', { cause });
  });
  if (imported instanceof Uint8Array) throw new AppError('client-key-unusable', 'permanent');
  return imported;
}

export function algorithmOf({ kty }: PrivateKey): SigningAlgorithm {
  return kty === 'RSA' ? 'RS384' : 'ES384';
}

export async function makePrivateKey(
  alg: SigningAlgorithm,
  kid: string,
  signsFromSeconds: number,
): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 });
  return keySchema.parse({ ...(await exportJWK(privateKey)), kid, alg, nbf: signsFromSeconds });
}

function since({ nbf }: PrivateKey): number {
  return nbf ?? 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
