import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { listStudies } from '#lib/studies/list-studies.ts';
import { fhirReader, searchResources, type ReadFhir } from '#lib/studies/read-fhir.ts';
import { findPatient, readPatient } from '#lib/studies/read-patient.ts';
import { patientSchema } from '#lib/studies/fhir-schemas.ts';
import { listenHttp, sendJson } from '#tests/integration/launch/listen-http.ts';

const UID = 'urn:dicom:uid';
const SYSTEM = 'urn:oid:1.2.3.4';

/** What the server answers, by path and query below /fhir/; all else is 404. */
let answers: Record<string, unknown> = {};
const server = await listenHttp((request, response) => {
  const path = decodeURIComponent((request.url ?? '').replace(/^\/fhir\//, ''));
  const answer = answers[path];
  if (typeof answer === 'number') response.writeHead(answer).end('{}');
  else if (typeof answer === 'string') response.end(answer);
  else sendJson(response, answer ?? {}, answer === undefined ? 404 : 200);
});
const read: ReadFhir = fhirReader(`${server.url}/fhir`, fetch);

beforeEach(() => {
  answers = {};
  server.asked.length = 0;
});
afterAll(() => server.close());

const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});
const study = (id: string, more: object = {}) => ({
  resourceType: 'ImagingStudy',
  id,
  status: 'available',
  subject: { reference: 'Patient/p-1' },
  identifier: [{ system: UID, value: `urn:oid:1.2.${id}` }],
  ...more,
});
const patient = (id: string, value = 'MRN-1', system = SYSTEM) => ({
  resourceType: 'Patient',
  id,
  identifier: [{ system, value }],
});
const list = () => listStudies(read, 'p-1');

describe('listStudies', () => {
  test('leaves out another patient’s studies, whatever the search brings', async () => {
    answers['ImagingStudy?patient=p-1'] = bundle(
      study('1'),
      study('2', { subject: { reference: 'Patient/p-2' } }),
      study('3', { subject: { reference: 'Patient/p-11' } }),
      study('4', { subject: { display: 'somebody' } }),
      study('5', { subject: undefined }),
    );
    expect((await list()).map((each) => each.imagingStudyId)).toEqual(['1']);
  });

  test('leaves out studies without a usable UID, entered in error, or of another kind of resource', async () => {
    answers['ImagingStudy?patient=p-1'] = bundle(
      study('1'),
      study('2', { identifier: [] }),
      study('3', { identifier: [{ system: UID, value: 'urn:oid:1.2/../../admin' }] }),
      study('4', { identifier: [{ system: UID, value: `urn:oid:${'1.'.repeat(40)}1` }] }),
      study('5', { identifier: [{ system: 'urn:accession', value: '1.2.3' }] }),
      study('6', { status: 'entered-in-error' }),
      { resourceType: 'OperationOutcome' },
    );
    expect((await list()).map((each) => each.studyInstanceUid)).toEqual(['1.2.1']);
  });

  test('gives the newest first', async () => {
    answers['ImagingStudy?patient=p-1'] = bundle(
      study('1', { started: '2024-01-01' }),
      study('2'),
      study('3', { started: '2026-01-01T08:00:00Z' }),
    );
    expect((await list()).map((each) => each.imagingStudyId)).toEqual(['3', '1', '2']);
  });

  test('names each Endpoint’s address once read, those alone that are active and serve WADO-RS', async () => {
    const endpoint = (id: string, more: object = {}) => ({
      resourceType: 'Endpoint',
      id,
      status: 'active',
      connectionType: { code: 'dicom-wado-rs' },
      address: `https://${id}.example`,
      ...more,
    });
    const of = (...ids: string[]) => ({ endpoint: ids.map((id) => ({ reference: `Endpoint/${id}` })) });
    answers = {
      'ImagingStudy?patient=p-1': bundle(
        study('1', of('a', 'off', 'qido', 'gone')),
        study('2', { series: [of('a')] }),
        study('3', { endpoint: [{ reference: 'https://evil.example/Endpoint/x' }] }),
      ),
      'Endpoint/a': endpoint('a'),
      'Endpoint/off': endpoint('off', { status: 'off' }),
      'Endpoint/qido': endpoint('qido', { connectionType: { code: 'dicom-qido-rs' } }),
    };
    const studies = await list();
    expect(studies.map((each) => each.endpoints)).toEqual([['https://a.example'], ['https://a.example'], []]);
    expect(server.asked.filter((line) => line === 'GET /fhir/Endpoint/a')).toHaveLength(1);
  });

  test('takes the order’s numbers from the ServiceRequest of the same patient, and of no other', async () => {
    const request = (id: string, subject: string) => ({
      resourceType: 'ServiceRequest',
      id,
      subject: { reference: subject },
      identifier: ['PLAC', 'FILL', 'ACSN'].map((code) => ({
        value: `${code}-${id}`,
        type: { coding: [{ code }] },
      })),
      code: { coding: [{ system: 'http://loinc.org', code: '24648-8', display: 'XR chest PA' }] },
    });
    answers = {
      'ImagingStudy?patient=p-1': bundle(
        study('1', { basedOn: [{ reference: 'ServiceRequest/own' }] }),
        study('2', { basedOn: [{ reference: 'ServiceRequest/foreign' }] }),
      ),
      'ServiceRequest/own': request('own', 'Patient/p-1'),
      'ServiceRequest/foreign': request('foreign', 'Patient/p-2'),
    };
    const [own, foreign] = await list();
    expect(own).toMatchObject({
      accessionNumber: 'ACSN-own',
      order: {
        placerOrderNumber: 'PLAC-own',
        fillerOrderNumber: 'FILL-own',
        universalServiceId: { system: 'LN' },
      },
    });
    expect(foreign?.order).toBeUndefined();
    expect(foreign?.accessionNumber).toBeUndefined();
  });
});

