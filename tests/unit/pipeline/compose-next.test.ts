import { describe, expect, test } from 'vitest';
import { composeNext } from '#lib/pipeline/reissue-result.ts';
import type { ReportStatus } from '#lib/results/study-result.ts';
import { orderedResult } from '#tests/support/study-result-fixture.ts';

const NOW = '2026-11-27T10:00:00.000Z';

describe('the next version of a result', () => {
  test.each<[ReportStatus, ReportStatus]>([
    ['preliminary', 'preliminary'],
    ['final', 'corrected'],
    ['amended', 'corrected'],
    ['corrected', 'corrected'],
  ])('that was %s is %s: what nobody signed claims no more than before', (status, next) => {
    expect(composeNext({ ...orderedResult, status }, { reason: 'patient-updated' }, NOW).status).toBe(next);
  });

  test.each<ReportStatus>(['preliminary', 'final', 'corrected'])(
    'taken back, %s is entered in error',
    (status) => {
      const next = composeNext({ ...orderedResult, status }, { reason: 'study-moved', withdrawn: true }, NOW);
      expect(next).toMatchObject({
        status: 'entered-in-error',
        reason: 'study-moved',
        version: 2,
        issuedAt: NOW,
      });
    },
  );

  test('is for the patient as they are known now, and states the same findings', () => {
    const patient = { ...orderedResult.patient, fhirId: 'patient-2', family: 'Other' };
    const next = composeNext(orderedResult, { reason: 'patient-merged', patient }, NOW);
    const { version, issuedAt, reason, ...rest } = next;
    expect({ version, issuedAt, reason }).toEqual({ version: 2, issuedAt: NOW, reason: 'patient-merged' });
    expect(rest).toEqual({ ...orderedResult, patient, version: undefined, issuedAt: undefined });
  });

  test('no longer compares with a result that was taken back, and else still does', () => {
    const prior = { issuedAt: NOW, presences: {} } as unknown as NonNullable<typeof orderedResult.prior>;
    const last = { ...orderedResult, prior };
    expect(composeNext(last, { reason: 'order-cancelled' }, NOW).prior).toEqual(prior);
    expect(composeNext(last, { reason: 'prior-withdrawn' }, NOW)).not.toHaveProperty('prior');
  });
});
