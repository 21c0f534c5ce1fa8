import { describe, expect, test } from 'vitest';
import type { FiledType, FilingPlan } from '#lib/conformance/filing-plan.ts';
import { planBundle } from '#lib/delivery/plan-bundle.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import { fhirOptions, orderedResult } from '#tests/support/study-result-fixture.ts';

const HOW = { conditional: true, searchable: true, updatable: true };
const plan = (carries: FilingPlan['carries'], ...types: FiledType[]): FilingPlan => ({
  carries,
  manner: 'transaction',
  types: Object.fromEntries(types.map((type) => [type, HOW])),
  reasons: [],
});
const whole = JSON.stringify(
  writeFhirBundle(
    orderedResult,
    fhirOptions,
    new Set(['device', 'findings', 'report', 'document', 'provenance']),
    new Uint8Array([37, 80, 68, 70]),
  ),
);
const urns = (text: string) => new Set(text.match(/urn:uuid:[0-9a-f-]{36}/g) ?? []);

describe('what one server gets of a result', () => {
  test('the whole, where it takes all: not a byte is another', () => {
    const entries = planBundle(
      whole,
      plan('report', 'Device', 'Observation', 'DiagnosticReport', 'DocumentReference', 'Provenance'),
    );
    const { entry } = JSON.parse(whole) as { entry: { resource: unknown }[] };
    expect(entries.map(({ resource }) => resource)).toEqual(entry.map(({ resource }) => resource));
  });

  test.each<[FilingPlan]>([
    [plan('report', 'DiagnosticReport')],
    [plan('report', 'Device', 'DiagnosticReport')],
    [plan('report', 'Observation', 'DiagnosticReport')],
    [plan('document', 'DocumentReference')],
    [plan('report', 'Observation', 'DiagnosticReport', 'Provenance')],
  ])('no reference hangs where only $types goes', (chosen) => {
    const entries = planBundle(whole, chosen);
    const known = new Set(entries.map(({ fullUrl }) => fullUrl));
    for (const urn of urns(JSON.stringify(entries.map(({ resource }) => resource))))
      expect(known).toContain(urn);
    expect(entries.every(({ type }) => type in chosen.types)).toBe(true);
  });

  test('a model that has no resource there is still named, by identifier and in words', () => {
    const [observation] = planBundle(whole, plan('report', 'Observation', 'DiagnosticReport'));
    expect(observation?.resource['device']).toMatchObject({
      type: 'Device',
      identifier: { value: expect.any(String) as string },
      display: expect.any(String) as string,
    });
  });

  test('no element is left empty (FHIR R4, ele-1)', () => {
    const text = JSON.stringify(
      planBundle(whole, plan('report', 'DiagnosticReport')).map(({ resource }) => resource),
    );
    expect(text).not.toMatch(/\[\]|\{\}/);
  });

  test('each is recognised by the identifier that its request names, and by that of its version', () => {
    const entries = planBundle(whole, plan('report', 'Device', 'Observation', 'DiagnosticReport'));
    expect(entries.every(({ identifier }) => identifier !== undefined)).toBe(true);
    expect(entries.find(({ type }) => type === 'DiagnosticReport')?.version).toContain('/version|');
    expect(new Set(entries.map(({ identifier }) => identifier)).size).toBe(entries.length);
  });

  test('where what carries the result is not in it, nothing goes', () => {
    expect(() => planBundle(whole, plan('nothing'))).toThrow('route-missing');
    const reportOnly = JSON.stringify(writeFhirBundle(orderedResult, fhirOptions, new Set(['report'])));
    expect(() => planBundle(reportOnly, plan('document', 'DocumentReference'))).toThrow('route-missing');
  });
});
