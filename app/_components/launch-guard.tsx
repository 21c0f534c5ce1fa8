'use client';

import { createContext, useCallback, useEffect, useState, type ReactNode } from 'react';
import { Problem } from './problem.tsx';
import { useShownLaunches } from './use-shown-launches.ts';

/** A frame that hears of nothing by itself (no locks, no channels) shows an ended launch no longer than this. */
const ASK_EVERY_MS = 15_000;

/** Asks whether the launch may still be shown: for whoever was told no by the server. */
export const AskGuard = createContext<() => void>(() => undefined);

interface Ended {
  readonly code: string;
  readonly supportId: string;
}

/**
 * Nothing of a launch that is over stays in sight: not in a frame that another launch took over, not in a page that the
 * browser kept and shows again.
 */
export function LaunchGuard({ launch, children }: { readonly launch: string; readonly children: ReactNode }) {
  const [ended, setEnded] = useState<Ended>();
  const [asking, setAsking] = useState(false);
  const ask = useCallback(async () => {
    const response = await fetch(`/api/launches/${launch}`, { cache: 'no-store' }).catch(() => undefined);
    // That we can't be reached is no end; whoever is over is told so.
    if (response?.status === 401) setEnded((await response.json()) as Ended);
    setAsking(false);
  }, [launch]);
  const askNow = useCallback(() => void ask(), [ask]);
  useShownLaunches(launch, ask);
  const isOver = ended !== undefined;
  useEffect(() => {
    // It never opens again: there is nothing left to ask.
    if (isOver) return;
    const onShow = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      setAsking(true);
      void ask();
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    const asking = setInterval(onVisible, ASK_EVERY_MS);
    window.addEventListener('pageshow', onShow);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(asking);
      window.removeEventListener('pageshow', onShow);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [ask, isOver]);
  if (ended !== undefined) return <Problem code={ended.code} supportId={ended.supportId} />;
  return asking ? null : <AskGuard value={askNow}>{children}</AskGuard>;
}
