import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginLaunch, type LaunchRedirect } from '#lib/launch/begin-launch.ts';
import { completeLaunch } from '#lib/launch/complete-launch.ts';
import { requireSession, type LaunchSession } from '#lib/launch/session.ts';
import type { Config } from '#lib/platform/config.ts';
import { configFixture } from '#tests/unit/platform/site-fixture.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { listenHttp, sendJson } from './listen-http.ts';
import { openSmallEhr, type SmallEhr } from './small-ehr.ts';

let database: TestDatabase;
let ehr: SmallEhr;
let config: Config;

beforeAll(async () => {
  [database, ehr] = await Promise.all([createTestDatabase(), openSmallEhr()]);
  config = configFixture(ehr.site);
});
beforeEach(() => {
  ehr.answerToken = () => ({
    body: { access_token: 'at', token_type: 'Bearer', expires_in: 600, patient: 'p-1', encounter: 'e-1' },
  });
});
afterAll(async () => {
  await Promise.all([database.close(), ehr.close()]);
});

const begin = (launch = 'launch-1'): Promise<LaunchRedirect> =>
  beginLaunch(database.db, config, { iss: ehr.issuer, launch });
const stateOf = ({ location }: LaunchRedirect): string => new URL(location).searchParams.get('state') ?? '';
const complete = async (
  begun: LaunchRedirect,
  answer: { state?: string; code?: string; error?: string; iss?: string } = {},
  cookie: string | undefined = begun.cookieSecret,
): Promise<LaunchSession & { cookieSecret: string }> => {
  const { session, cookieSecret } = await completeLaunch(
    database.db,
    config,
    { state: stateOf(begun), code: 'code-1', error: undefined, iss: undefined, ...answer },
    (id) => (id === begun.launchId ? cookie : undefined),
  );
  return { ...session, cookieSecret };
};

