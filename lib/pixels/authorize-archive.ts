/** How Sightline shows an archive who it is: the Authorization header (RFC 6750, RFC 7617) and the client certificate. */
import { AppError } from '#lib/platform/errors.ts';
import type { SecretReference } from '#lib/platform/secret-reference.ts';
import { readSecret } from '#lib/platform/secrets.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import { secureFetch, type TlsIdentity } from './secure-fetch.ts';
import type { ArchiveAccess } from './retrieve-instances.ts';

/** `fetch` with the EHR's token, over the transport that it is given; a redirect is the caller's to refuse. */
export type TokenFetch = (transport: typeof fetch) => typeof fetch;

/** Secrets are read at each use, so that a changed one needs no restart. @throws AppError archive-credentials-missing. */
export async function authorizeArchive(archive: DicomwebRoot, withToken: TokenFetch): Promise<ArchiveAccess> {
  const transport = archive.tls === undefined ? fetch : secureFetch(archive.root, await readTls(archive.tls));
  const isToken = archive.authorization === 'ehr-token';
  return {
    root: archive.root,
    fetch: isToken ? withToken(transport) : transport,
    authorization: () => headerOf(archive.authorization),
  };
}

async function headerOf(authorization: DicomwebRoot['authorization']): Promise<string | undefined> {
  if (typeof authorization === 'string') return undefined;
  if ('bearer' in authorization) return `Bearer ${await secretOf(authorization.bearer)}`;
  const { user, password } = authorization.basic;
  return `Basic ${Buffer.from(`${user}:${await secretOf(password)}`, 'utf8').toString('base64')}`;
}

async function readTls(tls: NonNullable<DicomwebRoot['tls']>): Promise<TlsIdentity> {
  const named = {
    cert: tls.clientCertificate,
    key: tls.clientKey,
    passphrase: tls.clientKeyPassphrase,
    ca: tls.certificateAuthority,
  };
  const read: Partial<Record<keyof typeof named, string>> = {};
  for (const [name, reference] of Object.entries(named))
    if (reference !== undefined) read[name as keyof typeof named] = await secretOf(reference);
  return read;
}

async function secretOf(reference: SecretReference): Promise<string> {
  return readSecret(reference).catch((cause: unknown) => {
    throw new AppError('archive-credentials-missing', 'permanent', { cause });
  });
}
