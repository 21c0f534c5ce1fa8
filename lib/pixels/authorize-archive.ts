import { authorizationHeader, readTls } from '#lib/platform/credentials.ts';
import { AppError } from '#lib/platform/errors.ts';
import { secureFetch } from '#lib/platform/secure-fetch.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import type { ArchiveAccess } from './retrieve-instances.ts';

/** `fetch` with the EHR's token, over the transport that it is given; a redirect is the caller's to refuse. */
export type TokenFetch = (transport: typeof fetch) => typeof fetch;

/** How the archive is asked. @throws AppError archive-credentials-missing. */
export async function authorizeArchive(archive: DicomwebRoot, withToken: TokenFetch): Promise<ArchiveAccess> {
  const { root, tls, authorization } = archive;
  const transport =
    tls === undefined ? fetch : await named(async () => secureFetch(root, await readTls(tls)));
  if (authorization === 'ehr-token')
    return { root, fetch: withToken(transport), authorization: () => Promise.resolve(undefined) };
  return { root, fetch: transport, authorization: () => named(() => authorizationHeader(authorization)) };
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((cause: unknown) => {
    throw new AppError('archive-credentials-missing', 'permanent', { cause });
  });
}
