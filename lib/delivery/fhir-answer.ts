/** What a FHIR server's answer, or the lack of one, means for what was sent (FHIR R4 http.html). */
import { AppError } from '#lib/platform/errors.ts';
import { detailOf, refuseForNow, retryAfter, throwUnanswered } from './http-answer.ts';

export const FHIR_TIMEOUT_MS = 20_000;
const FHIR_JSON = 'application/fhir+json';

export interface FhirServer {
  readonly base: string;
  readonly request: typeof fetch;
}

/**
 * Sends what changes the server's data. Throws AppError `delivery-unreachable` (transient: nothing left this machine, or
 * not now), `delivery-ambiguous` (nobody knows), `delivery-rejected` (permanent; the server's words in `detail`).
 */
export async function sendToFhir(
  server: FhirServer,
  path: string,
  { method, body, headers = {} }: { method: 'POST' | 'PUT'; body: string; headers?: Record<string, string> },
): Promise<Response> {
  const response = await server
    .request(addressOf(server, path), {
      method,
      headers: { 'content-type': FHIR_JSON, accept: FHIR_JSON, prefer: 'return=minimal', ...headers },
      body,
      signal: AbortSignal.timeout(FHIR_TIMEOUT_MS),
    })
    .catch(throwUnanswered);
  refuseForNow(response);
  if (!response.ok) {
    const fields = { status: response.status };
    throw new AppError('delivery-rejected', 'permanent', { fields, detail: await detailOf(response) });
  }
  return response;
}

/** Asks and changes nothing. As long as the look-up itself fails, what was sent stays ambiguous. */
export async function readFromFhir(server: FhirServer, path: string): Promise<unknown> {
  const response = await server
    .request(addressOf(server, path), {
      headers: { accept: FHIR_JSON },
      signal: AbortSignal.timeout(FHIR_TIMEOUT_MS),
    })
    .catch((cause: unknown) => {
      throw cause instanceof AppError ? cause : new AppError('delivery-unreachable', 'ambiguous', { cause });
    });
  const fields = { status: response.status };
  if (!response.ok)
    throw new AppError('delivery-ambiguous', 'ambiguous', { fields, retryAfterMs: retryAfter(response) });
  return response.json().catch(() => undefined);
}

/** `[base/]Type/id[/_history/v]` to `Type/id`. */
export function referenceOf(location: string | null | undefined): string | undefined {
  return /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(\/_history\/[^/]+)?$/.exec(location ?? '')?.[1];
}

function addressOf({ base }: FhirServer, path: string): string {
  const root = base.replace(/\/+$/, '');
  return path === '' ? root : `${root}/${path}`;
}
