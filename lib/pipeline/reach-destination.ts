import type { FhirServer } from '#lib/delivery/fhir-answer.ts';
import { authorizationHeader, readTls } from '#lib/platform/credentials.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { ResultsServer } from '#lib/platform/result-routes.ts';
import { secureFetch } from '#lib/platform/secure-fetch.ts';

/**
 * The way to a site's results server. Secrets are read at each request; redirects are errors, so that a credential never
 * follows one to another host. Throws AppError `destination-credentials-missing`.
 */
export async function reachResultsServer(server: ResultsServer): Promise<FhirServer> {
  const { base, authorization, tls } = server;
  const transport =
    tls === undefined ? fetch : await named(async () => secureFetch(base, await readTls(tls)));
  const request: typeof fetch = async (input, init = {}) => {
    const headers = new Headers(init.headers);
    const proof = await named(() => authorizationHeader(authorization));
    if (proof !== undefined) headers.set('authorization', proof);
    const response = await transport(input, { ...init, headers, redirect: 'error' });
    if (response.status === 401 || response.status === 403)
      throw new AppError('destination-refused', 'permanent', { fields: { status: response.status } });
    return response;
  };
  return { base, request };
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((cause: unknown) => {
    throw new AppError('destination-credentials-missing', 'permanent', { cause });
  });
}
