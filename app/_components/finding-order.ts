import type { Presence } from '#lib/findings/finding.ts';
import type { FindingView } from '#lib/pipeline/views.ts';

const RANK: Readonly<Record<Presence, number>> = { present: 0, indeterminate: 1, absent: 2 };

/** Present first, then indeterminate, then absent; within each the most probable first. */
export function inReadingOrder(findings: readonly FindingView[]): FindingView[] {
  return [...findings].sort((a, b) => RANK[a.presence] - RANK[b.presence] || b.probability - a.probability);
}
