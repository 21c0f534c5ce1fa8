import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownFolder } from '#lib/platform/own-folder.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-owner-'));
  file = join(folder, 'owner.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the owner of a data folder', () => {
  test('keeps everybody else out until it gives the folder back', () => {
    const release = ownFolder(file);
    expect(() => ownFolder(file)).toThrow(/in use by another running Sightline \(process \d+\)/);
    release();
    ownFolder(file)();
  });

  test('is replaced once its process is gone', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await new Promise((ended) => child.once('exit', ended));
    writeFileSync(file, JSON.stringify({ pid: child.pid, started: '1' }));
    ownFolder(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test.skipIf(process.platform !== 'linux')('is not mistaken for a later process of the same number', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: '1' }));
    ownFolder(file);
    expect(() => ownFolder(file)).toThrow(/in use/);
  });

  test.skipIf(process.platform !== 'linux')(
    'is gone once it has ended, though nobody waited for it',
    async () => {
      // The shell becomes a program that does not know of its child.
      const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const pid = Number((await once(parent.stdout, 'data')).toString());
        const stat = () => readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
        const started = stat().split(' ')[21];
        writeFileSync(file, JSON.stringify({ pid, started }));
        expect(() => ownFolder(file)).toThrow(/in use/);
        await expect.poll(stat).toMatch(/\) Z /);
        ownFolder(file);
      } finally {
        parent.kill('SIGKILL');
      }
    },
  );

  test.each(['', 'nonsense', '{}', 'null', '{"pid":"1"}'])('is nobody where the file says %j', (text) => {
    writeFileSync(file, text);
    ownFolder(file);
    expect(() => ownFolder(file)).toThrow(/in use/);
  });
});
