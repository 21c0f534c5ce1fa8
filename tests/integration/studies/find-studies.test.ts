import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { EhrConnection } from '#lib/pipeline/connect-ehr.ts';
import { findOrdered, findStudies } from '#lib/pipeline/find-studies.ts';
import { siteSchema, type DicomwebRoot } from '#lib/platform/sites.ts';
import { readPatient } from '#lib/studies/read-patient.ts';
import { SITE } from '#tests/unit/platform/site-fixture.ts';
import { openSmallArchive, type ListedStudy } from './small-archive.ts';
import { bundle, openSmallFhir, patient, SYSTEM } from './small-fhir.ts';

const server = await openSmallFhir();
const archive = await openSmallArchive();
afterAll(() => Promise.all([server.close(), archive.close()]));

const ORDERS = 'ServiceRequest?patient=p-1';
const REPORTS = 'DiagnosticReport?patient=p-1';
const IMAGING_ORDERS = `${ORDERS}&category=http://snomed.info/sct|363679005`;
const IMAGING_REPORTS = `${REPORTS}&category=http://loinc.org|LP29684-5,http://terminology.hl7.org/CodeSystem/v2-0074|RAD`;

/** An EHR without ImagingStudy, as Oracle Health is. */
beforeEach(() => {
  server.answers = { 'Patient/p-1': { ...patient('p-1'), birthDate: '1960-01-02' } };
  server.asked.length = 0;
  archive.studies = [];
  archive.asked.length = 0;
  archive.refuse = () => undefined;
});

const study = (uid: string, accession: string, more: ListedStudy = {}): ListedStudy => ({
  StudyInstanceUID: uid,
  AccessionNumber: accession,
  PatientID: 'MRN-1',
  PatientBirthDate: '19600102',
  ...more,
});
const V2_0203 = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const numbered = (type: string, id: string, accession: string, more: object = {}) => ({
  resourceType: type,
  id,
  status: type === 'ServiceRequest' ? 'active' : 'final',
  subject: { reference: 'Patient/p-1' },
  identifier: [
    { type: { coding: [{ system: V2_0203, code: 'ACSN' }] }, value: accession },
    { type: { coding: [{ system: V2_0203, code: 'PLAC' }] }, value: `PLAC-${id}` },
  ],
  ...more,
});

function connect(root: Partial<DicomwebRoot> = {}, fhir: object = {}): EhrConnection {
  const dicomweb = [{ root: archive.root, authorization: 'none', ...root }];
  const site = siteSchema.parse({ ...SITE, fhir: { ...SITE.fhir, ...fhir }, dicomweb });
  return {
    site,
    request: fetch,
    read: server.read,
    reach: () => Promise.resolve({ root: archive.root, authorization: () => Promise.resolve(undefined) }),
  };
}
const uidsAt = async (ehr: EhrConnection) =>
  (await findStudies(ehr, 'p-1')).map(({ studyInstanceUid }) => studyInstanceUid);

