import type { Finding } from '#lib/findings/finding.ts';
import { stateReading, type AddedFinding, type ReadFinding } from './reading.ts';
import type { ReviewDraft } from './review-draft.ts';

/** What the model calls present, or leaves open, is decided by the reader before it is signed; what it calls absent may be. */
export function undecided(
  findings: readonly Pick<Finding, 'label' | 'presence'>[],
  draft: ReviewDraft,
): string[] {
  return findings
    .filter(({ presence, label }) => presence !== 'absent' && draft.findings[label] === undefined)
    .map(({ label }) => label);
}

/** The findings with what the reader says of each; an earlier reading gives way to this draft's. */
export function applyDraft(findings: readonly ReadFinding[], draft: ReviewDraft): ReadFinding[] {
  return findings.map(({ reading, ...finding }) => {
    const decided = draft.findings[finding.label];
    return decided === undefined ? finding : { ...finding, reading: stateReading(finding, decided.reading) };
  });
}

/** In the order in which they were added. */
export function addedIn(draft: ReviewDraft): AddedFinding[] {
  return Object.values(draft.added)
    .toSorted((a, b) => a.author.revision - b.author.revision)
    .map(({ finding }) => finding);
}
