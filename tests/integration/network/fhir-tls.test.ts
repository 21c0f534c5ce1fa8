/** A FHIR server whose certificate does not hold is sent nothing, and the certificate is named as the reason. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { sendToFhir } from '#lib/delivery/fhir-answer.ts';
import { AppError } from '#lib/platform/errors.ts';
import { secureFetch } from '#lib/platform/secure-fetch.ts';
import { type Certificate, hasOpenssl, selfSigned } from '#tests/support/certificates.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
});

/** Sends one resource to a server that shows this certificate; `authority`: the one that its site vouches for. */
async function sendUnder({ key, cert }: Certificate, authority: string | undefined) {
  let requests = 0;
  const server = createServer({ key, cert }, (request, response) => {
    requests += 1;
    request.resume();
    response.writeHead(201, { location: 'Observation/1' }).end();
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const base = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}/fhir`;
  const request = authority === undefined ? fetch : secureFetch(base, { ca: authority });
  const sent = sendToFhir({ base, request }, 'Observation', { method: 'POST', body: '{}' });
  const told = await sent.then(
    ({ status }) => String(status),
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.failure}` : 'no AppError'),
  );
  server.closeAllConnections();
  return { told, requests };
}

describe.skipIf(!hasOpenssl)('a FHIR server over TLS (skipped: openssl absent)', () => {
  test('is sent to where its authority is the one that the site vouches for', async () => {
    const own = selfSigned('fhir', 'IP:127.0.0.1');
    expect(await sendUnder(own, own.cert)).toEqual({ told: '201', requests: 1 });
  });

  test.each<[string, () => [Certificate, string | undefined]]>([
    ['has expired', () => both(selfSigned('fhir', 'IP:127.0.0.1', ['200101000000Z', '200201000000Z']))],
    ['does not hold yet', () => both(selfSigned('fhir', 'IP:127.0.0.1', ['400101000000Z', '400201000000Z']))],
    ['is another host’s', () => both(selfSigned('fhir', 'DNS:elsewhere.example'))],
    ['nobody vouches for', () => [selfSigned('fhir', 'IP:127.0.0.1'), undefined]],
    [
      'is not the one that the site vouches for',
      () => [selfSigned('fhir', 'IP:127.0.0.1'), selfSigned('other', 'IP:127.0.0.1').cert],
    ],
  ])('is sent nothing where its certificate %s', async (_, make) => {
    expect(await sendUnder(...make())).toEqual({ told: 'delivery-untrusted transient', requests: 0 });
  });
});

function both(certificate: Certificate): [Certificate, string] {
  return [certificate, certificate.cert];
}