describe('findPatient', () => {
  const search = `Patient?identifier=${SYSTEM}|MRN-1`;
  const find = () => findPatient(read, [{ system: SYSTEM, value: 'MRN-1' }]);
  const unverifiable = { code: 'patient-unverifiable', failure: 'refused' };

  test('finds the one who bears the identifier', async () => {
    answers[search] = bundle(patient('p-1'));
    expect(await find()).toMatchObject({ fhirId: 'p-1', identifiers: [{ system: SYSTEM, value: 'MRN-1' }] });
  });

  test.each<[string, unknown[]]>([
    ['nobody', []],
    ['two', [patient('p-1'), patient('p-2')]],
    ['somebody with another number, as a server does that ignores the search', [patient('p-9', 'MRN-9')]],
    ['somebody with the number of another authority', [patient('p-9', 'MRN-1', 'urn:oid:9.9')]],
  ])('refuses %s', async (_, found) => {
    answers[search] = bundle(...found);
    await expect(find()).rejects.toMatchObject(unverifiable);
  });

  test('refuses where two identifiers name two patients, and accepts where they name one', async () => {
    const both = [
      { system: SYSTEM, value: 'MRN-1' },
      { system: 'urn:b', value: 'B-1' },
    ];
    answers[search] = bundle(patient('p-1'));
    answers['Patient?identifier=urn:b|B-1'] = bundle(patient('p-2', 'B-1', 'urn:b'));
    await expect(findPatient(read, both)).rejects.toMatchObject(unverifiable);
    const whole = { ...patient('p-1'), identifier: both };
    answers[search] = bundle(whole);
    answers['Patient?identifier=urn:b|B-1'] = bundle(whole);
    expect(await findPatient(read, both)).toMatchObject({ fhirId: 'p-1' });
  });

  test('never searches by a number without its authority', async () => {
    await expect(findPatient(read, [{ value: 'MRN-1' }])).rejects.toMatchObject(unverifiable);
    expect(server.asked).toEqual([]);
  });

  test('a number that holds the search’s own signs stays one number', async () => {
    await expect(findPatient(read, [{ system: SYSTEM, value: 'a,b|c$d&_count=1' }])).rejects.toThrow();
    const [line] = server.asked;
    expect([...new URL(line?.slice(4) ?? '', server.url).searchParams]).toEqual([
      ['identifier', `${SYSTEM}|a\\,b\\|c\\$d&_count=1`],
    ]);
  });
});

describe('readPatient', () => {
  test('refuses an answer that is another patient, or none', async () => {
    answers['Patient/p-1'] = patient('p-2');
    await expect(readPatient(read, 'p-1')).rejects.toMatchObject({ code: 'patient-unverifiable' });
    await expect(readPatient(read, 'p-3')).rejects.toMatchObject({ code: 'patient-unverifiable' });
  });

  test('prefers the official name', async () => {
    answers['Patient/p-1'] = {
      ...patient('p-1'),
      name: [{ family: 'Old' }, { use: 'official', family: 'Test', given: ['Ann', 'B'] }],
    };
    expect(await readPatient(read, 'p-1')).toMatchObject({ displayName: 'Ann B Test', family: 'Test' });
  });
});

describe('reading FHIR', () => {
  const search = () => searchResources(read, 'Patient?family=x', patientSchema);
  const page = (next: string, ...resources: unknown[]) => ({
    ...bundle(...resources),
    link: [{ relation: 'next', url: next }],
  });

  test('follows next links', async () => {
    answers['Patient?family=x'] = page(`${server.url}/fhir/Patient?page=2`, patient('p-1'));
    answers['Patient?page=2'] = bundle(patient('p-2'));
    expect((await search()).map(({ id }) => id)).toEqual(['p-1', 'p-2']);
  });

  test('a next link may lead to another path below the base', async () => {
    answers['Patient?family=x'] = page(`${server.url}/fhir?_getpages=7`, patient('p-1'));
    answers['/fhir?_getpages=7'] = bundle(patient('p-2'));
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
      answers['Patient?family=x'] = page(url, patient('p-1'));
      await expect(search()).rejects.toMatchObject({ code: 'ehr-answer-broken' });
    }
    expect(stranger.asked).toEqual([]);
    expect(new Set(server.asked)).toEqual(new Set(['GET /fhir/Patient?family=x']));
    await stranger.close();
  });

  test('a next link that is no address is a broken answer', async () => {
    answers['Patient?family=x'] = page('http://[', patient('p-1'));
    await expect(search()).rejects.toMatchObject({ code: 'ehr-answer-broken' });
  });

  test('a search that never ends is not taken for a whole one', async () => {
    answers['Patient?family=x'] = page(`${server.url}/fhir/Patient?family=x`, patient('p-1'));
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
    answers['Patient/p-1'] = answer;
    await expect(read('Patient/p-1')).rejects.toMatchObject({ code, failure });
  });

  test.each([404, 410])('%i is no resource, and no error', async (status) => {
    answers['Patient/p-1'] = status;
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
