import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { authorizeArchive } from '#lib/pixels/authorize-archive.ts';
import { retrieveInstances } from '#lib/pixels/retrieve-instances.ts';
import { siteSchema } from '#lib/platform/sites.ts';
import { SITE } from '#tests/unit/platform/site-fixture.ts';
import { archive, isList, listed, sendFilm, serve, STUDY, stopServers } from './retrieve-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightline-credentials-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
afterEach(stopServers);

const secret = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return { file: join(folder, name) };
};

/** Retrieves with one root of sites.json; the EHR's token is "ehr". */
async function retrieveWith(root: object) {
  const [dicomweb] = siteSchema.parse({ ...SITE, dicomweb: [root] }).dicomweb;
  if (!dicomweb) throw new Error('no root');
  const access = await authorizeArchive(dicomweb, (transport) => (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', 'Bearer ehr');
    return transport(input, { ...init, headers });
  });
  return Array.fromAsync(retrieveInstances({ ...access, studyInstanceUid: STUDY }));
}

describe('the Authorization header', () => {
  test.each<[string, unknown, string | undefined]>([
    ['nothing', 'none', undefined],
    ['the EHR’s token', 'ehr-token', 'Bearer ehr'],
    ['a fixed token', { bearer: secret('token', 'abc.def\n') }, 'Bearer abc.def'],
    [
      'name and password, in UTF-8',
      { basic: { user: 'ward', password: secret('password', 'pä:ss\n') } },
      `Basic ${Buffer.from('ward:pä:ss', 'utf8').toString('base64')}`,
    ],
  ])('is %s on each request, as the site says', async (_, authorization, expected) => {
    const seen = new Set<string | undefined>();
    const films = archive(3);
    const root = await serve((request, response) => {
      seen.add(request.headers.authorization);
      films(request, response);
    });
    expect(await retrieveWith({ root, authorization })).toHaveLength(3);
    expect([...seen]).toEqual([expected]);
  });

  test('a changed password needs no restart', async () => {
    const password = secret('changing', 'one');
    const seen: (string | undefined)[] = [];
    const root = await serve((request, response) => {
      seen.push(request.headers.authorization);
      writeFileSync(password.file, 'two');
      archive(1)(request, response);
    });
    await retrieveWith({ root, authorization: { basic: { user: 'u', password } } });
    expect(seen.map((each) => Buffer.from(each?.slice(6) ?? '', 'base64').toString())).toEqual([
      'u:one',
      'u:two',
    ]);
  });

  test('a secret that is not there is named, asks nobody, and stands in no message', async () => {
    let asked = 0;
    const root = await serve(() => asked++);
    const authorization = { bearer: { env: 'SIGHTLINE_TEST_NO_SUCH_SECRET' } };
    await expect(retrieveWith({ root, authorization })).rejects.toMatchObject({
      code: 'archive-credentials-missing',
      failure: 'permanent',
    });
    expect(asked).toBe(0);
  });

  test('an archive that refuses them is named', async () => {
    const root = await serve((_, response) => response.writeHead(401).end());
    const authorization = { basic: { user: 'u', password: secret('wrong', 'x') } };
    await expect(retrieveWith({ root, authorization })).rejects.toMatchObject({ code: 'archive-refused' });
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('the client certificate (skipped where openssl is absent)', () => {
  const path = (name: string) => join(folder, name);
  const pem = (name: string) => readFileSync(path(name), 'utf8');
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
  const closers: (() => void)[] = [];

  function issue(name: string, extension: string): void {
    writeFileSync(path(`${name}.ext`), extension);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...authority,
      '-days',
      '2',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    );
  }

  beforeAll(() => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '2',
      '-subj',
      '/CN=test authority',
    );
    issue('archive', 'subjectAltName=IP:127.0.0.1');
    issue('sightline', 'extendedKeyUsage=clientAuth');
    issue('other', 'extendedKeyUsage=clientAuth');
  });
  afterAll(() => {
    for (const close of closers) close();
  });

  async function serveTls(options: ServerOptions): Promise<{ root: string; names: (string | undefined)[] }> {
    const names: (string | undefined)[] = [];
    const server = createServer(
      { key: pem('archive.key'), cert: pem('archive.pem'), ...options },
      (request, response) => {
        // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- https gives it no better type
        const { subject } = (request.socket as TLSSocket).getPeerCertificate() as {
          subject?: { CN?: string };
        };
        names.push(subject?.CN);
        if (isList(request)) response.end(listed(2));
        else sendFilm(response);
      },
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    closers.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { root: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}/dicom-web`, names };
  }
  const demanding = () => serveTls({ ca: pem('ca.pem'), requestCert: true, rejectUnauthorized: true });
  const identity = (name: string) => ({
    clientCertificate: { file: path(`${name}.pem`) },
    clientKey: { file: path(`${name}.key`) },
    certificateAuthority: { file: path('ca.pem') },
  });

  test('is shown to an archive that demands one, beside whatever the header says', async () => {
    const { root, names } = await demanding();
    expect(await retrieveWith({ root, authorization: 'none', tls: identity('sightline') })).toHaveLength(2);
    expect(await retrieveWith({ root, authorization: 'ehr-token', tls: identity('sightline') })).toHaveLength(
      2,
    );
    expect(new Set(names)).toEqual(new Set(['sightline']));
  });

  test('is the new one as soon as its file is', async () => {
    const { root, names } = await demanding();
    await retrieveWith({ root, authorization: 'none', tls: identity('sightline') });
    await retrieveWith({ root, authorization: 'none', tls: identity('other') });
    expect([...new Set(names)]).toEqual(['sightline', 'other']);
  });

  test('without one, such an archive gives nothing', async () => {
    const { root, names } = await demanding();
    const tls = { certificateAuthority: { file: path('ca.pem') } };
    await expect(retrieveWith({ root, authorization: 'none', tls })).rejects.toMatchObject({
      code: 'archive-unreachable',
    });
    expect(names).toEqual([]);
  });

  test('an archive of an authority that nobody named is not believed', async () => {
    const { root, names } = await serveTls({});
    await expect(retrieveWith({ root, authorization: 'ehr-token' })).rejects.toMatchObject({
      code: 'archive-unreachable',
    });
    expect(names).toEqual([]);
    const tls = { certificateAuthority: { file: path('ca.pem') } };
    expect(await retrieveWith({ root, authorization: 'ehr-token', tls })).toHaveLength(2);
  });

  test('that is no pair with its key, or none at all, is named before anybody is asked', async () => {
    const { root, names } = await demanding();
    const mixed = { ...identity('sightline'), clientKey: { file: path('other.key') } };
    const none = { ...identity('sightline'), clientCertificate: { file: path('no-such.pem') } };
    for (const tls of [mixed, none])
      await expect(retrieveWith({ root, authorization: 'none', tls })).rejects.toMatchObject({
        code: 'archive-credentials-missing',
        failure: 'permanent',
      });
    expect(names).toEqual([]);
  });
});
