/** WADO-RS: the instances of one study as DICOM objects, in the transfer syntax they are stored in (DICOM PS3.18 section 10.4). */
import { AppError } from '#lib/platform/errors.ts';
import { retrievalLimitsSchema, type RetrievalLimits } from '#lib/platform/sites.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { type Archive, askArchive } from './ask-archive.ts';
import { type ListedInstance, listInstances } from './list-instances.ts';
import { type ByteBudget, withinBudget } from './byte-budget.ts';
import { parseMultipart } from './parse-multipart.ts';
import { readWhole } from './read-bytes.ts';
import { runInOrder } from './run-in-order.ts';

export interface RetrievedInstance extends ListedInstance {
  /** The DICOM object as the archive sent it. */
  readonly bytes: Uint8Array;
}

/** One DICOMweb root, and how it is asked. */
export interface ArchiveAccess {
  /** Absolute; with or without a trailing slash. */
  readonly root: string;
  /** The Authorization header's value, asked for before each request. */
  readonly authorization: () => Promise<string | undefined>;
  readonly fetch?: typeof fetch;
}

export interface RetrievalRequest extends ArchiveAccess {
  readonly studyInstanceUid: StudyInstanceUid;
  /** How many instances the EHR counts, where it does. */
  readonly expected?: number;
  /** Which of the listed instances are fetched, and in which order; by default all. Only those that may hold pixels are listed. */
  readonly select?: (listed: readonly ListedInstance[]) => readonly ListedInstance[];
  readonly limits?: Partial<RetrievalLimits>;
  readonly signal?: AbortSignal;
}

const DEFAULT_LIMITS: RetrievalLimits = retrievalLimitsSchema.parse({});
const ACCEPT = 'multipart/related; type="application/dicom"; transfer-syntax=*';

/**
 * Yields each instance as soon as it and those before it are here. While the consumer works, at most `concurrency`
 * instances are held in all, the consumer's own counted.
 * @throws AppError study-not-found, study-without-images, study-too-large, archive-…, retrieval-cancelled or what the signal was aborted with.
 */
export async function* retrieveInstances(request: RetrievalRequest): AsyncGenerator<RetrievedInstance, void> {
  const limits = { ...DEFAULT_LIMITS, ...request.limits };
  const stop = new AbortController();
  const archive = openArchive(request, limits, stop.signal);
  const patience = patienceOf(limits.studyTimeoutMs, stop);
  const budget = { left: limits.bytesPerStudy };
  try {
    const wanted = await patience(listWanted(archive, request));
    if (wanted.length > limits.instances)
      throw new AppError('study-too-large', 'permanent', { fields: { instances: wanted.length } });
    yield* runInOrder(wanted, limits.concurrency, patience, (instance) =>
      retrieveInstance(archive, request.studyInstanceUid, instance, limits.bytesPerInstance, budget),
    );
  } finally {
    stop.abort();
  }
}

async function listWanted(archive: Archive, request: RetrievalRequest): Promise<readonly ListedInstance[]> {
  const listed = await listInstances(archive, request.studyInstanceUid, request.expected);
  const films = listed.filter(mayHoldPixels);
  if (films.length === 0) throw new AppError('study-without-images', 'refused');
  return request.select?.(films) ?? films;
}

/** Structured reports, presentation states, key objects, waveforms and encapsulated documents hold none (DICOM PS3.4 Annex B). */
function mayHoldPixels({ sopClassUid }: ListedInstance): boolean {
  return (
    sopClassUid === undefined || !/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(9|11|88|104)\./.test(`${sopClassUid}.`)
  );
}

export function openArchive(
  access: ArchiveAccess & { readonly signal?: AbortSignal },
  limits: Pick<RetrievalLimits, 'instanceTimeoutMs'> = DEFAULT_LIMITS,
  stop?: AbortSignal,
): Archive {
  const signals = [stop, access.signal].filter((signal) => signal !== undefined);
  return {
    root: access.root.replace(/\/+$/, ''),
    authorization: access.authorization,
    fetch: access.fetch ?? fetch,
    timeoutMs: limits.instanceTimeoutMs,
    signal: signals.length === 0 ? undefined : AbortSignal.any(signals),
  };
}

/** Waits for work at most so long in all; while nobody waits, no time passes. */
function patienceOf(timeoutMs: number, stop: AbortController): <T>(work: Promise<T>) => Promise<T> {
  let leftMs = timeoutMs;
  return async (work) => {
    const began = performance.now();
    const timer = setTimeout(() => {
      stop.abort(new AppError('archive-timeout', 'transient'));
    }, leftMs);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      leftMs = Math.max(0, leftMs - (performance.now() - began));
    }
  };
}

async function retrieveInstance(
  archive: Archive,
  study: StudyInstanceUid,
  instance: ListedInstance,
  bytesPerPart: number,
  budget: ByteBudget,
): Promise<RetrievedInstance> {
  // From the listed UIDs alone: addresses in answers (RetrieveURL, BulkDataURI) are never followed.
  const path = `/studies/${study}/series/${instance.seriesInstanceUid}/instances/${instance.sopInstanceUid}`;
  const bytes = await askArchive(archive, path, ACCEPT, (response) =>
    withinBudget(budget, response.body ?? [], (body) =>
      readOnlyPart(body, response.headers.get('content-type') ?? '', bytesPerPart),
    ),
  );
  return { ...instance, bytes };
}

async function readOnlyPart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  bytesPerPart: number,
): Promise<Uint8Array> {
  // Some archives answer the one object bare, whatever was asked for.
  if (/^\s*application\/dicom\s*(;|$)/i.test(contentType)) return readWhole({ body }, bytesPerPart);
  let only: Uint8Array | undefined;
  for await (const part of parseMultipart(body, contentType, { bytesPerPart, parts: 1 })) only = part.body;
  if (only === undefined) throw new AppError('archive-answer-broken', 'permanent');
  return only;
}
