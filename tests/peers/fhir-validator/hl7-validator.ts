import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { missingPackages, packagesFolder } from '../../../fhir-profiles/guide-packages.ts';
import { writePackageCache } from '#tests/peers/fhir-validator/package-cache.ts';

/**
 * HL7's own FHIR validator (Java), installed once from Maven Central and then run with no network and no terminology
 * server. It sees neither bad UCUM, nor a reference's target type, nor LOINC and SNOMED CT: other tests hold those.
 */
const VERSION = '6.4.4';
const root = join(import.meta.dirname, '../../..');
const home = join(root, `.sightline/peers/fhir-validator-${VERSION}`);
const profiles = join(root, 'fhir-profiles/generated');
/** Our profiles stand on them. */
const GUIDES = ['hl7.fhir.us.core#6.1.0', 'hl7.fhir.uv.aitransparency#1.0.0'];
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

export function canRunHl7Validator(): boolean {
  if (missingPackages(packagesFolder()).length > 0) return false;
  const answers = (command: string) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0;
  return answers('java') && (existsSync(join(home, 'lib')) || answers('mvn'));
}

/** About 20 s and 200 MB the first time, 2 s afterwards. A half-made install is never taken for a whole one. */
export function installHl7Validator(): void {
  mkdirSync(home, { recursive: true });
  writePackageCache(join(home, 'user'));
  if (existsSync(join(home, 'lib'))) return;
  const partial = mkdtempSync(join(home, 'lib-'));
  const pom = join(import.meta.dirname, 'pom.xml');
  run('mvn', ['-B', '-ntp', '-q', '-f', pom, COPY, '-DincludeScope=runtime', `-DoutputDirectory=${partial}`]);
  renameSync(partial, join(home, 'lib'));
}

/** The errors of each resource, by the name given to it. One run for all: most of its time is the start. */
export function validateWithHl7(resources: Readonly<Record<string, Resource>>): Record<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-validate-'));
  try {
    const files = Object.entries(resources).map(([name, resource]) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(resource));
      return file;
    });
    const output = join(folder, 'outcome.json');
    const igs = [...GUIDES, profiles].flatMap((guide) => ['-ig', guide]);
    const settings = [`-Duser.home=${join(home, 'user')}`, '-Xmx2g', '-cp', join(home, 'lib/*')];
    const task = [...files, '-version', '4.0.1', '-tx', 'n/a', ...igs, '-output', output];
    // Its exit code is 0 whatever it finds: what it wrote tells.
    run('java', [...settings, 'org.hl7.fhir.validation.ValidatorCli', ...task]);
    return errorsByName(JSON.parse(readFileSync(output, 'utf8')) as Bundle | OperationOutcome);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function errorsByName(outcome: Bundle | OperationOutcome): Record<string, string[]> {
  const outcomes =
    outcome.resourceType === 'Bundle'
      ? (outcome.entry ?? []).flatMap(({ resource }) =>
          resource?.resourceType === 'OperationOutcome' ? [resource] : [],
        )
      : [outcome];
  return Object.fromEntries(outcomes.map((one) => [nameOf(one), errorsOf(one)]));
}

/** The validator names the file in an extension. */
function nameOf({ extension }: OperationOutcome): string {
  return basename(
    extension?.find(({ valueString }) => valueString !== undefined)?.valueString ?? '?',
    '.json',
  );
}

function errorsOf({ issue }: OperationOutcome): string[] {
  return issue
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ expression, details }) => `${expression?.[0] ?? '?'}: ${details?.text ?? '?'}`);
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 240_000 });
  if (status !== 0) throw new Error(`${command} failed:\n${(stdout + stderr).slice(-2000)}`);
}
