import type { Finding, TriageScore } from '#lib/findings/finding.ts';

/**
 * One finding per label for a study of several films: that of the film where it is most probable, whole, with its own
 * map and side. Nothing is averaged: what is reported can be seen on one film. In reading order.
 */
export function mergeFilms(findingsOfFilms: readonly (readonly Finding[])[]): Finding[] {
  const strongest = new Map<string, Finding>();
  for (const finding of findingsOfFilms.flat()) {
    const held = strongest.get(finding.label);
    if (held === undefined || finding.probability > held.probability) strongest.set(finding.label, finding);
  }
  return sortForReading([...strongest.values()]);
}

/** A study is as urgent as its most suspicious film. */
export function mergeTriage(scores: readonly (TriageScore | undefined)[]): TriageScore | undefined {
  return scores
    .filter((score) => score !== undefined)
    .reduce<TriageScore | undefined>(
      (most, score) => (most === undefined || score.probability > most.probability ? score : most),
      undefined,
    );
}

/** Present first, then indeterminate, then absent; within each the most probable first. */
export function sortForReading<F extends Pick<Finding, 'presence' | 'probability'>>(
  findings: readonly F[],
): F[] {
  const rank = { present: 0, indeterminate: 1, absent: 2 } as const;
  return findings.toSorted((a, b) => rank[a.presence] - rank[b.presence] || b.probability - a.probability);
}
