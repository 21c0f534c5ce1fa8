import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#lib/platform/free-port.ts';
import { openDatabase } from '#lib/platform/database.ts';
import { sql } from 'kysely';

const VERSIONS = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 60_000;

/** The newest of the system's PostgreSQL servers; undefined where there is none. */
export const systemPostgres = findPrograms();

export interface SystemPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

function findPrograms(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  const version = readdirSync(VERSIONS).toSorted((a, b) => Number(b) - Number(a))[0];
  const folder = join(VERSIONS, version ?? '', 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

/** A cluster of its own on loopback, gone afterwards. initdb refuses root: then it runs as `postgres`. */
export async function startSystemPostgres(programs: string): Promise<SystemPostgres> {
  const owner = process.getuid?.() === 0 ? readUser('postgres') : undefined;
  const directory = mkdtempSync(join(tmpdir(), 'sightline-postgres-'));
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (owner) for (const folder of [directory, data]) chownSync(folder, owner.uid, owner.gid);
  const setUp = ['-D', data, '-U', 'sightline', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const made = spawnSync(join(programs, 'initdb'), setUp, { ...owner, cwd: directory, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((one) => ['-c', one]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    stdio: 'ignore',
    cwd: directory,
    ...owner,
  });
  const url = `postgres://sightline@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url);
  return {
    url,
    stop: async () => {
      const ended = new Promise((done) => server.once('exit', done));
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
      server.kill('SIGINT');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** As the server tells it, such as 15. */
export async function majorVersion(url: string): Promise<number> {
  const db = openDatabase(url, 1);
  try {
    const { rows } = await sql<{
      version: string;
    }>`SELECT current_setting('server_version_num') AS version`.execute(db);
    return Math.floor(Number(rows[0]?.version) / 10_000);
  } finally {
    await db.destroy();
  }
}

async function untilItAnswers(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      await majorVersion(url);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}

function readUser(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  if (line === undefined) throw new Error(`there is no user ${name}`);
  const [, , uid, gid] = line.split(':').map(Number);
  return { uid: uid ?? 0, gid: gid ?? 0 };
}
