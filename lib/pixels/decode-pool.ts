/** Decoding and previews in worker threads that end when they have nothing to do: a codec's memory never shrinks by itself. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { PixelFrame } from '#inference/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { DecodedFilm } from './decode-frame.ts';
import type { Preview, PreviewOptions } from './render-preview.ts';
import type { PixelAnswer } from './run-pixel-task.ts';

export interface DecodePool {
  /**
   * Takes the bytes over where nothing else lies in their memory: the caller's are empty afterwards.
   * @throws AppError as decodeFilm; decoding-timeout, decoding-crashed, decoding-cancelled.
   */
  decode: (bytes: Uint8Array, signal?: AbortSignal) => Promise<DecodedFilm>;
  preview: (frame: PixelFrame, options?: PreviewOptions, signal?: AbortSignal) => Promise<Preview>;
  /** As a page draws it (lib/viewing/film-parcel.ts), gzipped. */
  pack: (frame: PixelFrame, signal?: AbortSignal) => Promise<Uint8Array>;
  close: () => Promise<void>;
}

export interface DecodePoolOptions {
  /** At most; they start when there is work for them. By default a core each, and no more than MOST_THREADS. */
  readonly threads?: number;
  readonly idleMs?: number;
  /** For one film, about; a codec that hangs is ended with its thread. */
  readonly timeoutMs?: number;
}

const THREAD_HEAP_MB = 192;
/** A JPEG 2000 film of 4 million pixels keeps 150 MB while it is decoded. */
const MOST_THREADS = 4;

export function createDecodePool(options: DecodePoolOptions = {}): DecodePool {
  const {
    threads = Math.min(MOST_THREADS, availableParallelism()),
    idleMs = 30_000,
    timeoutMs = 30_000,
  } = options;
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'run-pixel-task.ts'),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB, maxYoungGenerationSizeMb: 16 },
  });
  // A thread that dies with no task in it harms nobody; the next film opens another.
  pool.on('error', () => undefined);
  return {
    decode: (bytes, signal) =>
      run<DecodedFilm>(pool, { name: 'decode', task: bytes, given: ownMemory(bytes) }, timeoutMs, signal),
    preview: (frame, wanted = {}, signal) =>
      run<Preview>(pool, { name: 'preview', task: { frame, options: wanted }, given: [] }, timeoutMs, signal),
    pack: (frame, signal) =>
      run<Uint8Array>(pool, { name: 'pack', task: frame, given: [] }, timeoutMs, signal),
    close: () => pool.destroy(),
  };
}

interface Work {
  readonly name: string;
  readonly task: unknown;
  /** Memory that the thread gets instead of a copy. */
  readonly given: readonly ArrayBuffer[];
}

function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

async function run<T>(
  pool: Piscina,
  work: Work,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  // Those ahead in the queue may each take their whole time.
  const ahead = 1 + pool.queueSize / pool.options.maxThreads;
  const timeout = AbortSignal.timeout(Math.ceil(timeoutMs * (1 + ahead)));
  const either = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const answer = await runTask<T>(pool, work, either).catch((thrown: unknown) => {
    if (signal?.aborted === true) throw new AppError('decoding-cancelled', 'transient');
    if (timeout.aborted) throw new AppError('decoding-timeout', 'permanent');
    throw new AppError('decoding-crashed', 'permanent', { cause: thrown });
  });
  if (answer.ok) return answer.value;
  const { code, failure, fields } = answer.error;
  throw new AppError(code, failure, { fields });
}

async function runTask<T>(pool: Piscina, { name, task, given }: Work, signal: AbortSignal) {
  signal.throwIfAborted();
  return (await pool.run(task, { name, signal, transferList: [...given] })) as PixelAnswer<T>;
}
