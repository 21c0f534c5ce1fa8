import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { purgeSessions } from '#lib/launch/purge-sessions.ts';
import { activateSession, createPendingSession, requireSession } from '#lib/launch/session.ts';
import { sessionTokenSource } from '#lib/launch/session-token.ts';
import type { Config } from '#lib/platform/config.ts';
import { vaultKeysFixture } from '#tests/unit/platform/site-fixture.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const KEY = vaultKeysFixture();
const CONFIG = { vaultKeys: KEY, sites: [] } as unknown as Config;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('erases the tokens of sessions that have ended and the launches that nobody completed, and nothing else', async () => {
  const { db } = database;
  const live = await launch();
  const ended = await launch();
  const begun = await createPendingSession(db, 'h', 'state-live');
  const abandoned = await createPendingSession(db, 'h', 'state-old');
  await db
    .updateTable('launch_session')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('id', 'in', [ended, abandoned.id])
    .execute();
  await purgeSessions(db, CONFIG);
  const rows = await db.selectFrom('launch_session').select(['id', 'vault']).execute();
  const kept = new Map(rows.map(({ id, vault }) => [id, vault !== null]));
  expect(Object.fromEntries(kept)).toEqual({ [live]: true, [ended]: false, [begun.id]: false });
  expect(await sessionTokenSource(db, CONFIG, live)()).toBe('secret');
  await expect(sessionTokenSource(db, CONFIG, ended)()).rejects.toThrow('token-expired');
});

it('a launch id that was never made is unknown, whatever bytes it has', async () => {
  await expect(requireSession(database.db, '\0', 'x')).rejects.toThrow('session-unknown');
});

async function launch(): Promise<string> {
  const { id } = await createPendingSession(database.db, 'h', randomBytes(32).toString('base64url'));
  const session = { id, patientId: 'p', encounterId: undefined, userReference: undefined };
  const tokens = {
    accessToken: 'secret',
    expiresAt: Date.now() + 3_600_000,
    tokenEndpoint: 'https://ehr.invalid/token',
  };
  await activateSession(database.db, session, tokens, KEY);
  return id;
}
