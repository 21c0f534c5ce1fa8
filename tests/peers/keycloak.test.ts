/** Our side of OAuth, judged by a server that hospitals run: Keycloak, as an EHR's login. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backendTokenSource } from '#lib/launch/backend-token.ts';
import { beginLaunch } from '#lib/launch/begin-launch.ts';
import { callbackUrl } from '#lib/launch/callback-url.ts';
import { completeLaunch } from '#lib/launch/complete-launch.ts';
import { endSession, revokeEnded } from '#lib/launch/end-session.ts';
import { makePrivateKey, publicJwk } from '#lib/launch/key-set.ts';
import { backendScopes, launchScopes } from '#lib/launch/request-scopes.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import { sessionTokenSource } from '#lib/launch/session-token.ts';
import { sessionUserName } from '#lib/launch/session-user.ts';
import type { Config } from '#lib/platform/config.ts';
import type { Site } from '#lib/platform/sites.ts';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { configFixture, siteFixture } from '#tests/unit/platform/site-fixture.ts';
import { Browser } from '../../commands/browse.ts';
import { KEYCLOAK_USER } from './keycloak/describe-realm.ts';
import { hasKeycloak, startKeycloak, type RunningKeycloak } from './keycloak/start-keycloak.ts';

const SECRET = 'a secret: with%signs';
const KEY = { privateKey: { env: 'PEER_KEY' } };
const CLIENTS: Readonly<Record<string, Site['fhir']['authentication']>> = {
  public: 'none',
  symmetric: { secret: { env: 'PEER_SECRET' } },
  asymmetric: KEY,
};
const PRACTITIONER = { resourceType: 'Practitioner', id: 'p-9', name: [{ text: 'Dr Alex Rivera' }] };

describe.skipIf(!hasKeycloak)('at Keycloak (skipped where absent)', () => {
  let database: TestDatabase;
  let keycloak: RunningKeycloak;
  let fhir: HttpPeer;

  beforeAll(async () => {
    const key = await makePrivateKey('ES384', 'ours', 0);
    vi.stubEnv('PEER_SECRET', SECRET);
    vi.stubEnv('PEER_KEY', JSON.stringify(key));
    database = await createTestDatabase();
    const { issuer, clientId, patientIdentifierSystems } = siteFixture().fhir;
    const bare = { issuer, clientId, patientIdentifierSystems, refresh: 'online' as const };
    keycloak = await startKeycloak({
      redirectUri: callbackUrl(configFixture(siteFixture()), siteFixture()),
      scopes: launchScopes(bare, 'ehr', 'v2').split(' '),
      systemScopes: backendScopes(bare, 'v2').split(' '),
      secret: SECRET,
      clientJwk: await publicJwk(key),
    });
    fhir = await listenHttp((request, response) => {
      if (request.url?.endsWith('/smart-configuration') === true) sendJson(response, smartConfiguration());
      else if (request.url === '/fhir/Practitioner/p-9') sendJson(response, PRACTITIONER);
      else sendJson(response, {}, 404);
    });
  }, 240_000);
  afterAll(async () => {
    await Promise.all([keycloak.stop(), fhir.close(), database.close()]);
  });

  function smartConfiguration(): object {
    const { issuer } = keycloak;
    const at = (path: string) => `${issuer}/protocol/openid-connect/${path}`;
    return {
      issuer,
      jwks_uri: at('certs'),
      authorization_endpoint: at('auth'),
      token_endpoint: at('token'),
      revocation_endpoint: at('revoke'),
      introspection_endpoint: at('token/introspect'),
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
      capabilities: ['launch-ehr', 'permission-v2', 'sso-openid-connect'],
    };
  }

  function siteFor(clientId: string): Site {
    const { patientIdentifierSystems } = siteFixture().fhir;
    const authentication = CLIENTS[clientId];
    return {
      ...siteFixture(),
      id: `keycloak-${clientId}`,
      fhir: {
        issuer: `${fhir.url}/fhir`,
        clientId,
        refresh: 'online',
        patientIdentifierSystems,
        ...(authentication && { authentication }),
        backend: { clientId: 'backend', ...KEY },
      },
    };
  }

  /** As a person does it: the login page, the question whether the app may, and back to us. */
  async function launch(config: Config, consent: 'accept' | 'cancel' = 'accept'): Promise<LaunchSession> {
    const begun = await beginLaunch(database.db, config, { iss: `${fhir.url}/fhir`, launch: 'launch-1' });
    const browser = new Browser();
    const callback = `${config.url.origin}/launch/callback`;
    let answer = await browser.request(begun.location);
    let address = begun.location;
    for (let step = 0; step < 10 && !address.startsWith(callback); step += 1) {
      const location = answer.headers.get('location');
      if (location === null) {
        const page = await answer.text();
        const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
        if (action === undefined) throw new Error(`${String(answer.status)} ${page.slice(0, 500)}`);
        const isConsent = page.includes('name="accept"');
        const form = isConsent ? { [consent]: 'x' } : { ...KEYCLOAK_USER };
        address = new URL(action, address).href;
        answer = await browser.request(address, { method: 'POST', body: new URLSearchParams(form) });
      } else {
        address = new URL(location, address).href;
        if (!address.startsWith(callback)) answer = await browser.request(address);
      }
    }
    const query = new URL(address).searchParams;
    const of = (name: string) => query.get(name) ?? undefined;
    const parameters = { state: of('state'), code: of('code'), error: of('error'), iss: of('iss') };
    return (await completeLaunch(database.db, config, parameters, () => begun.cookieSecret)).session;
  }

  async function isActive(token: string): Promise<boolean> {
    const secret = Buffer.from(`symmetric:${encodeURIComponent(SECRET)}`).toString('base64');
    const answer = await fetch(`${keycloak.issuer}/protocol/openid-connect/token/introspect`, {
      method: 'POST',
      headers: { authorization: `Basic ${secret}` },
      body: new URLSearchParams({ token }),
    });
    return ((await answer.json()) as { active: boolean }).active;
  }

  describe.each(Object.keys(CLIENTS))('as a client that is %s', (clientId) => {
    test('launches, is told who it is for, renews with each refresh token once, and revokes at the end', async () => {
      const config = configFixture(siteFor(clientId));
      const session = await launch(config);
      expect(session).toMatchObject({ patientId: 'patient-1', encounterId: 'encounter-1' });
      expect(session.userReference).toBe('Practitioner/p-9');
      expect(await sessionUserName(database.db, config, session.id)).toBe('Dr Alex Rivera');
      const tokens = sessionTokenSource(database.db, config, session.id);
      const seen = [await tokens()];
      for (let round = 0; round < 3; round += 1) seen.push(await tokens({ rejected: seen.at(-1) ?? '' }));
      expect(new Set(seen).size).toBe(4);
      expect(await isActive(seen.at(-1) ?? '')).toBe(true);
      await endSession(database.db, session.id, 'logged-out');
      await revokeEnded(database.db, config, session.id);
      expect(await isActive(seen.at(-1) ?? '')).toBe(false);
      await expect(tokens()).rejects.toMatchObject({ code: 'token-expired' });
    });
  });

  test('many that need a token at once use the refresh token once', async () => {
    const config = configFixture(siteFor('asymmetric'));
    const { id } = await launch(config);
    const tokens = sessionTokenSource(database.db, config, id);
    const spent = await tokens();
    const renewed = await Promise.all(Array.from({ length: 12 }, () => tokens({ rejected: spent })));
    expect(new Set(renewed).size).toBe(1);
    expect(await isActive(renewed[0] ?? '')).toBe(true);
  });

  test('the user who says no is told so in a word', async () => {
    // Keycloak remembers what was agreed to only until those tokens were revoked.
    const config = configFixture(siteFor('symmetric'));
    await expect(launch(config, 'cancel')).rejects.toMatchObject({ code: 'launch-denied' });
  });

  test('a client that signs with a key that Keycloak does not know is told as that', async () => {
    const before = process.env['PEER_KEY'];
    vi.stubEnv('PEER_KEY', JSON.stringify(await makePrivateKey('ES384', 'ours', 0)));
    await expect(launch(configFixture(siteFor('asymmetric')))).rejects.toMatchObject({
      code: 'client-refused',
    });
    vi.stubEnv('PEER_KEY', before);
  });

  test('an answer whose issuer was taken away is no answer of it', async () => {
    const config = configFixture(siteFor('public'));
    const begun = await beginLaunch(database.db, config, { iss: `${fhir.url}/fhir`, launch: 'launch-1' });
    const state = new URL(begun.location).searchParams.get('state') ?? '';
    const answer = { state, code: 'c', error: undefined, iss: undefined };
    await expect(completeLaunch(database.db, config, answer, () => begun.cookieSecret)).rejects.toMatchObject(
      { code: 'launch-invalid' },
    );
  });

  test('the backend gets a token of system scopes with a signed assertion, and a new one when it is refused', async () => {
    const source = backendTokenSource(siteFor('public'));
    const token = await source();
    expect(await isActive(token)).toBe(true);
    expect(await source()).toBe(token);
    expect(await source({ rejected: token })).not.toBe(token);
  });
});
