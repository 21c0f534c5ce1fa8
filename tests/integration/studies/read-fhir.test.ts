import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { patientSchema } from '#lib/studies/fhir-schemas.ts';
import { fhirReader, searchResources } from '#lib/studies/read-fhir.ts';
import { listenHttp, sendJson } from '#tests/integration/launch/listen-http.ts';
import { bundle, openSmallFhir, patient } from './small-fhir.ts';

const server = await openSmallFhir();
const { read } = server;
beforeEach(() => {
  server.answers = {};
  server.asked.length = 0;
});
afterAll(() => server.close());

describe('reading FHIR', () => {
  const search = () => searchResources(read, 'Patient?family=x', patientSchema);
  const page = (next: string, ...resources: unknown[]) => ({
    ...bundle(...resources),
    link: [{ relation: 'next', url: next }],
  });

  test('follows next links', async () => {
    server.answers['Patient?family=x'] = page(`${server.url}/fhir/Patient?page=2`, patient('p-1'));
    server.answers['Patient?page=2'] = bundle(patient('p-2'));
    expect((await search()).map(({ id }) => id)).toEqual(['p-1', 'p-2']);
  });

  test('a next link may lead to another path below the base', async () => {
    server.answers['Patient?family=x'] = page(`${server.url}/fhir?_getpages=7`, patient('p-1'));
    server.answers['/fhir?_getpages=7'] = bundle(patient('p-2'));
    expect((await search()).map(({ id }) => id)).toEqual(['p-1', 'p-2']);
  });

  test('never leaves the base, wherever a next link points', async () => {
    const stranger = await listenHttp((_, response) => sendJson(response, bundle(patient('evil'))));
    for (const url of [
      `${stranger.url}/fhir/Patient?page=2`,
      `//${new URL(stranger.url).host}/Patient?page=2`,
      '/../admin?page=2',
      'file:///etc/passwd?page=2',
      'Patient/../../admin?page=2',
    ]) {
      server.answers['Patient?family=x'] = page(url, patient('p-1'));
      await expect(search()).rejects.toMatchObject({ code: 'ehr-answer-broken' });
    }
    expect(stranger.asked).toEqual([]);
    expect(new Set(server.asked)).toEqual(new Set(['GET /fhir/Patient?family=x']));
    await stranger.close();
  });

  test('a next link that is no address is a broken answer', async () => {
    server.answers['Patient?family=x'] = page('http://[', patient('p-1'));
    await expect(search()).rejects.toMatchObject({ code: 'ehr-answer-broken' });
  });

  test('a search that never ends is not taken for a whole one', async () => {
    server.answers['Patient?family=x'] = page(`${server.url}/fhir/Patient?family=x`, patient('p-1'));
    await expect(search()).rejects.toMatchObject({ code: 'ehr-answer-broken' });
    expect(server.asked.length).toBeLessThan(100);
  });

  test.each([
    'Endpoint/../../admin',
    '//evil.invalid/x',
    'http://127.0.0.1:1/x',
    'Endpoint/..%2f..%2fadmin/../../../x',
  ])('refuses a path that leaves the base: %s', async (path) => {
    await expect(read(path)).rejects.toMatchObject({ code: 'ehr-answer-broken' });
    expect(server.asked).toEqual([]);
  });

  test.each([
    [403, 'ehr-refused', 'permanent'],
    [429, 'ehr-unreachable', 'transient'],
    [500, 'ehr-unreachable', 'transient'],
    ['<html>', 'ehr-answer-broken', 'permanent'],
  ])('an answer of %s is %s, %s', async (answer, code, failure) => {
    server.answers['Patient/p-1'] = answer;
    await expect(read('Patient/p-1')).rejects.toMatchObject({ code, failure });
  });

  test.each([404, 410])('%i is no resource, and no error', async (status) => {
    server.answers['Patient/p-1'] = status;
    expect(await read('Patient/p-1')).toBeUndefined();
  });

  test('a server that is gone, or goes in the middle of its answer, is unreachable for now', async () => {
    const dying = await listenHttp((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"resource');
      setTimeout(() => response.destroy(), 20);
    });
    const gone = fhirReader(`${dying.url}/fhir`, fetch);
    await expect(gone('Patient/1')).rejects.toMatchObject({ code: 'ehr-unreachable', failure: 'transient' });
    await dying.close();
    await expect(gone('Patient/1')).rejects.toMatchObject({ code: 'ehr-unreachable', failure: 'transient' });
  });
});
