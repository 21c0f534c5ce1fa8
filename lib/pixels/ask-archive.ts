/** One question to a DICOMweb archive: authorization, time limit, retries of what may pass, and a name for every way it fails. */
import { setTimeout as wait } from 'node:timers/promises';
import { AppError, toAppError } from '#lib/platform/errors.ts';

export interface Archive {
  /** DICOMweb root without a trailing slash. Nothing outside it is ever asked. */
  readonly root: string;
  /** The Authorization header's value, asked for before each request: a token may be renewed between two. */
  readonly authorization: () => Promise<string | undefined>;
  readonly fetch: typeof fetch;
  /** For one request with its whole answer. */
  readonly timeoutMs: number;
  /** Aborted with an AppError, that one is thrown; else retrieval-cancelled. */
  readonly signal: AbortSignal | undefined;
}

const TRIES = 3;
const FIRST_PAUSE_MS = 200;
/** An archive that asks for a longer pause is left to the queue, which waits better. */
const LONGEST_PAUSE_MS = 10_000;
const PASSING = new Set([429, 502, 503, 504]);

/**
 * `path` starts with a slash and is taken below the root.
 * @throws AppError archive-unreachable, archive-timeout, archive-busy, archive-refused, archive-redirected, study-not-found, archive-answer-broken, retrieval-cancelled.
 */
export async function askArchive<T>(
  archive: Archive,
  path: string,
  accept: string,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await askOnce(archive, path, accept, read);
    } catch (thrown) {
      const error = toAppError(thrown);
      const pauseMs = pauseBefore(attempt, error);
      if (pauseMs === undefined || archive.signal?.aborted === true) throw error;
      await pause(pauseMs, archive.signal);
    }
  }
}

/** Undefined where asking again is of no use now. */
function pauseBefore(attempt: number, error: AppError): number | undefined {
  // What has hung for a whole time limit isn't asked again on the spot: somebody may be waiting.
  const mayPass = error.failure === 'transient' && error.code !== 'archive-timeout';
  if (!mayPass || attempt === TRIES) return undefined;
  const asked = error.fields['retryAfterMs'];
  const pauseMs = Math.max(typeof asked === 'number' ? asked : 0, FIRST_PAUSE_MS * 4 ** (attempt - 1));
  return pauseMs > LONGEST_PAUSE_MS ? undefined : pauseMs;
}

async function askOnce<T>(
  archive: Archive,
  path: string,
  accept: string,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const authorization = await archive.authorization();
  const timeout = AbortSignal.timeout(archive.timeoutMs);
  const signal = archive.signal === undefined ? timeout : AbortSignal.any([timeout, archive.signal]);
  // A film has its compression in it: an archive that packs it once more takes half a second for each (Orthanc).
  const headers = {
    accept,
    'accept-encoding': 'identity',
    ...(authorization !== undefined && { authorization }),
  };
  try {
    // A redirect could lead to a host that the site never listed (SSRF), with the token in hand.
    const response = await archive.fetch(archive.root + path, { headers, signal, redirect: 'manual' });
    await refuseFailure(response);
    return await read(response);
  } catch (thrown) {
    if (archive.signal?.aborted === true) throw cancelled(archive.signal);
    if (timeout.aborted) throw new AppError('archive-timeout', 'transient', { cause: thrown });
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('archive-unreachable', 'transient', { cause: thrown });
  }
}

async function refuseFailure(response: Response): Promise<void> {
  const error = failureOf(response);
  if (error === undefined) return;
  // An unread body keeps the connection.
  await response.body?.cancel();
  throw error;
}

function failureOf({ status, ok, type, headers }: Response): AppError | undefined {
  if (ok) return undefined;
  const fields = { status };
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return new AppError('archive-redirected', 'permanent', { fields });
  }
  if (status === 401 || status === 403) return new AppError('archive-refused', 'permanent', { fields });
  if (status === 404 || status === 410) return new AppError('study-not-found', 'permanent', { fields });
  if (PASSING.has(status)) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    const asked = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
    return new AppError('archive-busy', 'transient', { fields: { ...fields, ...asked } });
  }
  return new AppError('archive-answer-broken', 'permanent', { fields });
}

async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await wait(delayMs, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw cancelled(signal);
  }
}

function cancelled(signal: AbortSignal | undefined): AppError {
  const reason: unknown = signal?.reason;
  return reason instanceof AppError ? reason : new AppError('retrieval-cancelled', 'transient');
}
