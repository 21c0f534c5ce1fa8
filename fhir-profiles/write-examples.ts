/** Writes examples/ anew: `node fhir-profiles/write-examples.ts`. A unit test fails where they differ from the writers. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeExamples } from './examples.ts';

const folder = join(import.meta.dirname, 'examples');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, bundle] of writeExamples())
  writeFileSync(join(folder, name), `${JSON.stringify(bundle, null, 1)}\n`);
