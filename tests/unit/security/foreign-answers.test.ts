import { describe, expect, it } from 'vitest';
import { lookUpResult } from '#lib/delivery/look-up-result.ts';
import { sendFhirTransaction } from '#lib/delivery/send-fhir.ts';
import { listStudies } from '#lib/studies/list-studies.ts';
import type { ReadFhir } from '#lib/studies/read-fhir.ts';
import { findPatient } from '#lib/studies/read-patient.ts';
import { verifyPatient } from '#lib/studies/verify-patient.ts';

const MRN = 'urn:oid:2.25.1';
const REPORT = { system: 'https://sightline.example/id', value: 'report-1' };
const IDENTITY = `${REPORT.system}|${REPORT.value}`;

const bundle = (...resources: object[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});
const answering =
  (body: object): typeof fetch =>
  () =>
    Promise.resolve(Response.json(body));

describe('an EHR that answers something else than was asked', () => {
  it('a patient without the identifier asked for is not the patient', async () => {
    const other = { resourceType: 'Patient', id: 'x', identifier: [{ system: MRN, value: '999' }] };
    const read: ReadFhir = () => Promise.resolve(bundle(other));
    await expect(findPatient(read, [{ system: MRN, value: '123' }])).rejects.toMatchObject({
      code: 'patient-unverifiable',
    });
  });

  it("another patient's order never lends its numbers to a study", async () => {
    const study = {
      resourceType: 'ImagingStudy',
      id: 's',
      status: 'available',
      identifier: [{ system: 'urn:dicom:uid', value: 'urn:oid:1.2.3' }],
      subject: { reference: 'Patient/a' },
      basedOn: [{ reference: 'ServiceRequest/r' }],
    };
    const placer = { type: { coding: [{ code: 'PLAC' }] }, value: 'P1' };
    const request = (patient: string) => ({
      resourceType: 'ServiceRequest',
      id: 'r',
      subject: { reference: `Patient/${patient}` },
      identifier: [placer],
    });
    const ordersOf = async (patient: string) => {
      const read: ReadFhir = (path) =>
        Promise.resolve(path.startsWith('ImagingStudy') ? bundle(study) : request(patient));
      return (await listStudies(read, 'a')).map(({ order }) => order?.placerOrderNumber);
    };
    expect(await ordersOf('a')).toEqual(['P1']);
    expect(await ordersOf('b')).toEqual([undefined]);
  });

  it('a report of another identity is no proof of delivery, nor of its absence', async () => {
    const foreign = { resourceType: 'DiagnosticReport', id: 'other', identifier: [{ value: 'x' }] };
    await expect(
      lookUpResult(
        { base: 'http://ehr.invalid/fhir', request: answering(bundle(foreign)) },
        { type: 'DiagnosticReport', identifier: IDENTITY },
      ),
    ).rejects.toMatchObject({ code: 'delivery-ambiguous', failure: 'ambiguous' });
  });

  it('finds the report among others, beside an OperationOutcome without an id', async () => {
    const answer = bundle(
      { resourceType: 'OperationOutcome' },
      { resourceType: 'DiagnosticReport', id: 'other' },
      { resourceType: 'DiagnosticReport', id: 'ours', identifier: [REPORT] },
    );
    const sought = { type: 'DiagnosticReport', identifier: IDENTITY };
    const server = (body: object) => ({ base: 'http://ehr.invalid/fhir', request: answering(body) });
    expect(await lookUpResult(server(answer), sought)).toMatchObject({ reference: 'DiagnosticReport/ours' });
    const none = bundle({ resourceType: 'OperationOutcome' });
    expect(await lookUpResult(server(none), sought)).toBeUndefined();
  });

  it('a 200 that names no report is not taken for an acknowledgement', async () => {
    await expect(
      sendFhirTransaction(
        { base: 'http://ehr.invalid/fhir', request: answering(bundle()) },
        '{}',
        'DiagnosticReport',
      ),
    ).rejects.toMatchObject({ code: 'delivery-ambiguous', failure: 'ambiguous' });
  });
});

describe('a site where two authorities number patients', () => {
  const chart = { identifiers: [{ system: MRN, value: '7' }], birthDate: '1980-05-17' };
  const systems = [MRN, 'urn:oid:2.25.2'];

  it('a number alone does not make a film the patient\u2019s', () => {
    expect(() => {
      verifyPatient({ id: '7' }, chart, systems);
    }).toThrow('patient-unverifiable');
    expect(() => {
      verifyPatient({ id: '7', birthDate: '1980-05-17' }, chart, systems);
    }).not.toThrow();
  });
});

describe('a birth date that the chart knows in part', () => {
  const chart = (birthDate: string) => ({ identifiers: [{ system: MRN, value: '7' }], birthDate });
  const film = { id: '7', birthDate: '1980-05-17' };

  it.each(['1981', '1980-06', '1980-05-18'])('%s contradicts', (birthDate) => {
    expect(() => {
      verifyPatient(film, chart(birthDate), [MRN]);
    }).toThrow('patient-mismatch');
  });

  it.each(['1980', '1980-05', '1980-05-17'])('%s agrees', (birthDate) => {
    expect(() => {
      verifyPatient(film, chart(birthDate), [MRN]);
    }).not.toThrow();
  });
});
