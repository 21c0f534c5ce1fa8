import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hospital } from '#sandbox/hospital.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import type { AppAuthentication } from '#sandbox/oauth/clients.ts';
import { discover, exchangeCode, launchForCode, PUBLIC_CLIENT, refresh } from './launch-app.ts';
import type { ClientProof, TokenAnswer } from './launch-app.ts';
import { APP, openHospital } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

const SECRET = 'a secret: with %, + and ü';
const ALGORITHMS = ['ES384', 'RS384', 'RS256'] as const;
const keys = await Promise.all(
  ALGORITHMS.map(async (alg) => ({ alg, kid: alg, ...(await generateKeyPair(alg)) })),
);
const jwks = createServer((_, response) => {
  void Promise.all(
    keys.map(async ({ publicKey, alg, kid }) => ({ ...(await exportJWK(publicKey)), alg, kid })),
  ).then((published) => response.end(JSON.stringify({ keys: published })));
});
const hospitals: Hospital[] = [];

beforeAll(() => new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve)));
afterAll(async () => {
  await Promise.all(hospitals.map((hospital) => hospital.close()));
  jwks.close();
});

async function open(ehr: EhrName, authentication: AppAuthentication): Promise<Hospital> {
  const film = writeTinyDicom({ studyUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.1.1', patientId: 'P1' });
  const jwksUrl = `http://127.0.0.1:${String((jwks.address() as AddressInfo).port)}/jwks`;
  const hospital = await openHospital({ film }, { ehr, app: { ...APP, jwksUrl, authentication } });
  hospitals.push(hospital);
  return hospital;
}

async function exchange(hospital: Hospital, proof: ClientProof): Promise<Response> {
  const { code, verifier } = await launchForCode(hospital, hospital.patients[0]?.fhirId ?? '');
  return exchangeCode(hospital, code, verifier, proof);
}

async function expectProved(hospital: Hospital, prove: () => Promise<ClientProof>): Promise<void> {
  const answer = await exchange(hospital, await prove());
  expect(answer.status).toBe(200);
  const { refresh_token: token } = (await answer.json()) as TokenAnswer;
  expect((await refresh(hospital, token, await prove())).status).toBe(200);
}

async function expectInvalidClient(answer: Response): Promise<void> {
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
}

const encode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
const basic = (secret: string): ClientProof => ({
  headers: { authorization: `Basic ${Buffer.from(`sightline:${encode(secret)}`).toString('base64')}` },
});
const posted = (secret: string): ClientProof => ({
  form: { client_id: 'sightline', client_secret: secret },
});

describe('a symmetric client', () => {
  test.each(['open', 'epic'] as const)(
    '%s takes its secret as Basic and in the form, for code and refresh',
    async (ehr) => {
      const hospital = await open(ehr, { kind: 'symmetric', secret: SECRET });
      await expectProved(hospital, () => Promise.resolve(basic(SECRET)));
      await expectProved(hospital, () => Promise.resolve(posted(SECRET)));
      for (const wrong of [basic('x'), posted('x'), PUBLIC_CLIENT, { ...basic(SECRET), ...posted(SECRET) }])
        await expectInvalidClient(await exchange(hospital, wrong));
    },
  );

  test('oracle takes it as Basic only', async () => {
    const hospital = await open('oracle', { kind: 'symmetric', secret: SECRET });
    await expectProved(hospital, () => Promise.resolve(basic(SECRET)));
    await expectInvalidClient(await exchange(hospital, posted(SECRET)));
  });

  test('cannot refresh without its secret', async () => {
    const hospital = await open('open', { kind: 'symmetric', secret: SECRET });
    const token = (await (await exchange(hospital, basic(SECRET))).json()) as TokenAnswer;
    await expectInvalidClient(await refresh(hospital, token['refresh_token'], PUBLIC_CLIENT));
    expect((await refresh(hospital, token['refresh_token'], basic(SECRET))).status).toBe(200);
  });

  test('cannot revoke without its secret either', async () => {
    const hospital = await open('open', { kind: 'symmetric', secret: SECRET });
    const { revocation_endpoint: endpoint = '' } = await discover(hospital);
    await expectInvalidClient(
      await fetch(endpoint, { method: 'POST', body: new URLSearchParams({ token: 'x' }) }),
    );
  });
});

describe('an asymmetric client', () => {
  const sign = async (
    hospital: Hospital,
    alg: (typeof ALGORITHMS)[number],
    claims: { audience?: string; jti?: string; subject?: string; lifetime?: string } = {},
  ): Promise<ClientProof> => {
    const key = keys.find((each) => each.alg === alg);
    if (!key) throw new Error('no such key');
    const { token_endpoint: endpoint = '' } = await discover(hospital);
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg, kid: key.kid })
      .setIssuer('sightline')
      .setSubject(claims.subject ?? 'sightline')
      .setAudience(claims.audience ?? endpoint)
      .setJti(claims.jti ?? randomUUID())
      .setExpirationTime(claims.lifetime ?? '4 minutes')
      .sign(key.privateKey);
    return {
      form: {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      },
    };
  };

  test.each([
    ['open', 'ES384'],
    ['open', 'RS256'],
    ['epic', 'ES384'],
    ['epic', 'RS256'],
    ['oracle', 'ES384'],
    ['oracle', 'RS384'],
  ] as const)('%s takes an assertion signed by %s, for code and refresh', async (ehr, alg) => {
    const hospital = await open(ehr, { kind: 'asymmetric' });
    await expectProved(hospital, () => sign(hospital, alg));
  });

  test('oracle refuses an algorithm that it does not publish', async () => {
    const hospital = await open('oracle', { kind: 'asymmetric' });
    await expectInvalidClient(await exchange(hospital, await sign(hospital, 'RS256')));
  });

  test('an assertion serves once, for this endpoint, for this client, and not for long', async () => {
    const hospital = await open('open', { kind: 'asymmetric' });
    const once = await sign(hospital, 'ES384');
    expect((await exchange(hospital, once)).status).toBe(200);
    await expectInvalidClient(await exchange(hospital, once));
    for (const claims of [
      { audience: hospital.fhirUrl },
      { subject: 'sightline-backend' },
      { lifetime: '20 minutes' },
      { lifetime: '-1 minute' },
    ])
      await expectInvalidClient(await exchange(hospital, await sign(hospital, 'ES384', claims)));
    await expectInvalidClient(await exchange(hospital, PUBLIC_CLIENT));
  });
});

test('a public client that comes with a secret is refused: it is not what was registered', async () => {
  const hospital = await open('open', { kind: 'public' });
  await expectInvalidClient(await exchange(hospital, posted(SECRET)));
  expect((await exchange(hospital, PUBLIC_CLIENT)).status).toBe(200);
});
