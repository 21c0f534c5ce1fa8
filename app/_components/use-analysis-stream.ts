'use client';

import { useCallback, useContext, useEffect, useState } from 'react';
import type { AnalysisView } from '#lib/pipeline/views.ts';
import { AskGuard } from './launch-guard.tsx';

export type Connection = 'live' | 'reconnecting' | 'stopped' | 'finished';

/** Follows one analysis by server-sent events until it has ended; again where it has got a new version since. */
export function useAnalysisStream(
  initial: AnalysisView,
  launch: string,
): { view: AnalysisView; connection: Connection; followAgain: () => void } {
  const [view, setView] = useState(initial);
  const [connection, setConnection] = useState<Connection>(
    initial.finishedAt === undefined ? 'live' : 'finished',
  );
  const { id } = initial;
  const [turn, setTurn] = useState(0);
  const isEnded = initial.finishedAt !== undefined && turn === 0;
  const followAgain = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  const askGuard = useContext(AskGuard);
  useEffect(() => {
    if (isEnded) return;
    const source = new EventSource(
      `/api/launches/${encodeURIComponent(launch)}/analyses/${encodeURIComponent(id)}/events`,
    );
    source.addEventListener('open', () => {
      setConnection('live');
    });
    // The browser reconnects by itself unless the server said no (an expired session): then readyState is CLOSED.
    source.addEventListener('error', () => {
      const isRefused = source.readyState === EventSource.CLOSED;
      setConnection(isRefused ? 'stopped' : 'reconnecting');
      if (isRefused) askGuard();
    });
    source.addEventListener('view', (event: MessageEvent<string>) => {
      const next = JSON.parse(event.data) as AnalysisView;
      // Never another analysis' findings under this patient's name, whatever the server sent.
      if (next.id !== id) return;
      setView(next);
      if (next.finishedAt === undefined) return;
      source.close();
      setConnection('finished');
    });
    return () => {
      source.close();
    };
  }, [id, isEnded, turn, launch, askGuard]);
  return { view, connection, followAgain };
}
