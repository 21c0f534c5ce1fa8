import type { Finding } from '#lib/findings/finding.ts';
import { isKnownConcept } from '#lib/standards/finding-codes.ts';
import type { FindingName } from './views.ts';

/** A finding as a row of the database holds it: one of an earlier release knows its label only. */
export type StoredFinding = Omit<Finding, 'concept'> & Partial<Pick<Finding, 'concept'>>;

export function nameOf({ label, concept }: Pick<StoredFinding, 'label' | 'concept'>): FindingName {
  return concept === undefined || isKnownConcept(concept) ? { label } : { label, ownName: concept.text };
}
