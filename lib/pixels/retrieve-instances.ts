/** WADO-RS: the instances of one study as DICOM objects, in the transfer syntax they are stored in (DICOM PS3.18 section 10.4). */
import { AppError } from '#lib/platform/errors.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { type Archive, askArchive } from './ask-archive.ts';
import { type ListedInstance, listInstances } from './list-instances.ts';
import { parseMultipart } from './parse-multipart.ts';
import { readWhole } from './read-bytes.ts';

export interface RetrievedInstance extends ListedInstance {
  /** The DICOM object as the archive sent it. */
  readonly bytes: Uint8Array;
}

export interface RetrievalRequest {
  /** DICOMweb root, absolute; with or without a trailing slash. */
  readonly root: string;
  readonly studyInstanceUid: StudyInstanceUid;
  /** The Authorization header's value, asked for before each request. */
  readonly authorization: () => Promise<string | undefined>;
  readonly fetch?: typeof fetch;
  /** Which listed instances are fetched; by default all that may hold pixels. */
  readonly select?: (instance: ListedInstance) => boolean;
  readonly limits?: Partial<RetrievalLimits>;
  readonly signal?: AbortSignal;
}

export interface RetrievalLimits {
  readonly bytesPerInstance: number;
  readonly instances: number;
  readonly timeoutMs: number;
  readonly concurrency: number;
}

const LIMITS: RetrievalLimits = {
  bytesPerInstance: 512 * 1024 * 1024,
  instances: 200,
  timeoutMs: 60_000,
  concurrency: 3,
};
const ACCEPT = 'multipart/related; type="application/dicom"; transfer-syntax=*';

/**
 * Yields each instance as soon as it and those listed before it are here.
 * @throws AppError study-not-found, study-without-images, study-too-large, archive-…, retrieval-cancelled.
 */
export async function* retrieveInstances(request: RetrievalRequest): AsyncGenerator<RetrievedInstance, void> {
  const limits = { ...LIMITS, ...request.limits };
  const stop = new AbortController();
  const archive = openArchive(request, limits, stop.signal);
  const wanted = (await listInstances(archive, request.studyInstanceUid)).filter(
    request.select ?? mayHoldPixels,
  );
  if (wanted.length === 0) throw new AppError('study-without-images', 'refused');
  if (wanted.length > limits.instances) {
    throw new AppError('study-too-large', 'permanent', { fields: { instances: wanted.length } });
  }
  try {
    yield* inOrder(wanted, limits.concurrency, (instance) =>
      retrieveInstance(archive, request.studyInstanceUid, instance, limits.bytesPerInstance),
    );
  } finally {
    stop.abort();
  }
}

/** Structured reports, presentation states, key objects, waveforms and encapsulated documents hold none (DICOM PS3.4 Annex B). */
export function mayHoldPixels({ sopClassUid }: ListedInstance): boolean {
  return (
    sopClassUid === undefined || !/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(9|11|88|104)\./.test(`${sopClassUid}.`)
  );
}

function openArchive(request: RetrievalRequest, limits: RetrievalLimits, stop: AbortSignal): Archive {
  const { root, authorization, signal } = request;
  return {
    root: root.replace(/\/+$/, ''),
    authorization,
    fetch: request.fetch ?? fetch,
    timeoutMs: limits.timeoutMs,
    signal: signal === undefined ? stop : AbortSignal.any([stop, signal]),
  };
}

async function retrieveInstance(
  archive: Archive,
  study: StudyInstanceUid,
  instance: ListedInstance,
  bytesPerPart: number,
): Promise<RetrievedInstance> {
  const path = `/studies/${study}/series/${instance.seriesInstanceUid}/instances/${instance.sopInstanceUid}`;
  const bytes = await askArchive(archive, archive.root + path, ACCEPT, (response) =>
    readOnlyPart(response, bytesPerPart),
  );
  return { ...instance, bytes };
}

async function readOnlyPart(response: Response, bytesPerPart: number): Promise<Uint8Array> {
  const contentType = response.headers.get('content-type') ?? '';
  // Some archives answer the one object bare, whatever was asked for.
  if (/^\s*application\/dicom\s*(;|$)/i.test(contentType)) return readWhole(response, bytesPerPart);
  let only: Uint8Array | undefined;
  for await (const part of parseMultipart(response.body ?? empty(), contentType, {
    bytesPerPart,
    parts: 1,
  })) {
    only = part.body;
  }
  if (only === undefined) throw new AppError('archive-answer-broken', 'permanent');
  return only;
}

// eslint-disable-next-line @typescript-eslint/require-await -- an answer with no body at all
async function* empty(): AsyncGenerator<Uint8Array> {
  yield* [];
}

/** Runs at most `concurrency` at once and yields in the order of the items, so that no more than those wait in memory. */
async function* inOrder<T, R>(
  items: readonly T[],
  concurrency: number,
  run: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  const start = (item: T) => {
    const task = run(item);
    // Awaited below, or given up after an earlier one failed; either way not unhandled.
    task.catch(() => undefined);
    running.push(task);
  };
  items.slice(0, concurrency).forEach(start);
  let started = running.length;
  for (let next = running.shift(); next !== undefined; next = running.shift()) {
    yield await next;
    items.slice(started, started + 1).forEach(start);
    started++;
  }
}
