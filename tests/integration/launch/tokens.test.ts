import { createHmac, randomUUID } from 'node:crypto';
import {
  decodeJwt,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backendTokenSource } from '#lib/launch/backend-token.ts';
import { sessionTokenSource } from '#lib/launch/session-token.ts';
import { activateSession, createPendingSession, readTokens, type Tokens } from '#lib/launch/session.ts';
import { verifyIdToken } from '#lib/launch/verify-id-token.ts';
import type { Config } from '#lib/platform/config.ts';
import { configFixture } from '#tests/unit/platform/site-fixture.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { openSmallEhr, type SmallEhr } from './small-ehr.ts';

let database: TestDatabase;
let ehr: SmallEhr;
let config: Config;
const signing = await generateKeyPair('ES256', { extractable: true });
const backend = await generateKeyPair('ES384', { extractable: true });

beforeAll(async () => {
  [database, ehr] = await Promise.all([createTestDatabase(), openSmallEhr()]);
  config = configFixture(ehr.site);
  ehr.jwks = [{ ...(await exportJWK(signing.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }];
  process.env['SMALL_EHR_KEY'] = JSON.stringify({ ...(await exportJWK(backend.privateKey)), kid: 'ours' });
});
afterAll(async () => {
  delete process.env['SMALL_EHR_KEY'];
  await Promise.all([database.close(), ehr.close()]);
});

async function openSession(tokens: Partial<Tokens> = {}): Promise<string> {
  const { id } = await createPendingSession(database.db, 'general', randomUUID());
  await activateSession(
    database.db,
    { id, patientId: 'p-1', encounterId: undefined, userReference: undefined },
    {
      accessToken: 'first',
      expiresAt: Date.now() + 600_000,
      tokenEndpoint: `${ehr.peer.url}/token`,
      ...tokens,
    },
    config.vaultKeys,
  );
  return id;
}
const storedTokens = async (id: string): Promise<Tokens> => {
  const { vault } = await database.db
    .selectFrom('launch_session')
    .select('vault')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return readTokens(vault ?? Buffer.of(), config.vaultKeys, id);
};
const expired = { expiresAt: Date.now() - 1, refreshToken: 'r-1' };

describe('a launch’s access token', () => {
  test('is used as long as it lives', async () => {
    const before = ehr.tokenForms.length;
    expect(await sessionTokenSource(database.db, config, await openSession())()).toBe('first');
    expect(ehr.tokenForms).toHaveLength(before);
  });

  test('is refreshed once for twenty callers at the same moment', async () => {
    ehr.answerToken = () => ({ body: { access_token: 'second', expires_in: 600 }, delayMs: 100 });
    const id = await openSession(expired);
    const before = ehr.tokenForms.length;
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => sessionTokenSource(database.db, config, id)()),
    );
    expect(new Set(tokens)).toEqual(new Set(['second']));
    expect(ehr.tokenForms).toHaveLength(before + 1);
    expect(Object.fromEntries(ehr.tokenForms.at(-1) ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r-1',
      client_id: 'sightline',
    });
  });

  test('is refreshed once for twenty callers whom the server refused the same one', async () => {
    ehr.answerToken = () => ({ body: { access_token: 'third', expires_in: 600 }, delayMs: 50 });
    const id = await openSession({ refreshToken: 'r-1' });
    const before = ehr.tokenForms.length;
    await Promise.all(
      Array.from({ length: 20 }, () => sessionTokenSource(database.db, config, id)({ rejected: 'first' })),
    );
    expect(ehr.tokenForms).toHaveLength(before + 1);
  });

  test.each([
    [{ refresh_token: 'r-2' }, 'r-2'],
    [{}, 'r-1'],
  ])('keeps the refresh token that holds from now on (%j)', async (more, kept) => {
    ehr.answerToken = () => ({ body: { access_token: 'next', expires_in: 600, ...more } });
    const id = await openSession(expired);
    await sessionTokenSource(database.db, config, id)();
    expect(await storedTokens(id)).toMatchObject({ accessToken: 'next', refreshToken: kept });
  });

  test.each<[string, Partial<Tokens>, { rejected?: string }]>([
    ['it expired and there is no refresh token', { expiresAt: Date.now() - 1 }, {}],
    ['the server refused it and there is no refresh token', {}, { rejected: 'first' }],
  ])('is gone where %s', async (_, tokens, options) => {
    const id = await openSession(tokens);
    await expect(sessionTokenSource(database.db, config, id)(options)).rejects.toMatchObject({
      code: 'token-expired',
      failure: 'permanent',
    });
  });

  test.each([
    [400, { error: 'invalid_grant' }, 'token-expired', 'permanent'],
    [503, {}, 'ehr-unreachable', 'transient'],
    [200, { access_token: 7 }, 'ehr-answer-broken', 'permanent'],
  ])('a refresh answered %i %j is %s', async (status, body, code, failure) => {
    ehr.answerToken = () => ({ status, body });
    const id = await openSession(expired);
    await expect(sessionTokenSource(database.db, config, id)()).rejects.toMatchObject({ code, failure });
    expect(await storedTokens(id)).toMatchObject({ refreshToken: 'r-1' });
  });

  test('is refused where the EHR renews it for another patient', async () => {
    ehr.answerToken = () => ({ body: { access_token: 'theirs', expires_in: 600, patient: 'p-2' } });
    const id = await openSession(expired);
    await expect(sessionTokenSource(database.db, config, id)()).rejects.toMatchObject({
      code: 'token-expired',
    });
    expect(await storedTokens(id)).toMatchObject({ accessToken: 'first' });
    ehr.answerToken = () => ({ body: { access_token: 'own', expires_in: 600, patient: 'p-1' } });
    expect(await sessionTokenSource(database.db, config, id)()).toBe('own');
  });

  test('is not given to a session that has ended', async () => {
    const id = await openSession();
    await database.db
      .updateTable('launch_session')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('id', '=', id)
      .execute();
    await expect(sessionTokenSource(database.db, config, id)()).rejects.toMatchObject({
      code: 'token-expired',
    });
    await expect(sessionTokenSource(database.db, config, 'none')()).rejects.toMatchObject({
      code: 'token-expired',
    });
  });
});

