import type { Bundle, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { locales } from '#lib/i18n/locales.ts';
import type { FhirPart } from '#lib/results/fhir/write-options.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import type { ReportStatus, StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { validationErrors } from '#tests/support/fhir-validation.ts';
import {
  comparedResult,
  fhirOptions,
  orderedResult,
  regionResult,
  resultOf,
  signer,
  statuses,
} from '#tests/support/study-result-fixture.ts';

const ALL: readonly FhirPart[] = ['model-card', 'device', 'findings', 'report', 'document', 'provenance'];
const SIGNED: readonly ReportStatus[] = ['final', 'amended', 'corrected'];
const WITHDRAWN: readonly ReportStatus[] = ['cancelled', 'entered-in-error'];
const PDF = new TextEncoder().encode('%PDF-1.7 for the test');

function write(result: StudyResult, parts = ALL, locale: (typeof locales)[number] = 'en'): Bundle {
  const aiStatement = writeAiStatement(result, locale);
  const options = { ...fhirOptions, aiStatement, locale, modelCard: '# Card' };
  return writeFhirBundle(result, options, new Set(parts), PDF);
}

type OfType<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>;

function allOf<T extends Resource['resourceType']>(bundle: Bundle, type: T): OfType<T>[] {
  return (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource as OfType<T>] : [],
  );
}

function textOf(bundle: Bundle): string {
  const [report] = allOf(bundle, 'DiagnosticReport');
  const html = Buffer.from(report?.presentedForm?.[0]?.data ?? '', 'base64').toString('utf8');
  return [report?.text?.div, report?.conclusion, html].join('\n');
}

describe.each(statuses)('a report that is %s', (status) => {
  const result = resultOf(status);
  const bundle = write(result);

  it.each(locales)('is valid by its profiles in every part, in %s', (locale) => {
    for (const { resource } of write(result, ALL, locale).entry ?? [])
      if (resource !== undefined) expect(validationErrors(resource), resource.resourceType).toEqual([]);
  });

  it('has that status in the report and in each finding', () => {
    const resources = [...allOf(bundle, 'DiagnosticReport'), ...allOf(bundle, 'Observation')];
    expect(resources).toHaveLength(1 + orderedResult.findings.length);
    for (const resource of resources) expect(resource.status).toBe(status);
  });

  it('says in its text no more than the status allows', () => {
    const { banner } = writeReportText(result, '');
    for (const form of [textOf(bundle), allOf(bundle, 'DocumentReference')[1]?.description])
      expect(form).toContain(banner);
    expect(textOf(bundle).includes(signer.display)).toBe(SIGNED.includes(status));
    expect(textOf(bundle).includes('NOT REVIEWED')).toBe(status === 'preliminary');
  });

  it('names who signed in every part, or nobody in any', () => {
    const signatures = [
      ...allOf(bundle, 'DiagnosticReport').map((report) => report.resultsInterpreter?.[0]),
      ...allOf(bundle, 'Observation').map((finding) => finding.performer?.[0]),
      ...allOf(bundle, 'DocumentReference')
        .slice(1)
        .map((document) => document.authenticator),
      ...allOf(bundle, 'Provenance').map((provenance) => provenance.agent[1]?.who),
    ];
    for (const signature of signatures)
      expect(signature?.reference).toBe(SIGNED.includes(status) ? signer.reference : undefined);
  });

  it('is marked as AI’s whoever signed it', () => {
    for (const { resource } of bundle.entry ?? [])
      if (/^(DiagnosticReport|Observation)$/.test(resource?.resourceType ?? ''))
        expect(resource?.meta?.security?.map(({ code }) => code)).toEqual(['AIAST']);
    expect(textOf(bundle)).toContain('artificial intelligence');
  });
});

