import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** veraPDF, the reference validator of PDF/A, from Maven Central: 9 MB, some 15 s the first time. */
const VERSION = '1.28.2';
const home = join(import.meta.dirname, `../../../.sightline/peers/verapdf-${VERSION}`);
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

export function canRunVeraPdf(): boolean {
  const answers = (command: string) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0;
  return answers('java') && (existsSync(join(home, 'lib')) || answers('mvn'));
}

/** What veraPDF says of each file as PDF/A-2a, in their order: `compliant`, or the clauses of ISO 19005-2 it breaks. */
export function validatePdfA(files: readonly string[]): string[] {
  install();
  const program = join(import.meta.dirname, 'ValidatePdfA.java');
  const lines = run('java', ['-cp', join(home, 'lib/*'), program, ...files])
    .trim()
    .split('\n');
  return lines.map((line) => line.split('\t')[1]?.trim() ?? '?');
}

function install(): void {
  if (existsSync(join(home, 'lib'))) return;
  mkdirSync(home, { recursive: true });
  const partial = mkdtempSync(join(home, 'lib-'));
  const pom = join(import.meta.dirname, 'pom.xml');
  run('mvn', ['-B', '-ntp', '-q', '-f', pom, COPY, '-DincludeScope=runtime', `-DoutputDirectory=${partial}`]);
  renameSync(partial, join(home, 'lib'));
}

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 240_000 });
  if (status !== 0) throw new Error(`${command} failed:\n${(stdout + stderr).slice(-2000)}`);
  return stdout;
}
