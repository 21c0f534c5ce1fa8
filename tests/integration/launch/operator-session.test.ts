import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  endOperatorSession,
  enterOperatorSession,
  offerOperatorSession,
  requireOperator,
} from '#lib/launch/operator-session.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const unknown = { code: 'operator-unknown' };
const age = (interval: string) =>
  database.db
    .updateTable('operator_session')
    .set({ expires_at: sql`expires_at - ${interval}::interval` })
    .execute();

test('a link opens one session, and names the account that made it', async () => {
  const token = await offerOperatorSession(database.db, 'operator root');
  const cookie = await enterOperatorSession(database.db, token);
  expect(await requireOperator(database.db, cookie)).toMatchObject({ name: 'operator root' });
  await expect(enterOperatorSession(database.db, token)).rejects.toMatchObject(unknown);
});

test('of two who open a link at the same moment one gets in', async () => {
  const token = await offerOperatorSession(database.db, 'o');
  const tries = await Promise.allSettled([1, 2, 3].map(() => enterOperatorSession(database.db, token)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the link itself is no cookie, and a cookie is no link', async () => {
  const token = await offerOperatorSession(database.db, 'o');
  await expect(requireOperator(database.db, token)).rejects.toMatchObject(unknown);
  const cookie = await enterOperatorSession(database.db, token);
  await expect(enterOperatorSession(database.db, cookie)).rejects.toMatchObject(unknown);
  await expect(requireOperator(database.db, token)).rejects.toMatchObject(unknown);
});

test('a link is good for ten minutes, a session for eight hours', async () => {
  const late = await offerOperatorSession(database.db, 'o');
  await age('10 minutes');
  await expect(enterOperatorSession(database.db, late)).rejects.toMatchObject(unknown);
  const cookie = await enterOperatorSession(database.db, await offerOperatorSession(database.db, 'o'));
  await age('7 hours 59 minutes');
  await requireOperator(database.db, cookie);
  await age('2 minutes');
  await expect(requireOperator(database.db, cookie)).rejects.toMatchObject(unknown);
});

test('who has left is out', async () => {
  const cookie = await enterOperatorSession(database.db, await offerOperatorSession(database.db, 'o'));
  await endOperatorSession(database.db, await requireOperator(database.db, cookie));
  await expect(requireOperator(database.db, cookie)).rejects.toMatchObject(unknown);
});

test.each(['', 'x', 'a.b', `${'0'.repeat(16)}.${'A'.repeat(43)}`, "' OR 1=1 --", '\0', 'ü'.repeat(5000)])(
  'nobody gets in with %j',
  async (guess) => {
    await expect(requireOperator(database.db, guess)).rejects.toMatchObject(unknown);
    await expect(enterOperatorSession(database.db, guess)).rejects.toMatchObject(unknown);
  },
);
