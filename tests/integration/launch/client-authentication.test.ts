import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { requestToken } from '#lib/launch/ask-token-endpoint.ts';
import { makePrivateKey, publicJwk, type SigningAlgorithm } from '#lib/launch/key-set.ts';
import { activateSession, createPendingSession } from '#lib/launch/session.ts';
import type { Config } from '#lib/platform/config.ts';
import { configFixture } from '#tests/unit/platform/site-fixture.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { openSmallEhr, type SmallEhr } from './small-ehr.ts';

let ehr: SmallEhr;
let endpoint: string;

beforeAll(async () => {
  ehr = await openSmallEhr();
  endpoint = `${ehr.peer.url}/token`;
});
beforeEach(() => {
  ehr.tokenForms.length = 0;
  ehr.tokenHeaders.length = 0;
  ehr.answerToken = () => ({ body: { access_token: 'at', token_type: 'Bearer' } });
});
afterAll(() => ehr.close());

const ask = (authentication: Parameters<typeof requestToken>[1]['authentication']) =>
  requestToken(endpoint, { clientId: 'a client:1', authentication }, { grant_type: 'x' }, {});

describe('at the token endpoint', () => {
  test('a public client names itself, and proves nothing', async () => {
    await ask('none');
    expect(Object.fromEntries(ehr.tokenForms[0] ?? [])).toEqual({ grant_type: 'x', client_id: 'a client:1' });
    expect(ehr.tokenHeaders[0]?.authorization).toBeUndefined();
  });

  test('a symmetric client sends its secret in the header, encoded, and nowhere else', async () => {
    vi.stubEnv('CLIENT_SECRET', 'pä ss:%');
    await ask({ secret: { env: 'CLIENT_SECRET' } });
    const pair = Buffer.from(
      ehr.tokenHeaders[0]?.authorization?.replace('Basic ', '') ?? '',
      'base64',
    ).toString();
    expect(pair).toBe('a+client%3A1:p%C3%A4+ss%3A%25');
    expect([...(ehr.tokenForms[0]?.keys() ?? [])]).toEqual(['grant_type']);
  });

  test.each<SigningAlgorithm>(['ES384', 'RS384'])(
    'an asymmetric client signs with %s, each time anew',
    async (alg) => {
      const key = await makePrivateKey(alg, 'ours', 0);
      vi.stubEnv('CLIENT_KEY', JSON.stringify({ keys: [key] }));
      await ask({ privateKey: { env: 'CLIENT_KEY' } });
      await ask({ privateKey: { env: 'CLIENT_KEY' } });
      const keys = createLocalJWKSet({ keys: [await publicJwk(key)] });
      const ids = new Set<unknown>();
      for (const form of ehr.tokenForms) {
        expect(form.get('client_assertion_type')).toBe(
          'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        );
        const { payload, protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', keys, {
          issuer: 'a client:1',
          subject: 'a client:1',
          audience: endpoint,
          maxTokenAge: 5,
        });
        expect(protectedHeader).toMatchObject({ alg, kid: 'ours', typ: 'JWT' });
        expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
        ids.add(payload.jti);
      }
      expect(ids.size).toBe(2);
    },
  );

  test('an assertion that an EHR with another clock refuses is made once more by its clock', async () => {
    vi.stubEnv('CLIENT_KEY', JSON.stringify(await makePrivateKey('ES384', 'ours', 0)));
    const theirs = Date.now() - 600_000;
    ehr.date = new Date(theirs).toUTCString();
    ehr.answerToken = (form) => {
      const { iat = 0 } = decodeJwt(form.get('client_assertion') ?? '');
      return iat * 1000 > theirs + 5000
        ? { status: 401, body: { error: 'invalid_client' } }
        : { body: { access_token: 'late', token_type: 'bearer' } };
    };
    try {
      expect(await ask({ privateKey: { env: 'CLIENT_KEY' } })).toMatchObject({ access_token: 'late' });
      expect(ehr.tokenForms).toHaveLength(2);
    } finally {
      ehr.date = undefined;
    }
  });

  test('what an EHR writes as null it has left out', async () => {
    const left = { refresh_token: null, id_token: null, scope: null, expires_in: null, token_type: null };
    ehr.answerToken = () => ({ body: { access_token: 'at', ...left } });
    const { access_token: token, expires_in: seconds, refresh_token: refresh } = await ask('none');
    expect([token, seconds, refresh]).toEqual(['at', 300, undefined]);
  });

  test.each([
    [400, { error: 'invalid_grant' }, 'grant-spent'],
    [401, { error: 'invalid_client' }, 'client-refused'],
    [400, { error: 'unauthorized_client' }, 'client-refused'],
    [400, { error: 'invalid_scope' }, 'scope-refused'],
    [400, { error: 'something_new' }, 'token-refused'],
    [403, 'no JSON', 'token-refused'],
    [429, {}, 'ehr-unreachable'],
    [503, {}, 'ehr-unreachable'],
    [200, {}, 'ehr-answer-broken'],
    [200, { access_token: 'x', token_type: 'mac' }, 'ehr-answer-broken'],
    [200, { access_token: 'x'.repeat(300_000) }, 'ehr-answer-broken'],
  ])('%i %j is told apart', async (status, body, code) => {
    ehr.answerToken = () => ({ status, body });
    const thrown = await ask('none').catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code });
    expect(JSON.stringify(thrown)).not.toContain('xxxx');
  });
});

describe('a refresh token that is good only once', () => {
  let database: TestDatabase;
  let config: Config;
  beforeAll(async () => {
    database = await createTestDatabase();
    config = configFixture(ehr.site);
  });
  afterAll(() => database.close());

  test('is used once, however many processes need a token at the same moment', async () => {
    const { id } = await createPendingSession(database.db, 'general', 'state');
    const session = { id, patientId: 'p', encounterId: undefined, userReference: undefined };
    const tokens = { accessToken: 'old', refreshToken: 'r-1', expiresAt: 0, tokenEndpoint: endpoint };
    await activateSession(database.db, session, tokens, config.vaultKeys);
    const used: (string | null)[] = [];
    ehr.answerToken = (form) => {
      used.push(form.get('refresh_token'));
      return { body: { access_token: 'new', token_type: 'Bearer', refresh_token: 'r-2' }, delayMs: 400 };
    };
    // A module of its own each, as processes have: they share the database only.
    const sources = [];
    for (let process = 0; process < 4; process += 1) {
      vi.resetModules();
      const { sessionTokenSource } = await import('#lib/launch/session-token.ts');
      sources.push(sessionTokenSource(database.db, config, id));
    }
    const given = await Promise.all(sources.flatMap((source) => [source(), source()]));
    expect(new Set(given)).toEqual(new Set(['new']));
    expect(used).toEqual(['r-1']);
  });

  test('does not lock a launch for ever where the process that renewed was killed', async () => {
    const { id } = await createPendingSession(database.db, 'general', 'state-2');
    const session = { id, patientId: 'p', encounterId: undefined, userReference: undefined };
    const tokens = { accessToken: 'old', refreshToken: 'r-1', expiresAt: 0, tokenEndpoint: endpoint };
    await activateSession(database.db, session, tokens, config.vaultKeys);
    await database.db
      .updateTable('launch_session')
      .set({ renewing_until: new Date(Date.now() + 500) })
      .where('id', '=', id)
      .execute();
    const { sessionTokenSource } = await import('#lib/launch/session-token.ts');
    expect(await sessionTokenSource(database.db, config, id)()).toBe('at');
  });
});