describe('our own access token (SMART Backend Services)', () => {
  test('is asked for with an assertion of our key, kept, and renewed when refused', async () => {
    let count = 0;
    ehr.answerToken = () => ({ body: { access_token: `own-${String((count += 1))}`, expires_in: 600 } });
    const source = backendTokenSource({ ...ehr.site, id: 'backend-1' });
    expect(await source()).toBe('own-1');
    expect(await source()).toBe('own-1');
    expect(await source({ rejected: 'own-1' })).toBe('own-2');
    expect(await source({ rejected: 'own-1' })).toBe('own-2');
    const form = ehr.tokenForms.at(-1);
    expect(form?.get('grant_type')).toBe('client_credentials');
    const claims = decodeJwt(form?.get('client_assertion') ?? '');
    expect(claims).toMatchObject({ iss: 'backend', sub: 'backend', aud: `${ehr.peer.url}/token` });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(300);
  });

  test('uses each assertion once', async () => {
    ehr.answerToken = () => ({ body: { access_token: 'x', expires_in: 1 } });
    const source = backendTokenSource({ ...ehr.site, id: 'backend-2' });
    await source();
    await source();
    const ids = ehr.tokenForms.slice(-2).map((form) => decodeJwt(form.get('client_assertion') ?? '').jti);
    expect(new Set(ids).size).toBe(2);
  });

  test.each([
    [401, 'token-refused', 'permanent'],
    [502, 'ehr-unreachable', 'transient'],
  ])('a %i is %s', async (status, code, failure) => {
    ehr.answerToken = () => ({ status, body: {} });
    const source = backendTokenSource({ ...ehr.site, id: `backend-${String(status)}` });
    await expect(source()).rejects.toMatchObject({ code, failure });
  });
});

describe('an id_token', () => {
  const sign = (changed: JWTPayload = {}, key: CryptoKey = signing.privateKey): Promise<string> =>
    new SignJWT({
      iss: ehr.issuer,
      aud: 'sightline',
      sub: 'u',
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 300,
      nonce: 'n-1',
      fhirUser: 'Practitioner/1',
      name: 'Dr Rivera',
      ...changed,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .sign(key);
  const claims = (): JWTPayload => ({
    iss: ehr.issuer,
    aud: 'sightline',
    sub: 'u',
    iat: 1_700_000_000,
    exp: 4_000_000_000,
    nonce: 'n-1',
  });

  test('names the user', async () => {
    expect(await verifyIdToken(ehr.site, await sign(), 'n-1')).toEqual({
      fhirUser: 'Practitioner/1',
      name: 'Dr Rivera',
    });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['is not signed (alg none)', () => new UnsecuredJWT(claims()).encode()],
    [
      'is an HMAC with our public key',
      async () => {
        const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
        const head = `${part({ alg: 'HS256', kid: 'k1' })}.${part(claims())}`;
        const secret = await exportSPKI(signing.publicKey);
        return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
      },
    ],
    ['is signed by somebody else', async () => sign({}, (await generateKeyPair('ES256')).privateKey)],
    ['is for another app', () => sign({ aud: 'other' })],
    ['is of another issuer', () => sign({ iss: 'https://evil.example' })],
    ['never expires', () => sign({ exp: undefined as never })],
    ['is of another login (nonce)', () => sign({ nonce: 'n-2' })],
    ['is of no login (no nonce)', () => sign({ nonce: undefined as never })],
    ['is for several apps and names no party', () => sign({ aud: ['sightline', 'other'] })],
    ['was made for another party', () => sign({ azp: 'other' })],
    ['names nobody', () => sign({ sub: undefined as never })],
    [
      'was changed',
      async () =>
        (await sign()).replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"x"}').toString('base64url')}.`),
    ],
    ['is no token', () => 'x'],
  ])('is refused that %s', async (_, make) => {
    await expect(verifyIdToken(ehr.site, await make(), 'n-1')).rejects.toMatchObject({
      code: 'identity-unproven',
      failure: 'refused',
    });
  });

  test.each([
    ['ended before it came', { exp: -120 }],
    ['was made in the future', { iat: 600 }],
    ['is not valid yet', { nbf: 600 }],
  ])('is refused that %s, and the clocks are named', async (_, offsets) => {
    const now = Math.floor(Date.now() / 1000);
    const times = Object.fromEntries(Object.entries(offsets).map(([claim, offset]) => [claim, now + offset]));
    const token = await sign(times);
    await expect(verifyIdToken(ehr.site, token, 'n-1')).rejects.toMatchObject({ code: 'clock-skew' });
  });

  test('is let off a minute between two clocks', async () => {
    const soon = Math.floor(Date.now() / 1000) + 30;
    await expect(verifyIdToken(ehr.site, await sign({ iat: soon, nbf: soon }), 'n-1')).resolves.toBeDefined();
  });
});
