import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withLock } from '#lib/platform/advisory-lock.ts';
import { openDatabase, type Db } from '#lib/platform/database.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

let database: TestDatabase;
let other: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  other = openDatabase(database.url, 4);
});
afterAll(async () => {
  await other.destroy();
  await database.close();
});

/** Runs work that notes when it is inside, on one of two pools, as two processes have them. */
async function countInside(names: readonly string[]): Promise<number> {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await delay(30);
    inside -= 1;
  };
  await Promise.all(names.map((name, index) => withLock(index % 2 === 0 ? database.db : other, name, work)));
  return most;
}

describe('a lock by name', () => {
  test('lets one at a time in, over all processes', async () => {
    expect(await countInside(['a', 'a', 'a', 'a'])).toBe(1);
  });

  test('does not hold up another name', async () => {
    const both = withLock(database.db, 'a', () => withLock(other, 'b', () => Promise.resolve('in')));
    expect(await both).toBe('in');
  });

  test('is free again after work that failed', async () => {
    await expect(withLock(database.db, 'a', () => Promise.reject(new Error('failed')))).rejects.toThrow(
      'failed',
    );
    expect(await withLock(other, 'a', () => Promise.resolve('in'))).toBe('in');
  });

  test('ends with its connection: a killed process leaves none behind, and what it did still counts', async () => {
    const done = await withLock(database.db, 'a', async () => {
      await sql`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`.execute(other);
      return withLock(other, 'a', () => Promise.resolve('in'));
    });
    expect(done).toBe('in');
  });
});
