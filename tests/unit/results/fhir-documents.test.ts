import type { Bundle, DocumentReference, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import type { FhirPart, FhirWriteOptions } from '#lib/results/fhir/write-options.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { validationErrors } from '#tests/support/fhir-validation.ts';
import { bareResult, fhirOptions, orderedResult, resultOf } from '#tests/support/study-result-fixture.ts';

const PDF = new TextEncoder().encode('%PDF-1.7 for the test');
const PARTS: readonly FhirPart[] = ['model-card', 'device', 'findings', 'report', 'document', 'provenance'];

function write(
  result: StudyResult,
  parts: readonly FhirPart[],
  options: Partial<FhirWriteOptions> = {},
  pdf: Uint8Array | undefined = PDF,
): Bundle {
  return writeFhirBundle(result, { ...fhirOptions, modelCard: '# Card', ...options }, new Set(parts), pdf);
}

function documentOf(bundle: Bundle): DocumentReference {
  const found = (bundle.entry ?? [])
    .map(({ resource }) => resource)
    .findLast((resource) => resource?.resourceType === 'DocumentReference');
  if (found === undefined) throw new Error('no document written');
  return found;
}

function typesOf(bundle: Bundle): string[] {
  return [...new Set((bundle.entry ?? []).map(({ resource }) => resource?.resourceType ?? ''))];
}

/** Every set of parts that an EHR might take. */
const subsets = PARTS.reduce<FhirPart[][]>(
  (sets, part) => [...sets, ...sets.map((set) => [...set, part])],
  [[]],
).filter((set) => set.length > 0);

describe('any choice of parts', () => {
  it.each(subsets.map((set) => [set.join(' + '), set] as const))(
    '%s is valid, and refers back only',
    (_, set) => {
      const bundle = write(orderedResult, set);
      const earlier = new Set<string>();
      for (const { fullUrl = '', resource, request } of bundle.entry ?? []) {
        expect(validationErrors(resource as Resource), resource?.resourceType).toEqual([]);
        for (const [, urn = ''] of JSON.stringify(resource).matchAll(/"reference":"(urn:uuid:[^"]+)"/g))
          expect(earlier).toContain(urn);
        expect(fullUrl).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
        expect(earlier).not.toContain(fullUrl);
        earlier.add(fullUrl);
        expect(request?.method).toBe(resource?.resourceType === 'Provenance' ? 'PUT' : 'POST');
        if (request?.method === 'POST') expect(request.ifNoneExist).toMatch(/^identifier=.+\|.+/);
      }
    },
  );

  it('holds what was asked for and nothing else', () => {
    expect(typesOf(write(orderedResult, ['document']))).toEqual(['DocumentReference']);
    expect(typesOf(write(orderedResult, ['report']))).toEqual(['DiagnosticReport']);
    expect(typesOf(write(orderedResult, ['provenance']))).toEqual([]);
    expect(write(orderedResult, ['model-card'], { modelCard: undefined as never }).entry).toEqual([]);
  });

  it('names the model in words and by identifier where the EHR takes no Device', () => {
    const [{ resource } = {}] = write(orderedResult, ['findings']).entry ?? [];
    expect(resource).toMatchObject({
      device: { type: 'Device', display: `${orderedResult.model.title} ${orderedResult.model.version}` },
    });
  });

  it('ties the Device and the Provenance to the model card that goes with them', () => {
    const bundle = write(orderedResult, PARTS);
    const card = bundle.entry?.[0]?.fullUrl;
    expect(bundle.entry?.[1]?.resource).toMatchObject({
      extension: [{ valueReference: { reference: card } }],
    });
    expect(bundle.entry?.at(-1)?.resource).toMatchObject({ entity: [{ what: { reference: card } }] });
  });
});

describe('the report as a document, as Epic and Oracle Health take it', () => {
  const document = documentOf(write(orderedResult, ['document']));

  it('is one PDF, whole', () => {
    expect(document.content).toHaveLength(1);
    const { attachment } = document.content[0] ?? {};
    expect(attachment).toMatchObject({ contentType: 'application/pdf', language: 'en', size: PDF.length });
    expect(Buffer.from(attachment?.data ?? '', 'base64')).toEqual(Buffer.from(PDF));
  });

  it('is HTML where no PDF could be made', () => {
    const html = documentOf(writeFhirBundle(orderedResult, fhirOptions, new Set(['document'])));
    expect(html.content[0]?.attachment.contentType).toBe('text/html');
    expect(validationErrors(html)).toEqual([]);
  });

  it.each([
    ['ordered', orderedResult],
    ['bare', bareResult],
    [
      'of a study whose day alone is known',
      { ...orderedResult, study: { ...orderedResult.study, started: '2026-11-20' } },
    ],
  ])('has no date without a time (%s)', (_what, result) => {
    const text = JSON.stringify(documentOf(write(result, ['document'])));
    for (const [, date = ''] of text.matchAll(/"(?:date|start|end|creation)":"([^"]+)"/g))
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/);
  });

  it('carries no modifierExtension and no implicitRules, which Oracle Health refuses', () => {
    expect(JSON.stringify(document)).not.toMatch(/modifierExtension|implicitRules/);
  });

  it('says what it is where lists of documents show it', () => {
    expect(document.description).toContain('NOT REVIEWED OR SIGNED');
    expect(document.content[0]?.attachment.title).toContain('Preliminary');
  });

  it('is known by its identifier and by its version’s', () => {
    const { analysisId } = orderedResult;
    expect(document.identifier?.map(({ value }) => value)).toEqual([
      `${analysisId}.document`,
      `${analysisId}.v1`,
    ]);
    expect(document.masterIdentifier?.value).toBe(`${analysisId}.v1`);
    expect(document.relatesTo).toBeUndefined();
  });

  it('replaces the version before it, by id where the EHR told one', () => {
    const second = resultOf('corrected');
    const [entry] = write(second, ['document']).entry ?? [];
    expect(entry?.request).toMatchObject({ method: 'POST' });
    expect(
      documentOf({ resourceType: 'Bundle', type: 'transaction', entry: entry ? [entry] : [] }).relatesTo,
    ).toEqual([
      {
        code: 'replaces',
        target: {
          type: 'DocumentReference',
          identifier: { system: `${fhirOptions.identifierSystem}/version`, value: `${second.analysisId}.v1` },
        },
      },
    ]);
    const earlierDocument = { reference: 'DocumentReference/earlier' };
    expect(documentOf(write(second, ['document'], { earlierDocument })).relatesTo?.[0]?.target).toEqual(
      earlierDocument,
    );
  });

  it('names the author that the site registered, where it registered one', () => {
    const documentAuthor = { reference: 'Practitioner/interface-user' };
    expect(documentOf(write(orderedResult, ['document'], { documentAuthor })).author).toEqual([
      documentAuthor,
    ]);
  });
});

it('the report carries the same PDF beside its HTML', () => {
  const report = (write(orderedResult, ['report']).entry ?? []).map(({ resource }) => resource)[0];
  expect(report).toMatchObject({
    presentedForm: [{ contentType: 'text/html' }, { contentType: 'application/pdf', size: PDF.length }],
  });
});
