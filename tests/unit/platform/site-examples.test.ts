import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MRN_SYSTEM } from '#sandbox/fhir/hospital-identity.ts';
import { sitesSchema } from '#lib/platform/sites.ts';

const FOLDER = 'docs/examples/sites';
const read = (name: string) => sitesSchema.safeParse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
const EXAMPLES = ['epic.json', 'generic.json', 'oracle.json', 'sandbox.json'];

describe('the examples of sites.json', () => {
  test('are these', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(EXAMPLES);
  });

  test.each(EXAMPLES)('%s is one', (name) => {
    expect(read(name).error).toBeUndefined();
  });

  test('explain every setting that they use', () => {
    const page = readFileSync('docs/sites.md', 'utf8');
    const names = EXAMPLES.flatMap((name) => settingsOf(read(name).data?.sites[0]));
    expect([...new Set(names)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test('the sandbox’s numbers its patients as the stand-in hospital does', () => {
    expect(read('sandbox.json').data?.sites[0]?.fhir.patientIdentifierSystems).toEqual([MRN_SYSTEM]);
  });
});

/** Names of settings at any depth; what stands below these is the site's own words. */
function settingsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(settingsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) =>
    ['assigningAuthorities', 'patientIdIssuers'].includes(name) ? [name] : [name, ...settingsOf(below)],
  );
}
