import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { listStudies } from '#lib/studies/list-studies.ts';
import { bundle, openSmallFhir } from './small-fhir.ts';

const UID = 'urn:dicom:uid';
const server = await openSmallFhir();
const { read } = server;
beforeEach(() => {
  server.answers = {};
  server.asked.length = 0;
});
afterAll(() => server.close());

const study = (id: string, more: object = {}) => ({
  resourceType: 'ImagingStudy',
  id,
  status: 'available',
  subject: { reference: 'Patient/p-1' },
  identifier: [{ system: UID, value: `urn:oid:1.2.${id}` }],
  ...more,
});
const list = () => listStudies(read, 'p-1');

describe('listStudies', () => {
  test('leaves out another patient’s studies, whatever the search brings', async () => {
    server.answers['ImagingStudy?patient=p-1'] = bundle(
      study('1'),
      study('2', { subject: { reference: 'Patient/p-2' } }),
      study('3', { subject: { reference: 'Patient/p-11' } }),
      study('4', { subject: { display: 'somebody' } }),
      study('5', { subject: undefined }),
    );
    expect((await list()).map((each) => each.imagingStudyId)).toEqual(['1']);
  });

  test('leaves out studies without a usable UID, entered in error, or of another kind of resource', async () => {
    server.answers['ImagingStudy?patient=p-1'] = bundle(
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
    server.answers['ImagingStudy?patient=p-1'] = bundle(
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
    server.answers = {
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
    server.answers = {
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
