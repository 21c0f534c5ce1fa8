/** Runs in a worker thread: decoding and drawing take up to a second, which no event loop should wait for. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { PixelFrame } from '#inference/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import { packFilm } from '#lib/viewing/film-parcel.ts';
import { decodeFilm } from './decode-frame.ts';
import { type PreviewOptions, renderPreview } from './render-preview.ts';

const compress = promisify(gzip);
/** Level 6 takes up to 2.6 times as long on our chest films, for 4 % less at most. */
const QUICKLY = 1;

/** Errors cross the thread's border as data: a class does not survive the copy. */
export type PixelAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Pick<AppError, 'code' | 'failure' | 'fields'> };

export function decode(bytes: Uint8Array): Promise<unknown> {
  return answer(
    () => decodeFilm(bytes),
    ({ frame }) => frame.pixels.buffer,
  );
}

export function preview(task: { frame: PixelFrame; options: PreviewOptions }): Promise<unknown> {
  return answer(
    () => renderPreview(task.frame, task.options),
    ({ bytes }) => bytes.buffer,
  );
}

/** The film as the page draws it, compressed. */
export function pack(frame: PixelFrame): Promise<unknown> {
  return answer(
    async () => new Uint8Array(await compress(packFilm(frame), { level: QUICKLY })),
    ({ buffer }) => buffer,
  );
}

async function answer<T>(work: () => Promise<T>, memoryOf: (value: T) => ArrayBufferLike): Promise<unknown> {
  try {
    const value = await work();
    return moved({ ok: true, value } satisfies PixelAnswer<T>, memoryOf(value));
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const { code, failure, fields } = thrown;
    return { ok: false, error: { code, failure, fields } } satisfies PixelAnswer<T>;
  }
}

/** Hands the pixels over instead of copying them. */
function moved(value: object, memory: ArrayBufferLike): unknown {
  return move({
    get [transferableSymbol]() {
      return [memory];
    },
    get [valueSymbol]() {
      return value;
    },
  });
}
