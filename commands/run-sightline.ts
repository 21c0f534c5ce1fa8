import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDatabase } from '#lib/platform/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { supervise, type Supervised } from './supervise.ts';

export interface RunningSightline {
  readonly databaseUrl: string;
  readonly pids: { readonly web: number | undefined; readonly worker: number | undefined };
  stop(): Promise<void>;
}

/** Where everything lives that a start makes for itself: database, keys. Git knows nothing of it. */
export const STATE_DIRECTORY = process.env['SIGHTLINE_STATE'] ?? '.sightline';

/**
 * Database (embedded, unless DATABASE_URL names one), migrations, then web and worker as processes of their own under
 * this one. `say` gets one line per step.
 */
export async function runSightline(
  environment: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<RunningSightline> {
  const given = environment['DATABASE_URL'] ?? process.env['DATABASE_URL'];
  const embedded =
    given === undefined
      ? await startEmbeddedPostgres(join(environment['SIGHTLINE_STATE'] ?? STATE_DIRECTORY, 'postgres'))
      : undefined;
  const databaseUrl = given ?? embedded?.url ?? '';
  const running: Supervised[] = [];
  const stop = async () => {
    await Promise.all(running.map((each) => each.stop()));
    await embedded?.stop();
  };
  try {
    say(embedded ? 'database: embedded PostgreSQL' : 'database: DATABASE_URL');
    await migrateOnce(databaseUrl);
    // glibc: not an arena per thread, and what a film has used goes back to the system.
    const settings = {
      NODE_ENV: 'production',
      MALLOC_ARENA_MAX: '2',
      MALLOC_TRIM_THRESHOLD_: '131072',
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
  // The worker first: it makes the queues that web sends to.
  const worker = await supervise({
    module: resolve('commands/worker.ts'),
    environment,
    // hl7v2's dictionaries are built by code that leaves 150 MB of young garbage resident; a small nursery does not.
    execArgv: ['--max-semi-space-size=2'],
    onRestart: onRestart('worker'),
  });
  running.push(worker);
  const web = await supervise({
    module: resolve('commands/web.ts'),
    environment,
    onRestart: onRestart('web'),
  });
  running.push(web);
  return { worker, web };
}

async function migrateOnce(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, 1);
  await migrate(db).finally(() => db.destroy());
}

/** A key file with 32 random bytes, made at the first start. */
export function ensureKeyFile(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return file;
}
