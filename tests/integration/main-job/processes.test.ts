import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { descendantsOf, isAlive, survivorsOf } from '#tests/support/process-tree.ts';
import { inventStudy, makeTestFilm } from '#tests/support/test-films.ts';

/** Beneath the clone, as the real one is: PostgreSQL's own user must reach it. */
const STATE = resolve('.sightline', `test-processes-${String(process.pid)}`);
const POSTGRES = join(STATE, 'postgres');
let films = '';

beforeAll(async () => {
  if (!existsSync('.next/BUILD_ID')) throw new Error('the app is not built: run `npm run build`');
  await mkdir(STATE, { recursive: true });
  films = await mkdtemp(join(tmpdir(), 'sightline-films-'));
  await writeFile(join(films, 'film.dcm'), makeTestFilm(inventStudy(400)));
});
afterAll(async () => {
  for (const folder of [STATE, films]) await rm(folder, { recursive: true, force: true });
});

/** `npm run demo` without npm, in a process group of its own as a terminal would give it. */
function startDemo(): { demo: ChildProcess; pid: number; seen: (words: string) => Promise<void> } {
  const demo = spawn(process.execPath, ['commands/demo.ts', '--data', films], {
    env: { ...process.env, NODE_ENV: 'production', SIGHTLINE_STATE: STATE },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [demo.stdout, demo.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const seen = async (words: string) => {
    while (!output.includes(words)) {
      if (demo.exitCode !== null) throw new Error(`the demo ended early:\n${output}`);
      await delay(20);
    }
  };
  return { demo, pid: demo.pid ?? 0, seen };
}

const READY = 'Open the hospital';

describe.skipIf(process.platform !== 'linux')('stopping', () => {
  test('a second start on the same data folder is refused, and SIGTERM leaves no process', async () => {
    const { demo, pid, seen } = startDemo();
    await seen(READY);
    const all = descendantsOf(pid);
    const commands = all.map(({ command }) => command).join('\n');
    for (const part of ['web.ts', 'worker.ts', 'sandbox/main.ts', 'postgres'])
      expect(commands).toContain(part);
    await expect(startEmbeddedPostgres(POSTGRES)).rejects.toThrow(/in use by another running Sightline/);
    expect(all.filter(isAlive)).toHaveLength(all.length);
    const ended = once(demo, 'exit');
    demo.kill('SIGTERM');
    expect(await survivorsOf([...all, { pid, command: 'demo' }], 20_000)).toEqual([]);
    expect(await ended).toEqual([0, null]);
  });

  test('Ctrl-C leaves no process', async () => {
    const { pid, seen } = startDemo();
    await seen(READY);
    const all = descendantsOf(pid);
    process.kill(-pid, 'SIGINT');
    expect(await survivorsOf([...all, { pid, command: 'demo' }], 20_000)).toEqual([]);
  });

  test.each(['stand-in hospital', 'database'])(
    'Ctrl-C while it starts (%s) leaves no process',
    async (words) => {
      const { pid, seen } = startDemo();
      await seen(words);
      await delay(300);
      const all = descendantsOf(pid);
      expect(all.length).toBeGreaterThan(0);
      process.kill(-pid, 'SIGINT');
      // What it still starts until then must end too.
      while (isAlive({ pid })) {
        for (const each of descendantsOf(pid))
          if (!all.some((known) => known.pid === each.pid)) all.push(each);
        await delay(20);
      }
      expect(await survivorsOf(all, 20_000)).toEqual([]);
    },
  );

  test('a killed supervisor takes web, worker and hospital with it, and the next start finds the data as they were', async () => {
    const { pid, seen } = startDemo();
    await seen(READY);
    const all = descendantsOf(pid);
    const server = all.find(({ command }) => / -D .* -p \d+/.test(command));
    const others = all.filter(({ command }) => /\.ts( |$)/.test(command));
    expect(others.length).toBeGreaterThanOrEqual(3);
    process.kill(pid, 'SIGKILL');
    expect(await survivorsOf(others, 20_000)).toEqual([]);
    expect(server && isAlive(server)).toBe(true);
    const again = await startEmbeddedPostgres(POSTGRES);
    try {
      expect(server && isAlive(server)).toBe(false);
      const client = new pg.Client({ connectionString: again.url });
      await client.connect();
      const { rows } = await client.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_name = 'analysis'`,
      );
      await client.end();
      expect(rows).toEqual([{ name: 'analysis' }]);
    } finally {
      await again.stop();
      // Where the clone lies in a private folder, the data are elsewhere.
      await rm(join(again.directory, '..'), { recursive: true, force: true });
    }
  });
});
