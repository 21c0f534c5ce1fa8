import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDatabase } from '#lib/platform/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { createLog } from '#lib/platform/log.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { openQueue } from '#lib/platform/queue.ts';
import { supervise, type Supervised, type SupervisedOptions } from './supervise.ts';

export interface RunningSightline {
  readonly databaseUrl: string;
  readonly pids: { readonly web: number | undefined; readonly worker: number | undefined };
  stop(): Promise<void>;
}

/** Where everything lives that a start makes for itself: database, keys. Git knows nothing of it. */
export const STATE_DIRECTORY = process.env['SIGHTLINE_STATE'] ?? '.sightline';

export interface RunningDatabase {
  readonly url: string;
  /** Where it keeps everything, if that is on this machine. */
  readonly folder?: string;
  stop(): Promise<void>;
}

/** The database, embedded in `state` unless DATABASE_URL names one, with its tables and queues as this version wants them. */
export async function startDatabase(state: string, say: (line: string) => void): Promise<RunningDatabase> {
  const given = process.env['DATABASE_URL'];
  const onRestart = (code: number | null) => say(`database ended (${String(code)}): starting it again`);
  const embedded =
    given === undefined ? await startEmbeddedPostgres(join(state, 'postgres'), onRestart) : undefined;
  const database = {
    url: given ?? embedded?.url ?? '',
    ...(embedded && { folder: embedded.directory }),
    stop: async () => embedded?.stop(),
  };
  say(embedded ? 'database: embedded PostgreSQL' : 'database: DATABASE_URL');
  try {
    await migrateOnce(database.url);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Web and worker as processes of their own under this one; `stop` ends the database too. `say` gets one line per step. */
export async function runSightline(
  environment: Readonly<Record<string, string>>,
  database: RunningDatabase,
  say: (line: string) => void,
): Promise<RunningSightline> {
  const databaseUrl = database.url;
  const running: Supervised[] = [];
  const stop = async () => {
    await Promise.all(running.map((each) => each.stop()));
    await database.stop();
  };
  try {
    // glibc: not an arena per thread, and what a film has used goes back to the system.
    const settings = {
      NODE_ENV: 'production',
      MALLOC_ARENA_MAX: '2',
      MALLOC_TRIM_THRESHOLD_: '131072',
      ...(database.folder === undefined ? {} : { SIGHTLINE_STORAGE_FOLDER: database.folder }),
      ...environment,
      DATABASE_URL: databaseUrl,
    };
    const { worker, web } = await startProcesses(settings, running, say);
    return {
      databaseUrl,
      pids: {
        get web() {
          return web.pid;
        },
        get worker() {
          return worker.pid;
        },
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Each is listed in `running` as soon as it is ready, so that a start that fails halfway can be undone. */
async function startProcesses(
  environment: Readonly<Record<string, string>>,
  running: Supervised[],
  say: (line: string) => void,
): Promise<{ worker: Supervised; web: Supervised }> {
  const onRestart = (name: string) => (code: number | null) =>
    say(`${name} ended (${String(code)}): starting it again`);
  const start = async (options: Pick<SupervisedOptions, 'module' | 'execArgv'>, name: string) => {
    const process = await supervise({ ...options, environment, onRestart: onRestart(name) });
    running.push(process);
    return process;
  };
  // hl7v2's dictionaries are built by code that leaves 150 MB of young garbage resident; a small nursery does not.
  const execArgv = ['--max-semi-space-size=2'];
  const starting = [
    start({ module: resolve('commands/worker.ts'), execArgv }, 'worker'),
    start({ module: resolve('commands/web.ts') }, 'web'),
  ] as const;
  // Both are waited for even where one fails, so that the other is known and can be stopped.
  await Promise.allSettled(starting);
  const [worker, web] = await Promise.all(starting);
  return { worker, web };
}

async function migrateOnce(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, 1);
  await migrate(db).finally(() => db.destroy());
  // The queues too, before anybody sends to them.
  const queue = await openQueue(databaseUrl, createLog('supervisor', 'warn'), 'work');
  await queue.stop({ graceful: false });
}

/** A key file with 32 random bytes, made at the first start. */
export function ensureKeyFile(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return file;
}
