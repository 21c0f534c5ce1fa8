import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeExamples } from '../../../fhir-profiles/examples.ts';
import { validationErrors } from '#tests/support/fhir-validation.ts';

const folder = join(import.meta.dirname, '../../../fhir-profiles/examples');
const written = writeExamples();

describe('fhir-profiles/examples', () => {
  it('holds what the writers write, and nothing else', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...written.keys()].toSorted());
  });

  it.each([...written])(
    '%s is as the writers write it (node fhir-profiles/write-examples.ts)',
    (name, bundle) => {
      expect(JSON.parse(readFileSync(join(folder, name), 'utf8'))).toEqual(
        JSON.parse(JSON.stringify(bundle)),
      );
    },
  );

  it.each([...written])('every resource in %s is valid, and valid by its profile', (_name, bundle) => {
    for (const { resource } of bundle.entry ?? [])
      if (resource !== undefined) expect(validationErrors(resource), resource.resourceType).toEqual([]);
  });
});
