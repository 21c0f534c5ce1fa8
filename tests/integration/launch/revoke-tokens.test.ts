import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { beginLaunch } from '#lib/launch/begin-launch.ts';
import { completeLaunch } from '#lib/launch/complete-launch.ts';
import { endSession, revokeEnded } from '#lib/launch/end-session.ts';
import { makePrivateKey } from '#lib/launch/key-set.ts';
import { purgeSessions } from '#lib/launch/purge-sessions.ts';
import { activateSession, createPendingSession } from '#lib/launch/session.ts';
import type { Config } from '#lib/platform/config.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { configFixture } from '#tests/unit/platform/site-fixture.ts';
import { openSmallEhr, type SmallEhr } from './small-ehr.ts';

let database: TestDatabase;
let ehr: SmallEhr;
let config: Config;

beforeAll(async () => {
  [database, ehr] = await Promise.all([createTestDatabase(), openSmallEhr()]);
  config = configFixture(ehr.site);
});
beforeEach(() => {
  ehr.revocationForms.length = 0;
});
afterAll(async () => {
  await Promise.all([database.close(), ehr.close()]);
});

async function openSession(): Promise<string> {
  const { id } = await createPendingSession(database.db, 'general', randomUUID());
  const session = { id, patientId: 'p-1', encounterId: undefined, userReference: undefined };
  const expiresAt = Date.now() + 600_000;
  const tokenEndpoint = `${ehr.peer.url}/token`;
  const tokens = { accessToken: 'a-1', refreshToken: 'r-1', expiresAt, tokenEndpoint };
  await activateSession(database.db, session, tokens, config.vaultKeys);
  return id;
}
const revoked = () => ehr.revocationForms.map((form) => form.get('token'));
const isErased = async (id: string) =>
  (
    await database.db
      .selectFrom('launch_session')
      .select('vault')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).vault === null;

describe('tokens are given back to the EHR', () => {
  test('at the end of a launch, the refresh token first', async () => {
    const id = await openSession();
    await endSession(database.db, id, 'logged-out');
    await revokeEnded(database.db, config, id);
    expect(revoked()).toEqual(['r-1', 'a-1']);
    expect(await isErased(id)).toBe(true);
  });

  test('by a client that signs with an assertion for the token endpoint, as authorization servers know themselves', async () => {
    vi.stubEnv('CLIENT_KEY', JSON.stringify(await makePrivateKey('ES384', 'ours', 0)));
    const authentication = { privateKey: { env: 'CLIENT_KEY' } };
    const signing = configFixture({ ...ehr.site, fhir: { ...ehr.site.fhir, authentication } });
    const id = await openSession();
    await endSession(database.db, id, 'superseded');
    await revokeEnded(database.db, { ...signing, vaultKeys: config.vaultKeys }, id);
    expect(revoked()).toHaveLength(2);
    for (const form of ehr.revocationForms)
      expect(decodeJwt(form.get('client_assertion') ?? '').aud).toBe(`${ehr.peer.url}/token`);
  });

  test('when nobody may use them any more: a refresh token would outlive its session by months', async () => {
    const [over, open] = [await openSession(), await openSession()];
    await database.db
      .updateTable('launch_session')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', over)
      .execute();
    await purgeSessions(database.db, config);
    expect(revoked()).toEqual(['r-1', 'a-1']);
    expect([await isErased(over), await isErased(open)]).toEqual([true, false]);
  });

  test('where the launch that they came for is refused after all', async () => {
    ehr.answerToken = () => ({ body: { access_token: 'a-2', refresh_token: 'r-2', token_type: 'Bearer' } });
    const begun = await beginLaunch(database.db, config, { iss: ehr.issuer, launch: 'l' });
    const state = new URL(begun.location).searchParams.get('state') ?? '';
    const answer = { state, code: 'c', error: undefined, iss: undefined };
    await expect(completeLaunch(database.db, config, answer, () => begun.cookieSecret)).rejects.toMatchObject(
      { code: 'launch-patient-missing' },
    );
    expect(revoked()).toEqual(['r-2', 'a-2']);
  });
});