describe('beginning a launch', () => {
  test('asks an issuer that is not configured nothing at all', async () => {
    const stranger = await listenHttp((_, response) => sendJson(response, {}));
    for (const iss of [
      stranger.url,
      `${ehr.issuer}@${new URL(stranger.url).host}`,
      `${ehr.issuer}/../x`,
      'x',
    ])
      await expect(beginLaunch(database.db, config, { iss, launch: 'l' })).rejects.toMatchObject({
        code: 'site-unknown',
        failure: 'refused',
      });
    expect(stranger.asked).toEqual([]);
    await stranger.close();
  });

  test.each([
    { iss: undefined, launch: 'l' },
    { iss: '', launch: 'l' },
    { iss: 'configured', launch: undefined },
    { iss: 'configured', launch: '' },
  ])('is refused without iss or launch: %j', async ({ iss, launch }) => {
    const parameters = { iss: iss === 'configured' ? ehr.issuer : iss, launch };
    await expect(beginLaunch(database.db, config, parameters)).rejects.toMatchObject({
      code: 'launch-invalid',
    });
  });

  test('sends the browser to the EHR with our own parameters and no others', async () => {
    const { location, cookieSecret } = await begin();
    const url = new URL(location);
    expect(url.origin + url.pathname).toBe(`${ehr.peer.url}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'sightline',
      scope: ehr.site.fhir.scopes,
      redirect_uri: 'http://127.0.0.1:4000/launch/callback',
      aud: ehr.issuer,
      state: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      launch: 'launch-1',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      code_challenge_method: 'S256',
    });
    expect(location).not.toContain(cookieSecret);
  });

  test('takes nothing but a launch value out of `launch`', async () => {
    const hostile =
      'x&clientId=evil&patientId=p-9&fhirServiceUrl=http://127.0.0.1:1&fakeTokenResponse={}&redirectUri=//e#';
    const { searchParams } = new URL((await begin(hostile)).location);
    expect(searchParams.get('launch')).toBe(hostile);
    expect(searchParams.get('client_id')).toBe('sightline');
    expect(searchParams.get('aud')).toBe(ehr.issuer);
    expect(searchParams.get('redirect_uri')).toBe('http://127.0.0.1:4000/launch/callback');
    expect([...searchParams.keys()]).not.toContain('clientId');
  });

  test('uses a new state, cookie and verifier each time', async () => {
    const [a, b] = [await begin(), await begin()];
    expect(stateOf(a)).not.toBe(stateOf(b));
    expect(a.cookieSecret).not.toBe(b.cookieSecret);
    const challenge = ({ location }: LaunchRedirect): string | null =>
      new URL(location).searchParams.get('code_challenge');
    expect(challenge(a)).not.toBe(challenge(b));
  });

  test('keeps neither the verifier nor the cookie readable in the database', async () => {
    const { launchId, cookieSecret } = await begin();
    const row = await database.db
      .selectFrom('launch_session')
      .selectAll()
      .where('id', '=', launchId)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(cookieSecret);
    expect(row.vault?.toString('latin1')).not.toContain('codeVerifier');
  });
});

describe('completing a launch', () => {
  test('binds the session to the patient and encounter that the EHR names', async () => {
    const begun = await begin();
    const session = await complete(begun);
    expect(session).toMatchObject({
      id: begun.launchId,
      site: 'general',
      patientId: 'p-1',
      encounterId: 'e-1',
    });
    expect(await requireSession(database.db, begun.launchId, session.cookieSecret)).toMatchObject({
      patientId: 'p-1',
    });
    const form = ehr.tokenForms.at(-1);
    expect(form?.get('code')).toBe('code-1');
    expect(form?.get('code_verifier')).toMatch(/^[\w.~-]{43,128}$/);
  });

  test('takes a state once, even from two requests at the same moment', async () => {
    const begun = await begin();
    const outcomes = await Promise.allSettled([complete(begun), complete(begun), complete(begun)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(complete(begun)).rejects.toMatchObject({ code: 'launch-invalid' });
  });

  test.each([undefined, '', 'guess', '\0'])('refuses a state that was never given: %j', async (state) => {
    const answer = { state, code: 'c', error: undefined, iss: undefined };
    await expect(completeLaunch(database.db, config, answer, () => 'any')).rejects.toMatchObject({
      code: 'launch-invalid',
      failure: 'refused',
    });
  });

  test('refuses a state that is older than ten minutes', async () => {
    const begun = await begin();
    await expire(begun.launchId);
    await expect(complete(begun)).rejects.toMatchObject({ code: 'launch-invalid' });
  });

  test('refuses another browser, and asks for no token with its code', async () => {
    const [begun, foreign] = [await begin(), await begin()];
    const before = ehr.tokenForms.length;
    await expect(complete(begun, {}, foreign.cookieSecret)).rejects.toMatchObject({
      code: 'session-cookie-missing',
    });
    await expect(complete(foreign, {}, '')).rejects.toMatchObject({ code: 'session-cookie-missing' });
    expect(ehr.tokenForms).toHaveLength(before);
    await expect(requireSession(database.db, begun.launchId, begun.cookieSecret)).rejects.toMatchObject({
      code: 'session-expired',
    });
  });

  test('an answer of error is a denied launch, though it brings a code too', async () => {
    const before = ehr.tokenForms.length;
    await expect(complete(await begin(), { error: 'access_denied' })).rejects.toMatchObject({
      code: 'launch-denied',
    });
    expect(ehr.tokenForms).toHaveLength(before);
  });

  test.each([
    ['no patient', { patient: undefined }, 'launch-patient-missing'],
    ['null for a patient', { patient: null }, 'launch-patient-missing'],
    ['openid granted, and no id_token', { scope: 'openid launch' }, 'identity-unproven'],
    ['an empty patient', { patient: '' }, 'launch-patient-missing'],
    ['a patient that is no text', { patient: 7 }, 'ehr-answer-broken'],
    ['a token that is no bearer token', { token_type: 'mac' }, 'ehr-answer-broken'],
    ['an id_token that nobody signed', { id_token: 'e30.e30.' }, 'identity-unproven'],
  ])('a token answer with %s opens no session', async (_, changed, code) => {
    ehr.answerToken = () => ({
      body: { access_token: 'at', token_type: 'Bearer', expires_in: 600, patient: 'p-1', ...changed },
    });
    const begun = await begin();
    await expect(complete(begun)).rejects.toMatchObject({ code });
    await expect(requireSession(database.db, begun.launchId, begun.cookieSecret)).rejects.toMatchObject({
      code: 'session-expired',
    });
  });

  test('a code that the EHR refuses opens no session', async () => {
    ehr.answerToken = () => ({ status: 400, body: { error: 'invalid_grant' } });
    await expect(complete(await begin())).rejects.toMatchObject({ code: 'grant-spent' });
  });
});

describe('a session', () => {
  test('opens with its own cookie and with no other launch’s', async () => {
    const [a, b] = [await begin(), await begin()];
    const { cookieSecret: ofA } = await complete(a);
    ehr.answerToken = () => ({ body: { access_token: 'b', token_type: 'Bearer', patient: 'p-2' } });
    const { cookieSecret: ofB } = await complete(b);
    const { db } = database;
    expect(await requireSession(db, a.launchId, ofA)).toMatchObject({ patientId: 'p-1' });
    expect(await requireSession(db, b.launchId, ofB)).toMatchObject({ patientId: 'p-2' });
    for (const [id, cookie] of [
      [a.launchId, ofB],
      [b.launchId, ofA],
      [a.launchId, undefined],
      [a.launchId, ''],
    ] as const)
      await expect(requireSession(db, id, cookie)).rejects.toMatchObject({ code: 'session-cookie-missing' });
  });

  test.each(['0'.repeat(32), '', "'; DROP TABLE launch_session", '\0'])(
    'is not there for the id %j',
    async (id) => {
      await expect(requireSession(database.db, id, 'c')).rejects.toMatchObject({
        code: 'session-unknown',
        failure: 'refused',
      });
    },
  );

  test('ends', async () => {
    const begun = await begin();
    const { cookieSecret } = await complete(begun);
    await expire(begun.launchId);
    await expect(requireSession(database.db, begun.launchId, cookieSecret)).rejects.toMatchObject({
      code: 'session-expired',
    });
  });

  test('that was superseded says so', async () => {
    const begun = await begin();
    const { cookieSecret } = await complete(begun);
    await database.db
      .updateTable('launch_session')
      .set({ state: 'ended' })
      .where('id', '=', begun.launchId)
      .execute();
    await expect(requireSession(database.db, begun.launchId, cookieSecret)).rejects.toMatchObject({
      code: 'session-superseded',
    });
  });
});

async function expire(launchId: string): Promise<void> {
  await database.db
    .updateTable('launch_session')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('id', '=', launchId)
    .execute();
}
