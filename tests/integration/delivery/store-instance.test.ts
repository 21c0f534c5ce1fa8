/** What archives answer to STOW-RS, and what each answer means for the object. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { storeInstance } from '#lib/delivery/store-instance.ts';

const UID = '2.25.1';
let server: Server | undefined;
let heard: { path: string; type: string; body: string } | undefined;

afterEach(() => server?.close());

/** An archive that answers so, whatever it is sent. */
async function archive(
  status: number,
  answer: unknown,
  headers: Record<string, string> = {},
): Promise<string> {
  server = createServer((request, response) => {
    void Array.fromAsync(request as AsyncIterable<Buffer>).then((chunks) => {
      heard = {
        path: request.url ?? '',
        type: request.headers['content-type'] ?? '',
        body: Buffer.concat(chunks).toString('latin1'),
      };
      response.writeHead(status, { 'content-type': 'application/dicom+json', ...headers });
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/dicom-web`;
}

const store = (root: string) =>
  storeInstance(
    { root, request: fetch, authorization: () => Promise.resolve('Bearer token') },
    { studyInstanceUid: '1.2.3', sopInstanceUid: UID, bytes: Uint8Array.of(68, 73, 67, 77) },
  );
const reference = (uid: string, more: object = {}) => ({
  Value: [{ '00081155': { vr: 'UI', Value: [uid] }, ...more }],
});
const failure = (reason: number) => reference(UID, { '00081197': { vr: 'US', Value: [reason] } });

test.each([
  ['all stored', 200, { '00081199': reference(UID), '00081198': { vr: 'SQ' } }],
  ['stored with something coerced', 202, { '00081199': reference(UID, { '00081196': { Value: [0xb000] } }) }],
  ['a duplicate, which only our own can be', 409, { '00081198': failure(0x0111) }],
])('%s: it is there', async (_, status, answer) => {
  const root = await archive(status, answer);
  expect(await store(root)).toBe(UID);
  expect(heard?.path).toBe('/dicom-web/studies/1.2.3');
  const boundary = /^multipart\/related; type="application\/dicom"; boundary="([^"]{1,70})"$/.exec(
    heard?.type ?? '',
  )?.[1];
  expect(heard?.body).toBe(
    `--${boundary ?? ''}\r\nContent-Type: application/dicom\r\n\r\nDICM\r\n--${boundary ?? ''}--\r\n`,
  );
});

test.each([
  ['refused', 409, { '00081198': failure(0x0122) }, {}, 'delivery-rejected', 'permanent'],
  ['a page in place of an answer', 400, '<html>no</html>', {}, 'delivery-rejected', 'permanent'],
  ['a redirect', 302, '', { location: 'http://elsewhere.invalid/' }, 'delivery-rejected', 'permanent'],
  ['may not store', 403, {}, {}, 'destination-refused', 'permanent'],
  ['not now', 503, {}, { 'retry-after': '7' }, 'delivery-unreachable', 'transient'],
  ['a fault within', 500, {}, {}, 'delivery-ambiguous', 'ambiguous'],
  [
    'taken, and another named',
    200,
    { '00081199': reference('2.25.2') },
    {},
    'delivery-ambiguous',
    'ambiguous',
  ],
  ['taken, and nothing said', 200, '', {}, 'delivery-ambiguous', 'ambiguous'],
])('%s: named, and never taken for stored', async (_, status, answer, headers, code, kind) => {
  await expect(store(await archive(status, answer, headers))).rejects.toMatchObject({ code, failure: kind });
});

test('an archive that is not there has surely nothing', async () => {
  const root = await archive(200, {});
  await new Promise((closed) => server?.close(closed));
  await expect(store(root)).rejects.toMatchObject({ code: 'delivery-unreachable', failure: 'transient' });
});
