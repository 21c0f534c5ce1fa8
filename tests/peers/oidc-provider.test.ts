/** Our side of OAuth, judged by a strict OpenID provider that others wrote. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { beginLaunch } from '#lib/launch/begin-launch.ts';
import { callbackUrl } from '#lib/launch/callback-url.ts';
import { completeLaunch } from '#lib/launch/complete-launch.ts';
import { endSession, revokeEnded } from '#lib/launch/end-session.ts';
import { makePrivateKey, publicJwk } from '#lib/launch/key-set.ts';
import { launchScopes } from '#lib/launch/request-scopes.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import { sessionTokenSource } from '#lib/launch/session-token.ts';
import { sessionUserName } from '#lib/launch/session-user.ts';
import type { Config } from '#lib/platform/config.ts';
import type { Site } from '#lib/platform/sites.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { configFixture, siteFixture } from '#tests/unit/platform/site-fixture.ts';
import { Browser } from '../../commands/browse.ts';
import { openOidcProvider, type OpenProvider } from './open-oidc-provider.ts';

const SECRET = 'a secret: with%signs';
const CLIENTS: Readonly<Record<string, Site['fhir']['authentication']>> = {
  public: 'none',
  symmetric: { secret: { env: 'PEER_SECRET' } },
  asymmetric: { privateKey: { env: 'PEER_KEY' } },
};

let database: TestDatabase;
let provider: OpenProvider;

function configFor(clientId: string): Config {
  const authentication = CLIENTS[clientId];
  const { patientIdentifierSystems } = siteFixture().fhir;
  const fhir = { issuer: provider.issuer, clientId, refresh: 'online' as const, patientIdentifierSystems };
  return configFixture({ ...siteFixture(), fhir: { ...fhir, ...(authentication && { authentication }) } });
}

beforeAll(async () => {
  const key = await makePrivateKey('ES384', 'ours', 0);
  vi.stubEnv('PEER_SECRET', SECRET);
  vi.stubEnv('PEER_KEY', JSON.stringify(key));
  const { issuer, clientId, patientIdentifierSystems } = siteFixture().fhir;
  const asked = launchScopes({ issuer, clientId, patientIdentifierSystems, refresh: 'online' }, 'ehr', 'v2');
  database = await createTestDatabase();
  provider = await openOidcProvider({
    redirectUri: callbackUrl(configFixture(siteFixture()), siteFixture()),
    scopes: asked.split(' '),
    secret: SECRET,
    clientJwk: await publicJwk(key),
  });
});
beforeEach(() => {
  provider.consent = 'given';
});
afterAll(async () => {
  await Promise.all([provider.close(), database.close()]);
});

/** As a browser that follows the provider's redirects until they lead to us. */
async function launch(config: Config): Promise<LaunchSession> {
  const parameters = { iss: provider.issuer, launch: 'launch-1' };
  const begun = await beginLaunch(database.db, config, parameters);
  const browser = new Browser();
  let address = begun.location;
  while (!address.startsWith(callbackUrl(config, siteFixture()))) {
    const answer = await browser.request(address);
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${String(answer.status)} ${await answer.text()}`);
    address = new URL(location, address).href;
  }
  const query = new URL(address).searchParams;
  const of = (name: string) => query.get(name) ?? undefined;
  const answer = { state: of('state'), code: of('code'), error: of('error'), iss: of('iss') };
  return (await completeLaunch(database.db, config, answer, () => begun.cookieSecret)).session;
}

describe.each(Object.keys(CLIENTS))('a %s client at oidc-provider', (clientId) => {
  test('launches, is told who it is for, renews with each refresh token once, and revokes at the end', async () => {
    const config = configFor(clientId);
    const session = await launch(config);
    expect(session).toMatchObject({ patientId: 'patient-1', encounterId: 'encounter-1' });
    expect(session.userReference).toBe('Practitioner/p-9');
    expect(await sessionUserName(database.db, config, session.id)).toBe('Alex Rivera');

    const tokens = sessionTokenSource(database.db, config, session.id);
    const seen = [await tokens()];
    for (let round = 0; round < 3; round += 1) seen.push(await tokens({ rejected: seen.at(-1) ?? '' }));
    expect(new Set(seen).size).toBe(4);
    const last = seen.at(-1) ?? '';
    const who = () => fetch(`${provider.url}/me`, { headers: { authorization: `Bearer ${last}` } });
    expect((await who()).status).toBe(200);

    await endSession(database.db, session.id, 'logged-out');
    await revokeEnded(database.db, config, session.id);
    expect((await who()).status).toBe(401);
    await expect(tokens()).rejects.toMatchObject({ code: 'token-expired' });
  });

  test('is told in a word that the user said no', async () => {
    provider.consent = 'denied';
    await expect(launch(configFor(clientId))).rejects.toMatchObject({ code: 'launch-denied' });
  });
});

test.each([
  ['a wrong secret', 'symmetric', () => vi.stubEnv('PEER_SECRET', 'another')],
  [
    'a key that the EHR does not know',
    'asymmetric',
    async () => vi.stubEnv('PEER_KEY', JSON.stringify(await makePrivateKey('ES384', 'ours', 0))),
  ],
])('%s is told as the registration’s fault', async (_, clientId, spoil) => {
  const before = { secret: process.env['PEER_SECRET'], key: process.env['PEER_KEY'] };
  await spoil();
  await expect(launch(configFor(clientId))).rejects.toMatchObject({ code: 'client-refused' });
  vi.stubEnv('PEER_SECRET', before.secret);
  vi.stubEnv('PEER_KEY', before.key);
});
