/** Keycloak, a widely used authorization server (Java), from Maven Central: 150 MB once, half a minute to start. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#lib/platform/free-port.ts';
import { describeRealm, type RealmOptions } from './describe-realm.ts';

const VERSION = '26.0.7';
const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:unpack';
const START_MS = 150_000;
const root = join(import.meta.dirname, '../../..');
const home = join(root, `.sightline/peers/keycloak-${VERSION}`);

export const hasKeycloak = existsSync(home) && answers('java', '-version');

function answers(command: string, flag: string): boolean {
  return spawnSync(command, [flag], { stdio: 'ignore' }).status === 0;
}

/** False where Java, Maven or the package cannot be had. A half-made install is never taken for a whole one. */
export function installKeycloak(say: (line: string) => void): boolean {
  if (existsSync(home)) return true;
  if (!answers('java', '-version') || !answers('mvn', '-version')) return false;
  say(`installing Keycloak ${VERSION}`);
  mkdirSync(join(root, '.sightline/peers'), { recursive: true });
  const partial = mkdtempSync(`${home}-`);
  const artifact = `-Dartifact=org.keycloak:keycloak-quarkus-dist:${VERSION}:zip`;
  const { status } = spawnSync(
    'mvn',
    ['-B', '-ntp', '-q', UNPACK, artifact, `-DoutputDirectory=${partial}`],
    {
      cwd: partial,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status === 0) renameSync(join(partial, `keycloak-${VERSION}`), home);
  rmSync(partial, { recursive: true, force: true });
  return status === 0;
}

export interface RunningKeycloak {
  /** The realm's own address: its issuer. */
  readonly issuer: string;
  stop(): Promise<void>;
}

/** With nothing in it but this realm. */
export async function startKeycloak(realm: RealmOptions): Promise<RunningKeycloak> {
  const folder = join(home, 'data');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'import'), { recursive: true });
  writeFileSync(join(folder, 'import/hospital-realm.json'), JSON.stringify(describeRealm(realm)));
  const port = await freePort();
  const listening = [`--http-port=${String(port)}`, '--http-host=127.0.0.1'];
  let output = '';
  // A group of its own: the script leaves Java behind when it ends.
  const child = spawn('bash', [join(home, 'bin/kc.sh'), 'start-dev', '--import-realm', ...listening], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-4000)));
  const issuer = `http://127.0.0.1:${String(port)}/realms/hospital`;
  await untilAnswering(issuer, child, () => output);
  return { issuer, stop: () => end(child) };
}

async function untilAnswering(issuer: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  await end(child);
  throw new Error(`Keycloak did not start:\n${output()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((done) => child.once('exit', done));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
