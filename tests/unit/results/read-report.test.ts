/** A report that somebody read and signed: what stands in it is theirs, and what the model said stands beside it. */
import { describe, expect, test } from 'vitest';
import type { Observation } from '@medplum/fhirtypes';
import { locales } from '#lib/i18n/locales.ts';
import { writeFhirTransaction } from '#lib/results/fhir/write-transaction.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { describePage } from '#lib/results/pdf/describe-page.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { validationErrors } from '#tests/support/fhir-validation.ts';
import { fhirOptions, oruOptions, readResult } from '#tests/support/study-result-fixture.ts';

const result = readResult();
const text = writeReportText(result, writeAiStatement(result, 'en'));
const lineOf = (label: string) => text.findings.find(({ finding }) => finding.label === label)?.text;

describe('the words', () => {
  test('the impression is the reader’s: present, open, rejected, added, their comment', () => {
    expect(text.impression).toEqual([
      expect.stringMatching(
        /^As read by .*, present: .*effusion, right; .*pneumothorax, left; .*Rib fracture.*, left\.$/i,
      ),
      expect.stringMatching(/^Indeterminate: .*edema\.$/),
      expect.stringMatching(/rejected by the reader: Cardiomegaly\.$/),
      expect.stringMatching(/added by the reader: .*Rib fracture.*, left\.$/),
      expect.stringContaining('Follow-up in six weeks | sooner with pain.'),
    ]);
  });

  test('each line says what the reader decided, and what the model had said', () => {
    expect(lineOf('pneumothorax')).toMatch(
      /left: present \(changed by the reader\)\. AI: Pneumothorax: absent\. Probability/,
    );
    expect(lineOf('cardiomegaly')).toMatch(
      /absent \(rejected by the reader: image quality .*AI: .*present\. Probability/,
    );
    expect(lineOf('effusion')).toContain('Small & basal.');
    expect(lineOf('nodule')).not.toContain('reader');
  });

  test.each(locales)('%s has them all', (locale) => {
    const own = writeReportText(result, writeAiStatement(result, locale), locale);
    expect(own.impression).toHaveLength(5);
    expect(own.impression.join()).not.toMatch(/[{}]/);
  });
});

describe('as data', () => {
  const observations = new Map(
    (writeFhirTransaction(result, fhirOptions).entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'Observation'
        ? [[resource.code.text, resource] as [string, Observation]]
        : [],
    ),
  );
  const valueOf = (name: string) => observations.get(name)?.valueCodeableConcept?.text;

  test('FHIR observations have the reader’s value and side, the model’s figures, and hold to their profile', () => {
    expect(valueOf('Pneumothorax')).toBe('Present');
    expect(observations.get('Pneumothorax')?.bodySite?.text).toBe('Left side of the patient');
    expect(valueOf('Cardiomegaly')).toBe('Absent');
    expect(observations.get('Cardiomegaly')?.component?.[0]?.valueQuantity?.value).toBe(0.62);
    for (const observation of observations.values()) expect(validationErrors(observation)).toEqual([]);
  });

  test('HL7 names the model beside its own figures, and not beside what the reader states', () => {
    const lines = writeOruR01(result, oruOptions)
      .split('\r')
      .filter((line) => line.startsWith('OBX|'));
    const presence = lines
      .filter((line) => /^OBX\|\d+\|CWE\|[^|]*pneumothorax/.test(line))
      .map((line) => line.split('|'));
    expect(presence).toHaveLength(1);
    expect(presence[0]?.[5]).toMatch(/Present/);
    expect(presence[0]?.[8]).toBe('A');
    expect(presence[0]?.[18] ?? '').toBe('');
    const probability = lines.find((line) => /^OBX\|\d+\|NM\|pneumothorax\.probability/i.test(line));
    expect(probability?.split('|')[18]).toContain('sightline-cxr');
  });

  test('the page of the PDF shows the decision in its table', () => {
    const rows = describePage(result, text).rows;
    expect(rows.find(({ name }) => name.startsWith('Pneumothorax'))).toMatchObject({
      presence: 'Present',
      present: true,
      place: 'Changed by the reader',
    });
  });
});
