/** MLLP under TLS: nothing leaves before both ends are known, and what fails there is surely unsent. */
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Certificate, hasOpenssl, selfSigned } from '#tests/support/certificates.ts';
import { acknowledgement, controlIdOf, frame, type MllpEngine, openEngine } from './mllp-engine.ts';
import { engineAt, openSender, oruText, outcomeOf, type Sender } from './send-fixture.ts';

const accept = (socket: Socket, message: Buffer) =>
  socket.write(frame(acknowledgement(controlIdOf(message), 'AA')));
const UNTRUSTED = { code: 'delivery-untrusted', failure: 'transient' };
const ACCEPTED = { acknowledgement: 'AA', accepted: 'application' };

describe.skipIf(!hasOpenssl)('MLLP under TLS (skipped where openssl is absent)', () => {
  let ours: Certificate;
  let theirs: Certificate;
  let engine: MllpEngine;
  let sender: Sender;

  beforeAll(() => {
    ours = selfSigned('sightline', 'DNS:sightline.example');
    theirs = selfSigned('engine', 'IP:127.0.0.1');
    process.env['MLLP_TEST_AUTHORITY'] = theirs.cert;
    process.env['MLLP_TEST_CERTIFICATE'] = ours.cert;
    process.env['MLLP_TEST_KEY'] = ours.key;
  });
  afterEach(async () => {
    sender.pool.close();
    await engine.close();
  });

  const authority = { certificateAuthority: { env: 'MLLP_TEST_AUTHORITY' } };
  const client = { clientCertificate: { env: 'MLLP_TEST_CERTIFICATE' }, clientKey: { env: 'MLLP_TEST_KEY' } };
  async function sendUnder(options: TlsOptions, tls: object): Promise<unknown> {
    engine = await openEngine(accept, undefined, { ...theirs, ...options });
    sender = openSender();
    return outcomeOf(sender.send(engineAt(engine.port, { tls, connectTimeoutMs: 1000 }), oruText('M-1')));
  }

  test('a message arrives where the engine is the one that sites.json vouches for', async () => {
    expect(await sendUnder({}, authority)).toMatchObject(ACCEPTED);
    expect(engine.received.map(String)).toEqual([oruText('M-1')]);
  });

  test('and the connection is kept for the next one', async () => {
    await sendUnder({}, authority);
    const site = engineAt(engine.port, { tls: authority });
    expect(await outcomeOf(sender.send(site, oruText('M-2')))).toMatchObject(ACCEPTED);
    expect(engine.connections.total).toBe(1);
  });

  test('nothing leaves where nobody vouches for the engine', async () => {
    expect(await sendUnder({}, {})).toMatchObject(UNTRUSTED);
    expect(engine.bytes()).toBe(0);
  });

  test('nothing leaves where its certificate has expired', async () => {
    const expired = selfSigned('engine', 'IP:127.0.0.1', ['200101000000Z', '200201000000Z']);
    process.env['MLLP_TEST_EXPIRED'] = expired.cert;
    const outcome = await sendUnder(expired, { certificateAuthority: { env: 'MLLP_TEST_EXPIRED' } });
    expect(outcome).toMatchObject({ ...UNTRUSTED, cause: { code: 'CERT_HAS_EXPIRED' } });
    expect(engine.bytes()).toBe(0);
  });

  test('nothing leaves where it is another host’s', async () => {
    const foreign = selfSigned('elsewhere', 'DNS:elsewhere.example');
    process.env['MLLP_TEST_FOREIGN'] = foreign.cert;
    const outcome = await sendUnder(foreign, { certificateAuthority: { env: 'MLLP_TEST_FOREIGN' } });
    expect(outcome).toMatchObject(UNTRUSTED);
    expect(engine.bytes()).toBe(0);
  });

  test('nothing leaves where no TLS answers', async () => {
    engine = await openEngine(accept);
    sender = openSender();
    const site = engineAt(engine.port, { tls: authority, connectTimeoutMs: 300 });
    expect(await outcomeOf(sender.send(site, oruText('M-1')))).toMatchObject({ failure: 'transient' });
    expect(engine.received).toEqual([]);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'an engine that asks who we are learns it, and takes the message (%s)',
    async (maxVersion) => {
      const asking = { requestCert: true, rejectUnauthorized: true, ca: ours.cert, maxVersion };
      expect(await sendUnder(asking, { ...authority, ...client })).toMatchObject(ACCEPTED);
    },
  );

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'an engine that asks, and is not told, takes nothing (%s)',
    async (maxVersion) => {
      const asking = { requestCert: true, rejectUnauthorized: true, ca: ours.cert, maxVersion };
      const outcome = await sendUnder(asking, authority);
      expect(outcome).toMatchObject(UNTRUSTED);
      expect(engine.received).toEqual([]);
    },
  );

  test('a certificate that is not there waits for a person, and is read again once it is', async () => {
    delete process.env['MLLP_TEST_CERTIFICATE'];
    const tls = { ...authority, ...client };
    expect(await sendUnder({}, tls)).toMatchObject({
      code: 'delivery-credentials-missing',
      failure: 'transient',
    });
    expect(engine.connections.total).toBe(0);
    process.env['MLLP_TEST_CERTIFICATE'] = ours.cert;
    const site = engineAt(engine.port, { tls });
    await expect
      .poll(() => outcomeOf(sender.send(site, oruText('M-1'))), { timeout: 3000 })
      .toMatchObject(ACCEPTED);
  });

  test('a key that is none is told as that', async () => {
    process.env['MLLP_TEST_KEY'] = 'no key';
    const outcome = await sendUnder({}, { ...authority, ...client });
    process.env['MLLP_TEST_KEY'] = ours.key;
    expect(outcome).toMatchObject({ code: 'delivery-credentials-missing' });
    expect(JSON.stringify(outcome)).not.toContain('no key');
  });
});
