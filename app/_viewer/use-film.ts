'use client';

import { useContext, useEffect, useState } from 'react';
import type { Problem } from '#lib/pipeline/views.ts';
import { openParcel, type ViewedFilm } from '#lib/viewing/film-parcel.ts';
import { AskGuard } from '../_components/launch-guard.tsx';

const ASK_EVERY_MS = 250;
/** An archive may take its time; the preview stands on the screen meanwhile. */
const PATIENCE_MS = 120_000;

export interface LoadedFilm {
  /** Undefined until it is here. */
  readonly film: ViewedFilm | undefined;
  /** Why it is not coming. */
  readonly problem: Problem | undefined;
}

/** All grey values of one film, asked for until they are here. */
export function useFilm(url: string): LoadedFilm {
  const [loaded, setLoaded] = useState<LoadedFilm>({ film: undefined, problem: undefined });
  const askGuard = useContext(AskGuard);
  useEffect(() => {
    const left = new AbortController();
    load(url, left.signal)
      .then((answer) => {
        if (left.signal.aborted) return;
        setLoaded(answer);
        // The launch's end, or its token's: the guard knows which.
        if (answer.isRefused) askGuard();
      })
      .catch(() => {
        if (!left.signal.aborted)
          setLoaded({ film: undefined, problem: { code: 'unexpected', supportId: '' } });
      });
    return () => {
      left.abort();
    };
  }, [url, askGuard]);
  return loaded;
}

async function load(url: string, signal: AbortSignal): Promise<LoadedFilm & { isRefused?: boolean }> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(url, { cache: 'no-store', signal });
    if (response.status === 200) return { film: await unpack(response), problem: undefined };
    if (response.status !== 202 || Date.now() > until)
      return { film: undefined, problem: await problemOf(response), isRefused: response.status === 401 };
    await new Promise((later) => setTimeout(later, ASK_EVERY_MS));
  }
}

async function unpack({ body }: Response): Promise<ViewedFilm> {
  if (body === null) throw new TypeError('no film in the answer');
  return openParcel(await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

async function problemOf(response: Response): Promise<Problem> {
  const told = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return { code: told.code ?? 'unexpected', supportId: told.supportId ?? '' };
}
