import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#lib/platform/free-port.ts';
import { openPeerEngine, type PeerEngine } from '#tests/peers/hl7v2/open-peer-engine.ts';

/** HAPI HL7 v2, installed once from Maven Central (6 MB, some seconds). */
const root = join(import.meta.dirname, '../../../..');
const home = join(root, '.sightline/peers/hapi-hl7v2-2.6.0');
const library = join(home, 'lib');
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/** A Java that compiles: the engine is a source file. */
export function canRunHapi(): boolean {
  const works = (command: string, ...args: string[]) =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  return works('javac', '-version') && (existsSync(library) || works('mvn', '-version'));
}

/** A half-made install is never taken for a whole one. */
export function installHapi(): void {
  if (existsSync(library)) return;
  mkdirSync(home, { recursive: true });
  const partial = mkdtempSync(join(home, 'lib-'));
  const pom = join(import.meta.dirname, 'pom.xml');
  const target = ['-DincludeScope=runtime', `-DoutputDirectory=${partial}`];
  const { status, stdout } = spawnSync('mvn', ['-B', '-ntp', '-q', '-f', pom, COPY, ...target], {
    encoding: 'utf8',
    timeout: 240_000,
  });
  if (status !== 0) throw new Error(`HAPI could not be installed:\n${stdout.slice(-2000)}`);
  renameSync(partial, library);
}

/** Listens on every interface: HAPI offers no other. */
export async function startHapi(): Promise<PeerEngine & { readonly port: number }> {
  const port = await freePort();
  const source = join(import.meta.dirname, 'StrictEngine.java');
  const engine = openPeerEngine('java', [
    '-Dfile.encoding=UTF-8',
    '-cp',
    join(library, '*'),
    source,
    String(port),
  ]);
  await engine.next();
  return { ...engine, port };
}