describe('an EHR without ImagingStudy', () => {
  test('has the chart that its archive holds under the patient, and is not asked for orders', async () => {
    archive.studies = [study('1.1', 'A-1'), study('1.2', 'A-2', { PatientID: 'MRN-2' })];
    expect(await uidsAt(connect())).toEqual(['1.1']);
    expect(server.asked.filter((line) => /ServiceRequest|DiagnosticReport/.test(line))).toEqual([]);
  });

  test.each([
    ['forbids the search by patient', {}, (match: ListedStudy) => ('PatientID' in match ? 403 : undefined)],
    ['calls that search wrong', {}, (match: ListedStudy) => ('PatientID' in match ? 400 : undefined)],
    ['must not be searched by patient', { search: 'by-accession' as const }, () => undefined],
  ])('and whose archive %s: by orders’ and reports’ accession numbers', async (_, root, refuse) => {
    archive.studies = [study('1.1', 'A-1'), study('1.2', 'A-2'), study('1.3', 'A-3')];
    archive.refuse = refuse;
    server.answers[IMAGING_ORDERS] = bundle(numbered('ServiceRequest', 'o-1', 'A-1'));
    server.answers[IMAGING_REPORTS] = bundle(numbered('DiagnosticReport', 'r-1', 'A-2'));
    const found = await findStudies(connect(root), 'p-1');
    expect(found.map((each) => [each.studyInstanceUid, each.order?.placerOrderNumber])).toEqual([
      ['1.1', 'PLAC-o-1'],
      ['1.2', undefined],
    ]);
  });

  test('and whose archive knows the patient under no number that the chart has', async () => {
    server.answers['Patient/p-1'] = patient('p-1', 'MRN-1', 'urn:elsewhere');
    archive.studies = [study('1.1', 'A-1')];
    server.answers[IMAGING_ORDERS] = bundle(numbered('ServiceRequest', 'o-1', 'A-1'));
    // The number leads to a film, and nothing proves whose it is.
    expect(await uidsAt(connect())).toEqual([]);
  });

  test.each([404, 403, 400, 501, '<html>', '{}'])(
    'and that answers orders and reports with %s has none of them, and no failure',
    async (answer) => {
      for (const path of [IMAGING_ORDERS, ORDERS, IMAGING_REPORTS, REPORTS]) server.answers[path] = answer;
      expect(await uidsAt(connect())).toEqual([]);
    },
  );

  test('and that is away for a moment has no empty chart', async () => {
    server.answers[IMAGING_ORDERS] = 503;
    await expect(uidsAt(connect())).rejects.toMatchObject({ code: 'ehr-unreachable', failure: 'transient' });
  });

  test('and with no number to ask by: what the archive refused is no empty chart', async () => {
    archive.refuse = () => 403;
    await expect(uidsAt(connect())).rejects.toMatchObject({ code: 'archive-refused' });
  });

  test('asks for imaging first, for all where that is not served, and for nobody else’s', async () => {
    archive.studies = [study('1.1', 'A-1'), study('1.2', 'A-2'), study('1.3', 'A-3'), study('1.4', 'A-4')];
    server.answers[IMAGING_ORDERS] = 400;
    server.answers[ORDERS] = bundle(
      numbered('ServiceRequest', 'o-1', 'A-1'),
      numbered('ServiceRequest', 'o-2', 'A-2', { subject: { reference: 'Patient/p-2' } }),
      numbered('ServiceRequest', 'o-3', 'A-3', { status: 'entered-in-error' }),
      numbered('ServiceRequest', 'o-4', 'A-4', {
        identifier: [{ type: { coding: [{ system: 'urn:own', code: 'ACSN' }] }, value: 'A-4' }],
      }),
    );
    expect(await uidsAt(connect({ search: 'by-accession' }))).toEqual(['1.1']);
  });

  test('never shows another patient’s study under a number that repeats', async () => {
    archive.studies = [
      study('1.1', 'A-1'),
      study('1.2', 'A-1', { PatientID: 'MRN-2' }),
      study('1.3', 'A-1', { PatientBirthDate: '19990101' }),
    ];
    server.answers[IMAGING_ORDERS] = bundle(numbered('ServiceRequest', 'o-1', 'A-1'));
    expect(await uidsAt(connect({ search: 'by-accession' }))).toEqual(['1.1']);
  });

  test('never asks by a number that is a wildcard', async () => {
    archive.studies = [study('1.1', 'A-1')];
    server.answers[IMAGING_ORDERS] = bundle(numbered('ServiceRequest', 'o-1', 'A*'));
    expect(await uidsAt(connect({ search: 'by-accession' }))).toEqual([]);
    expect(archive.asked).toEqual([]);
  });

  test('finds an order’s study by its accession number without reading every order', async () => {
    archive.studies = [study('1.1', 'A-1')];
    const ehr = connect({ search: 'by-accession' });
    const found = await findOrdered(ehr, await readPatient(ehr.read, 'p-1'), { accessionNumber: 'A-1' });
    expect(found?.studyInstanceUid).toBe('1.1');
    expect(server.asked.filter((line) => line.includes('ServiceRequest'))).toEqual([]);
  });

  test('finds it by the placer’s number too, which only the EHR’s order ties to a study', async () => {
    archive.studies = [study('1.1', 'A-1')];
    server.answers[IMAGING_ORDERS] = bundle(numbered('ServiceRequest', 'o-1', 'A-1'));
    const ehr = connect({ search: 'by-accession' });
    const found = await findOrdered(ehr, await readPatient(ehr.read, 'p-1'), {
      placerOrderNumber: 'PLAC-o-1',
    });
    expect(found?.studyInstanceUid).toBe('1.1');
  });
});

describe('an archive of several authorities', () => {
  const mapped = (root: Partial<DicomwebRoot> = {}) =>
    connect(root, { patientIdIssuers: { [SYSTEM]: 'HOSPITAL-A' } });

  test('is asked with the authority, and its other patient of the same number is left out', async () => {
    archive.studies = [
      study('1.1', 'A-1', { IssuerOfPatientID: 'HOSPITAL-A' }),
      study('1.2', 'A-2', { IssuerOfPatientID: 'HOSPITAL-B' }),
    ];
    expect(await uidsAt(mapped())).toEqual(['1.1']);
    expect(archive.asked).toEqual([{ PatientID: 'MRN-1', IssuerOfPatientID: 'HOSPITAL-A' }]);
  });

  test('that can’t be asked so, or names none, is asked by the number; what contradicts is refused', async () => {
    archive.studies = [study('1.1', 'A-1'), study('1.2', 'A-2', { IssuerOfPatientID: 'HOSPITAL-B' })];
    expect(await uidsAt(mapped())).toEqual(['1.1']);
    archive.refuse = (match) => ('IssuerOfPatientID' in match ? 400 : undefined);
    expect(await uidsAt(mapped())).toEqual(['1.1']);
  });

  test('has the same number twice: by accession, too, the other authority’s is refused', async () => {
    archive.studies = [
      study('1.1', 'A-1', { IssuerOfPatientID: 'HOSPITAL-A' }),
      study('1.2', 'A-1', { IssuerOfPatientID: 'HOSPITAL-B' }),
    ];
    server.answers[IMAGING_ORDERS] = bundle(numbered('ServiceRequest', 'o-1', 'A-1'));
    expect(await uidsAt(mapped({ search: 'by-accession' }))).toEqual(['1.1']);
  });
});

describe('an EHR with ImagingStudy and nothing in it', () => {
  test('shows an empty chart though everything else is down', async () => {
    server.answers['ImagingStudy?patient=p-1'] = bundle();
    server.answers[IMAGING_ORDERS] = 503;
    expect(await uidsAt(connect())).toEqual([]);
  });

  test('that refuses its studies to this user says so, unless the site asks for no such right', async () => {
    server.answers['ImagingStudy?patient=p-1'] = 403;
    archive.studies = [study('1.1', 'A-1')];
    await expect(uidsAt(connect())).rejects.toMatchObject({ code: 'ehr-refused' });
    expect(await uidsAt(connect({}, { scopes: 'openid launch patient/Patient.rs' }))).toEqual(['1.1']);
  });
});