describe('a signature', () => {
  it.each(SIGNED)('is demanded by %s, in every writer', (status) => {
    const unsigned: StudyResult = { ...orderedResult, status };
    expect(() => write(unsigned)).toThrow('report-not-signed');
    expect(() => writeReportText(unsigned, '')).toThrow('report-not-signed');
    expect(() => writeAiStatement(unsigned, 'en')).toThrow('report-not-signed');
  });

  it.each([
    ['no name', { ...signer, display: ' ' }],
    ['no time', { ...signer, signedAt: '2026-11-23' }],
    ['an impossible time', { ...signer, signedAt: '2026-99-99T10:00:00Z' }],
    ['no offset', { ...signer, signedAt: '2026-11-23T10:20:30' }],
  ])('with %s is none', (_what, signedBy) => {
    expect(() => write({ ...resultOf('final'), signedBy })).toThrow('report-not-signed');
  });

  it('is not shown by a report that is not signed, though one lies there', () => {
    expect(JSON.stringify(write({ ...orderedResult, signedBy: signer }))).not.toContain(signer.display);
  });

  it('takes back that a radiologist has yet to confirm', () => {
    expect(textOf(write(orderedResult))).toContain('To be confirmed');
    expect(textOf(write(resultOf('final')))).not.toContain('To be confirmed');
  });
});

describe.each(WITHDRAWN)('what was %s', (status) => {
  const bundle = write(resultOf(status));

  it('states no finding that a reader could act on', () => {
    for (const finding of allOf(bundle, 'Observation')) {
      expect(finding.dataAbsentReason?.text).toContain('withdrawn');
      for (const key of ['valueCodeableConcept', 'interpretation', 'component', 'bodySite'])
        expect(finding).not.toHaveProperty(key);
      expect(finding.text?.div).not.toMatch(/present|Probability/);
    }
    expect(textOf(bundle)).not.toMatch(/Probability|operating point/);
    expect(textOf(bundle)).toContain('DO NOT USE');
  });

  it('calls the whole series of documents not valid', () => {
    expect(allOf(bundle, 'DocumentReference')[1]).toMatchObject({
      status: 'current',
      docStatus: 'entered-in-error',
      relatesTo: [{ code: 'replaces' }],
    });
  });
});

describe('the comparison with the last AI result', () => {
  it('sets probabilities beside each other where one model version gave both', () => {
    const text = textOf(write(comparedResult(true)));
    expect(text).toContain(
      'Above the operating point now and not then: Pleural effusion, right (probability 0.20 then, 0.83 now).',
    );
    expect(text).toContain(
      'Above the operating point then and not now: Pneumothorax (probability 0.60 then, &lt;0.01 now).',
    );
    expect(text).toContain('it did not lay the films side by side');
  });

  it('sets none beside each other where the versions differ, and says why', () => {
    const text = textOf(write(comparedResult(false)));
    expect(text).toContain('made by another model version: the probabilities of the two cannot be compared');
    expect(text).not.toMatch(/0\.20 then|0\.60 then/);
    expect(text).toContain('Above the operating point now and not then: Pleural effusion, right.');
  });

  it('names what was not looked for both times, instead of calling it absent', () => {
    const { comparison } = writeReportText(comparedResult(true), '');
    expect(comparison).toContain('Above the operating point then and not looked for now: Mass of lung.');
    expect(comparison).toContain(
      'Not looked for then: Pulmonary edema; Consolidation of lung; Nodule of lung.',
    );
  });

  it('is not written where there is none', () => {
    expect(textOf(write(orderedResult))).not.toContain('Comparison');
  });
});

it.each(locales)('regions, rule-out points and a model’s own finding are valid in %s', (locale) => {
  for (const { resource } of write(regionResult, ALL, locale).entry ?? [])
    if (resource !== undefined) expect(validationErrors(resource), resource.resourceType).toEqual([]);
});

it('in Arabic a list of findings runs as Arabic does, whatever stands in it', () => {
  const { impression } = writeReportText(orderedResult, '', 'ar');
  expect(impression[0]).toContain('\u2067\u2068\u2068وذمة رئوية\u2069');
  for (const line of impression)
    expect((line.match(/[\u2066-\u2068]/g) ?? []).length).toBe((line.match(/\u2069/g) ?? []).length);
});
