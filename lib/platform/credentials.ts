/** How Sightline shows a server who it is: the Authorization header (RFC 6750, RFC 7617) and the client certificate. */
import { readSecret } from './secrets.ts';
import type { SecretReference } from './secret-reference.ts';
import type { TlsIdentity } from './secure-fetch.ts';
import type { TlsSettings } from './tls-settings.ts';

export type Credentials =
  | 'none'
  | { readonly bearer: SecretReference }
  | { readonly basic: { readonly user: string; readonly password: SecretReference } };

/** Secrets are read at each use, so that a changed one needs no restart. Throws where one can't be read. */
export async function authorizationHeader(credentials: Credentials): Promise<string | undefined> {
  if (credentials === 'none') return undefined;
  if ('bearer' in credentials) return `Bearer ${await readSecret(credentials.bearer)}`;
  const { user, password } = credentials.basic;
  return `Basic ${Buffer.from(`${user}:${await readSecret(password)}`, 'utf8').toString('base64')}`;
}

/** PEM texts of what the settings name. Throws where one can't be read. */
export async function readTls(tls: TlsSettings): Promise<TlsIdentity> {
  const named = {
    cert: tls.clientCertificate,
    key: tls.clientKey,
    passphrase: tls.clientKeyPassphrase,
    ca: tls.certificateAuthority,
  };
  const read: Partial<Record<keyof typeof named, string>> = {};
  for (const [name, reference] of Object.entries(named))
    if (reference !== undefined) read[name as keyof typeof named] = await readSecret(reference);
  return read;
}
