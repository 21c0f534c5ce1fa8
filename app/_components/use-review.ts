'use client';

import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { ReviewChange } from '#lib/attestation/review-draft.ts';
import type { Problem, ReviewView } from '#lib/pipeline/views.ts';
import { AskGuard } from './launch-guard.tsx';

/** So that two readers see each other's decisions, and each other. */
const LOOK_EVERY_MS = 4000;
const WHILE_SIGNING_MS = 1000;

type Unseen<T> = T extends unknown ? Omit<T, 'seen'> : never;
/** A change as the page makes it; which revision it has seen, the hook knows. */
export type Decision = Unseen<ReviewChange>;
export type SignAs = 'final' | 'amended' | 'corrected';

export interface Review {
  /** Undefined until it is known, and where there is nothing to review. */
  readonly view: ReviewView | undefined;
  /** Why the last thing was not kept. */
  readonly problem: Problem | undefined;
  readonly isBusy: boolean;
  readonly decide: (...decisions: readonly Decision[]) => Promise<boolean>;
  readonly sign: (as: SignAs) => Promise<boolean>;
}

/** The reading of one result: looked at again every few seconds, each decision kept at once. */
export function useReview(launch: string, analysis: string, isReviewable: boolean): Review {
  const base = `/api/launches/${encodeURIComponent(launch)}/analyses/${encodeURIComponent(analysis)}`;
  const { view, latest, look, send, problem, setProblem } = useReviewRoute(base);
  const [isBusy, setBusy] = useState(false);
  const during = useCallback(
    async (work: () => Promise<boolean>): Promise<boolean> => {
      setBusy(true);
      setProblem(undefined);
      return work().finally(() => {
        setBusy(false);
      });
    },
    [setProblem],
  );
  const decide = useCallback(
    (...decisions: readonly Decision[]) =>
      during(async () => {
        for (const decision of decisions)
          if (!(await send('review', { ...decision, seen: latest.current?.revision ?? 0 }))) return false;
        return true;
      }),
    [during, send, latest],
  );
  const sign = useCallback(
    (as: SignAs) => {
      const { revision = 0, version = 1 } = latest.current ?? {};
      return during(() => send('signature', { as, revision, version }));
    },
    [during, send, latest],
  );
  useLooking(look, isReviewable, view?.isBeingSigned === true ? WHILE_SIGNING_MS : LOOK_EVERY_MS);
  return { view, problem, isBusy, decide, sign };
}

/** How the server is asked and told, and what it last said. */
function useReviewRoute(base: string) {
  const [view, setView] = useState<ReviewView>();
  const [problem, setProblem] = useState<Problem>();
  const askGuard = useContext(AskGuard);
  const latest = useRef<ReviewView>(undefined);
  const show = useCallback((next: ReviewView) => {
    const { revision = 0, version = 0 } = latest.current ?? {};
    // An answer that comes late does not bring back what stood before.
    if (next.version < version || (next.version === version && next.revision < revision)) return;
    latest.current = next;
    setView(next);
  }, []);
  const look = useCallback(async () => {
    const response = await fetch(`${base}/review`, { cache: 'no-store' }).catch(() => undefined);
    if (response?.status === 401) askGuard();
    if (response?.ok === true) show((await response.json()) as ReviewView);
  }, [base, askGuard, show]);
  const send = useCallback(
    async (path: string, body: object): Promise<boolean> => {
      const response = await post(`${base}/${path}`, body);
      if (response?.ok === true) {
        show((await response.json()) as ReviewView);
        return true;
      }
      setProblem(await problemOf(response));
      if (response?.status === 401) askGuard();
      else await look();
      return false;
    },
    [base, askGuard, look, show],
  );
  return { view, latest, look, send, problem, setProblem };
}

function useLooking(look: () => Promise<void>, isOn: boolean, everyMs: number): void {
  useEffect(() => {
    if (!isOn) return;
    void look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look();
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [isOn, look, everyMs]);
}

function post(url: string, body: object): Promise<Response | undefined> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined);
}

async function problemOf(response: Response | undefined): Promise<Problem> {
  if (response === undefined) return { code: 'unexpected', supportId: '' };
  const told = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return { code: told.code ?? 'unexpected', supportId: told.supportId ?? '' };
}
