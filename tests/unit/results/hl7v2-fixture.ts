import { modelsOwnConcept } from '#lib/standards/finding-codes.ts';
import type { ReportStatus, StudyResult } from '#lib/results/study-result.ts';
import { findingFixture, orderedResult } from '#tests/support/study-result-fixture.ts';

export const SIGNER = {
  reference: 'Practitioner/practitioner-1',
  display: 'Dr Ann Reader',
  signedAt: '2026-11-23T10:20:30+01:00',
} as const;

/** In any status, signed where the status says so. */
export function resultOf(status: ReportStatus): StudyResult {
  const signed = ['final', 'amended', 'corrected'].includes(status) ? { signedBy: SIGNER } : {};
  return { ...orderedResult, status, version: status === 'preliminary' ? 1 : 2, ...signed };
}

/** With a finding that a hospital's own model brought. */
export const ownLabelResult: StudyResult = {
  ...orderedResult,
  findings: [
    {
      ...findingFixture('edema', 0.9, 0.3),
      label: 'rib-fracture',
      concept: modelsOwnConcept('own-model', 'rib-fracture', { text: 'Rib fracture', codings: [] }),
    },
  ],
};
