import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '#lib/platform/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const parent = mkdtempSync(join(tmpdir(), 'sightline-postgres-'));
const folders = new Set<string>();
const start = async (name: string) => {
  const postgres = await startEmbeddedPostgres(join(parent, name));
  folders.add(join(postgres.directory, '..'));
  return postgres;
};
afterAll(() => {
  for (const folder of [parent, ...folders]) rmSync(folder, { recursive: true, force: true });
});

async function ask<T>(url: string, statement: string): Promise<T[]> {
  const db = openDatabase(url, 1);
  try {
    return (await sql.raw<T>(statement).execute(db)).rows;
  } finally {
    await db.destroy();
  }
}

describe('the embedded PostgreSQL', () => {
  test('keeps its data over a restart, listens on loopback alone and wants a password', async () => {
    const first = await start('restart');
    expect(new URL(first.url).hostname).toBe('127.0.0.1');
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await ask(first.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const stranger = new URL(first.url);
    stranger.password = 'guess';
    await expect(ask(stranger.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await first.stop();
    const second = await start('restart');
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    await expect(ask(second.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('is there again, at the same address and with its data, after it was killed', async () => {
    const restarts: (number | null)[] = [];
    const postgres = await startEmbeddedPostgres(join(parent, 'crashed'), (code) => restarts.push(code));
    folders.add(join(postgres.directory, '..'));
    await ask(postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pidOf = () =>
      Number(readFileSync(join(postgres.directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const killed = pidOf();
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(
      async () => expect(await ask(postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]),
      { timeout: 30_000, interval: 100 },
    );
    expect(restarts.length).toBeGreaterThan(0);
    expect(pidOf()).not.toBe(killed);
    await postgres.stop();
    await expect(ask(postgres.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('takes over what a SIGKILLed supervisor left running, with everything it had committed', async () => {
    const module = join(process.cwd(), 'lib/platform/embedded-postgres.ts');
    const program = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
      const { url, directory } = await startEmbeddedPostgres(${JSON.stringify(join(parent, 'killed'))});
      console.log(JSON.stringify({ url, directory }));
      setInterval(() => {}, 1000);`;
    const supervisor = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(supervisor.stdout, 'data')) as [Buffer];
    const left = JSON.parse(line.toString()) as { url: string; directory: string };
    await ask(left.url, 'CREATE TABLE kept AS SELECT 43 AS answer');
    await expect(start('killed')).rejects.toThrow('in use');
    supervisor.kill('SIGKILL');
    await once(supervisor, 'exit');
    expect(await ask(left.url, 'SELECT 1 AS still')).toEqual([{ still: 1 }]);

    const next = await start('killed');
    expect(next.directory).toBe(left.directory);
    expect(await ask(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 43 }]);
    await expect(ask(left.url, 'SELECT 1')).rejects.toBeDefined();
    await next.stop();
  });
});

describe('migrating', () => {
  test('twice, and by several processes at the same moment, is the same as once', async () => {
    const database = await createTestDatabase();
    await database.db.insertInto('launch_session').values(session('kept')).execute();
    const others = [openDatabase(database.url, 1), openDatabase(database.url, 1)];
    await Promise.all([migrate(database.db), ...others.map(migrate)]);
    const rows = await database.db.selectFrom('launch_session').select('id').execute();
    expect(rows).toEqual([{ id: 'kept' }]);
    await Promise.all([...others.map((db) => db.destroy()), database.close()]);
  });

  test('by several processes at once on an empty database works for all of them', async () => {
    const database = await createTestDatabase();
    await sql`CREATE DATABASE empty_one`.execute(database.db);
    const url = database.url.replace(/\/[^/]*$/, '/empty_one');
    const processes = [1, 2, 3].map(() => openDatabase(url, 1));
    await Promise.all(processes.map(migrate));
    await Promise.all([...processes.map((db) => db.destroy()), database.close()]);
  });

  test('the schema itself refuses an active session without a patient', async () => {
    const database = await createTestDatabase();
    const active = { ...session('no-patient'), state: 'active' as const };
    await expect(database.db.insertInto('launch_session').values(active).execute()).rejects.toMatchObject({
      code: '23514',
    });
    await database.close();
  });
});

function session(id: string) {
  const cookie_hash = Buffer.alloc(32);
  return { id, site: 's', state: 'pending' as const, cookie_hash, oauth_state: id, expires_at: new Date() };
}
