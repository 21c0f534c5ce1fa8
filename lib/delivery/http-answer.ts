/** What an HTTP server's answer, or the lack of one, means for what was sent, whatever it was. */
import { AppError } from '#lib/platform/errors.ts';
import { isUntrusted } from './tls-errors.ts';

/** Enough for a person to see what was wrong; a server may send a page. */
export const LONGEST_DETAIL = 2000;

/** Seconds or a date (RFC 9110 10.2.3). */
export function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/**
 * An answer that leaves open whether it was taken, or says to come back. Throws AppError `delivery-unreachable`
 * (transient: not now), `delivery-ambiguous` (nobody knows).
 */
export function refuseForNow(response: Response): void {
  const fields = { status: response.status };
  if (response.status === 429 || response.status === 503)
    throw new AppError('delivery-unreachable', 'transient', { fields, retryAfterMs: retryAfter(response) });
  if (response.status >= 500) throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
}

export async function detailOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  return text.slice(0, LONGEST_DETAIL);
}

// No byte of a request has left.
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Only a connection that was never made proves that nothing was filed. */
export function throwUnanswered(cause: unknown): never {
  if (cause instanceof AppError) throw cause;
  const code =
    cause instanceof TypeError && cause.cause instanceof Error && 'code' in cause.cause
      ? String(cause.cause.code)
      : '';
  if (isUntrusted(code)) throw new AppError('delivery-untrusted', 'transient', { cause });
  if (NEVER_CONNECTED.has(code)) throw new AppError('delivery-unreachable', 'transient', { cause });
  throw new AppError('delivery-ambiguous', 'ambiguous', { cause });
}
