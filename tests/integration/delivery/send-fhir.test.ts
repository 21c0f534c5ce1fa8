import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { lookUpResult } from '#lib/delivery/look-up-result.ts';
import { sendFhirTransaction } from '#lib/delivery/send-fhir.ts';
import { AppError } from '#lib/platform/errors.ts';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';

const BODY = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [{}, {}] });
const REPORT = 'DiagnosticReport/r-1/_history/1';
let peer: HttpPeer | undefined;
afterEach(async () => {
  await peer?.close();
  peer = undefined;
});

const listen = async (answer: (response: ServerResponse) => void): Promise<string> => {
  peer = await listenHttp((_, response) => answer(response));
  return `${peer.url}/fhir`;
};
const entries = (...all: [status: string, location?: string][]) => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: all.map(([status, location]) => ({ response: { status, location } })),
});
const ambiguous = { code: 'delivery-ambiguous', failure: 'ambiguous' };
/** fetch with less patience than the product has, else a test lasts as long. */
const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(200) });

describe('sendFhirTransaction', () => {
  test.each([
    ['DiagnosticReport/r-1', 'Observation/o-1'],
    [REPORT, 'Observation/o-1/_history/2'],
    ['http://ehr.example/api/R4/DiagnosticReport/r-1/_history/1', 'https://ehr.example/R4/Observation/o-1'],
    ['/fhir/DiagnosticReport/r-1', '/fhir/Observation/o-1/_history/abc'],
  ])('gives the references out of every form of Location: %s', async (report, observation) => {
    const base = await listen((response) =>
      sendJson(response, entries(['201 Created', report], ['200', observation])),
    );
    expect(await sendFhirTransaction({ base: base, request: fetch }, BODY, 'DiagnosticReport')).toEqual([
      'DiagnosticReport/r-1',
      'Observation/o-1',
    ]);
    expect(peer?.asked).toEqual(['POST /fhir']);
    expect(peer?.bodies).toEqual([BODY]);
    expect(peer?.headers[0]).toMatchObject({ 'content-type': 'application/fhir+json' });
  });

  test('a refused connection proves that nothing was filed: tried again', async () => {
    const base = await listen(() => undefined);
    await peer?.close();
    await expect(
      sendFhirTransaction({ base: base, request: fetch }, BODY, 'DiagnosticReport'),
    ).rejects.toMatchObject({
      code: 'delivery-unreachable',
      failure: 'transient',
    });
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['does not answer', () => undefined],
    ['hangs up', (response) => response.destroy()],
    [
      'breaks off in the middle',
      (response) => response.writeHead(200, { 'content-length': '99' }).write('{') && response.destroy(),
    ],
    ['answers 500', (response) => sendJson(response, {}, 500)],
    ['answers 502', (response) => sendJson(response, {}, 502)],
    ['answers 504', (response) => sendJson(response, {}, 504)],
    ['redirects', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['answers 200 with no JSON', (response) => response.end('<html>ok</html>')],
    [
      'answers 200 with an OperationOutcome',
      (response) => sendJson(response, { resourceType: 'OperationOutcome' }),
    ],
    ['answers 200 with nothing in it', (response) => sendJson(response, entries())],
    [
      'answers 200 without the report',
      (response) => sendJson(response, entries(['201', 'Observation/o-1'], ['201', 'Device/d'])),
    ],
    ['answers 200 for fewer than were sent', (response) => sendJson(response, entries(['201', REPORT]))],
  ])('a server that %s leaves it open whether the result was filed', async (_, answer) => {
    const base = await listen(answer);
    await expect(
      sendFhirTransaction({ base: base, request: impatient }, BODY, 'DiagnosticReport'),
    ).rejects.toMatchObject(ambiguous);
  });

  test.each([429, 503])('%i: not now, tried again', async (status) => {
    const base = await listen((response) => sendJson(response, {}, status));
    await expect(
      sendFhirTransaction({ base: base, request: fetch }, BODY, 'DiagnosticReport'),
    ).rejects.toMatchObject({ failure: 'transient' });
  });

  test.each([400, 403, 404, 409, 412, 422])('%i is rejected, for a person to see', async (status) => {
    const base = await listen((response) => sendJson(response, {}, status));
    await expect(
      sendFhirTransaction({ base: base, request: fetch }, BODY, 'DiagnosticReport'),
    ).rejects.toMatchObject({
      code: 'delivery-rejected',
      failure: 'permanent',
      fields: { status },
    });
  });

  test('one entry that is not 2xx is a rejection, whatever the others are', async () => {
    const base = await listen((response) =>
      sendJson(response, entries(['201', REPORT], ['412 Precondition Failed'])),
    );
    await expect(
      sendFhirTransaction({ base: base, request: fetch }, BODY, 'DiagnosticReport'),
    ).rejects.toMatchObject({ code: 'delivery-rejected' });
  });

  test('a dead token passes through as what it is', async () => {
    const dead: typeof fetch = () => Promise.reject(new AppError('token-expired', 'permanent'));
    await expect(
      sendFhirTransaction({ base: 'http://unused.invalid', request: dead }, BODY, 'DiagnosticReport'),
    ).rejects.toMatchObject({
      code: 'token-expired',
    });
  });
});

describe('lookUpResult', () => {
  const report = (value: string, more: object = {}) => ({
    resource: {
      resourceType: 'DiagnosticReport',
      id: 'r-1',
      identifier: [{ system: 'urn:s', value }],
      subject: { reference: 'Patient/p-1' },
      ...more,
    },
  });
  const sought = { type: 'DiagnosticReport', identifier: 'urn:s|id-1', subjects: ['Patient/p-1'] };
  const find = (base: string, more: object = {}) =>
    lookUpResult({ base, request: impatient }, { ...sought, ...more });
  const answering = (...entry: object[]) =>
    listen((response) => sendJson(response, { resourceType: 'Bundle', entry }));

  test('gives the report and its observations', async () => {
    const base = await answering(report('id-1', { result: [{ reference: 'Observation/o-1' }, {}] }));
    expect(await find(base)).toEqual({
      reference: 'DiagnosticReport/r-1',
      versionId: undefined,
      isCurrent: true,
      results: ['Observation/o-1'],
    });
    expect(peer?.asked).toEqual(['GET /fhir/DiagnosticReport?identifier=urn%3As%7Cid-1']);
  });

  test('an older version of it is there, and is not it', async () => {
    const version = (value: string) => ({ system: 'urn:s/version', value });
    const bearing = (value: string) => ({
      identifier: [{ system: 'urn:s', value: 'id-1' }, version(value)],
      meta: { versionId: '3' },
    });
    const base = await answering(report('id-1', bearing('id-1.v1')));
    const second = { version: 'urn:s/version|id-1.v2' };
    expect(await find(base, second)).toMatchObject({ isCurrent: false, versionId: '3' });
    await peer?.close();
    const both = await answering(
      report('id-1', bearing('id-1.v1')),
      report('id-1', { ...bearing('id-1.v2'), id: 'r-2' }),
    );
    expect(await find(both, second)).toMatchObject({ isCurrent: true, reference: 'DiagnosticReport/r-2' });
  });

  test('what bears our identifier and is another patient’s is told, never taken for ours', async () => {
    const base = await answering(report('id-1', { subject: { reference: 'Patient/p-2' } }));
    await expect(find(base)).rejects.toMatchObject({ code: 'patient-mismatch', failure: 'permanent' });
  });

  test.each([
    { resourceType: 'Bundle' },
    { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'OperationOutcome' } }] },
  ])('gives nothing where the server has none: %j', async (answer) => {
    const base = await listen((response) => sendJson(response, answer));
    expect(await find(base)).toBeUndefined();
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['does not answer', () => undefined],
    ['hangs up', (response) => response.destroy()],
    ['answers 500', (response) => sendJson(response, {}, 500)],
    ['answers 403', (response) => sendJson(response, {}, 403)],
    ['answers 404', (response) => sendJson(response, {}, 404)],
    ['answers no Bundle', (response) => sendJson(response, { resourceType: 'OperationOutcome' })],
    [
      'answers other reports',
      (response) => sendJson(response, { resourceType: 'Bundle', entry: [report('id-2')] }),
    ],
  ])('stays ambiguous where the server %s', async (_, answer) => {
    await expect(find(await listen(answer))).rejects.toMatchObject({ failure: 'ambiguous' });
  });

  test('stays ambiguous where nobody listens: the first attempt may still have arrived', async () => {
    const base = await listen(() => undefined);
    await peer?.close();
    await expect(find(base)).rejects.toMatchObject({ failure: 'ambiguous' });
  });
});
