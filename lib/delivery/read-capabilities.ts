import { AppError } from '#lib/platform/errors.ts';

const TIMEOUT_MS = 15_000;
/** Epic's is about a megabyte. */
const LONGEST_BYTES = 16 * 1024 * 1024;

/**
 * What a FHIR server states of itself: `GET [base]/metadata` (FHIR R4 http.html#capabilities), asked without a token, as
 * JSON not yet looked at. Throws AppError `delivery-unreachable`.
 */
export async function readCapabilities(base: string, request: typeof fetch = fetch): Promise<unknown> {
  try {
    const response = await request(`${base.replace(/\/+$/, '')}/metadata`, {
      headers: { accept: 'application/fhir+json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`status ${String(response.status)}`);
    return JSON.parse(await readBounded(response)) as unknown;
  } catch (cause) {
    throw new AppError('delivery-unreachable', 'transient', { cause });
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_BYTES) throw new Error('the statement is too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
