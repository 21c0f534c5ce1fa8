/** Reads a byte stream up to delimiters, holding no more than what was asked for and copying it once. */
import { AppError } from '#lib/platform/errors.ts';

export interface ByteReader {
  /** The bytes before the delimiter, which is consumed. At most `limit` of them. */
  until: (delimiter: Buffer, limit: number) => Promise<Uint8Array>;
  /** The next bytes, left in place. */
  peek: (length: number) => Promise<Uint8Array>;
  close: () => Promise<void>;
}

export function readBytes(source: AsyncIterable<Uint8Array>, start: Buffer): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let pending = start;

  async function pull(): Promise<Buffer> {
    const next = await iterator.next();
    if (next.done === true) throw new AppError('archive-answer-truncated', 'transient');
    return asBuffer(next.value);
  }

  async function until(delimiter: Buffer, limit: number): Promise<Uint8Array> {
    const taken: Buffer[] = [];
    let length = 0;
    const take = (count: number) => {
      length += count;
      if (length > limit) throw new AppError('archive-answer-too-large', 'permanent');
      taken.push(pending.subarray(0, count));
      pending = pending.subarray(count);
    };
    for (let at = pending.indexOf(delimiter); at < 0; at = pending.indexOf(delimiter)) {
      // A delimiter may straddle two chunks: its possible beginning stays.
      take(Math.max(0, pending.length - delimiter.length + 1));
      const chunk = await pull();
      if (straddles(pending, chunk, delimiter)) {
        pending = Buffer.concat([pending, chunk]);
        continue;
      }
      take(pending.length);
      pending = chunk;
    }
    const at = pending.indexOf(delimiter);
    take(at);
    pending = pending.subarray(delimiter.length);
    return joined(taken, length);
  }

  async function peek(length: number): Promise<Uint8Array> {
    while (pending.length < length) pending = Buffer.concat([pending, await pull()]);
    return pending.subarray(0, length);
  }

  return {
    until,
    peek,
    close: async () => {
      await iterator.return?.();
    },
  };
}

/** Whether a delimiter begins in `tail` as far as can be told; a chunk too short to tell by counts as yes. */
function straddles(tail: Buffer, chunk: Buffer, delimiter: Buffer): boolean {
  if (chunk.length < delimiter.length - 1) return true;
  return Buffer.concat([tail, chunk.subarray(0, delimiter.length - 1)]).includes(delimiter);
}

/** A whole answer of at most `limit` bytes. */
export async function readWhole(
  response: { readonly body: AsyncIterable<Uint8Array> | null },
  limit: number,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > limit) throw new AppError('archive-answer-too-large', 'permanent');
    chunks.push(asBuffer(chunk));
  }
  return joined(chunks, length);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Always memory of its own: what it was cut from may be large, or shared. */
function joined(chunks: readonly Buffer[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
