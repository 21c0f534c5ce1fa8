import type { Bundle, ImagingStudy, Observation } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hospital } from '#sandbox/hospital.ts';
import { bearer, launchApp, logIn } from './launch-app.ts';
import type { TokenAnswer } from './launch-app.ts';
import { openHospital, postJson } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

let hospital: Hospital;
let token: TokenAnswer;
let own: string;
let other: string;

beforeAll(async () => {
  hospital = await openHospital({
    a: writeTinyDicom({
      studyUid: '1.2.3.1',
      sopInstanceUid: '1.2.3.1.1.1',
      patientId: 'P1',
      accessionNumber: 'A1',
    }),
    b: writeTinyDicom({
      studyUid: '1.2.3.2',
      sopInstanceUid: '1.2.3.2.1.1',
      patientId: 'P2',
      patientName: 'Sato^Yuki',
    }),
  });
  own = hospital.patients[0]?.fhirId ?? '';
  other = hospital.patients[1]?.fhirId ?? '';
  token = await launchApp(hospital, own);
}, 60_000);
afterAll(() => hospital.close());

const get = (path: string): Promise<Response> =>
  fetch(`${hospital.fhirUrl}/${path}`, { headers: bearer(token) });
const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${hospital.fhirUrl}/${path}`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/fhir+json', ...headers },
    body: JSON.stringify(body),
  });
const observation = (patient: string, value: string): Observation => ({
  resourceType: 'Observation',
  status: 'preliminary',
  code: { text: 'test' },
  subject: { reference: `Patient/${patient}` },
  identifier: [{ system: 'urn:test', value }],
});
const search = async (query: string): Promise<Bundle> => (await (await get(query)).json()) as Bundle;

describe('the record', () => {
  test('is made from the headers: patient, study, order, endpoint', async () => {
    const bundle = await search(`ImagingStudy?patient=${own}&_include=ImagingStudy:endpoint`);
    const study = bundle.entry?.[0]?.resource as ImagingStudy;
    expect(study.identifier).toMatchObject([
      { system: 'urn:dicom:uid', value: 'urn:oid:1.2.3.1' },
      { type: { coding: [{ code: 'ACSN' }] }, value: 'A1' },
    ]);
    expect(study).toMatchObject({
      started: '2026-03-14',
      numberOfInstances: 1,
      series: [{ uid: '1.2.3.1.1', modality: { code: 'CR' } }],
    });
    expect(bundle.entry?.[1]?.resource).toMatchObject({
      resourceType: 'Endpoint',
      address: hospital.archiveUrl,
    });
    const order = (await (await get(study.basedOn?.[0]?.reference ?? '')).json()) as object;
    expect(order).toMatchObject({ resourceType: 'ServiceRequest', subject: { reference: `Patient/${own}` } });
  });

  test('keeps names of the header and makes up the others', () => {
    expect(hospital.patients[0]?.name).toMatch(/^[A-Z][a-z]+, [A-Z][a-z]+$/);
    expect(hospital.patients[1]?.name).toBe('Sato, Yuki');
  });

  test('answers metadata and SMART configuration to everybody', async () => {
    expect((await fetch(`${hospital.fhirUrl}/metadata`)).status).toBe(200);
    const configuration = (await (
      await fetch(`${hospital.fhirUrl}/.well-known/smart-configuration`)
    ).json()) as object;
    expect(configuration).toMatchObject({
      issuer: hospital.fhirUrl,
      code_challenge_methods_supported: ['S256'],
    });
  });
});

describe('writing', () => {
  test('the same conditional create, twice at once, makes one resource', async () => {
    const create = (): Promise<Response> =>
      post('Observation', observation(own, '1'), { 'if-none-exist': 'identifier=urn:test|1' });
    const answers = await Promise.all([create(), create()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 201]);
    expect((await search('Observation?identifier=urn:test|1')).total).toBe(1);
  });

  test('a transaction files a report with its observations', async () => {
    const fullUrl = 'urn:uuid:0b7f6f2e-2f63-4d0c-9a33-6a6f1d5b7a10';
    const report = {
      resourceType: 'DiagnosticReport',
      status: 'preliminary',
      code: { text: 'test' },
      subject: { reference: `Patient/${own}` },
      result: [{ reference: fullUrl }],
    };
    const answer = await post('', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl,
          resource: observation(own, '2'),
          request: { method: 'POST', url: 'Observation', ifNoneExist: 'identifier=urn:test|2' },
        },
        { resource: report, request: { method: 'POST', url: 'DiagnosticReport' } },
      ],
    });
    expect(answer.status).toBe(200);
    expect((await search(`DiagnosticReport?patient=${own}`)).entry?.[0]?.resource).toMatchObject({
      result: [{ reference: expect.stringMatching(/^Observation\//) as string }],
    });
  });

  test('for another patient is refused, alone and inside a transaction', async () => {
    const answer = await post('Observation', observation(other, '3'));
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
    const entry = [observation(own, '4'), observation(other, '5')].map((resource) => ({
      resource,
      request: { method: 'POST', url: 'Observation' },
    }));
    expect((await post('', { resourceType: 'Bundle', type: 'transaction', entry })).status).toBe(403);
    expect((await search('Observation?identifier=urn:test|4')).total).toBe(0);
  });

  test('a resource can be neither taken over from another patient nor handed to one', async () => {
    const created = (await (await post('Observation', observation(own, '6'))).json()) as Observation;
    const change = (method: string, body: object): Promise<Response> =>
      fetch(`${hospital.fhirUrl}/Observation/${created.id ?? ''}`, {
        method,
        headers: { ...bearer(token), 'content-type': 'application/fhir+json' },
        body: JSON.stringify(body),
      });
    expect((await change('PUT', { ...created, subject: { reference: `Patient/${other}` } })).status).toBe(
      403,
    );
    expect(
      (await change('PATCH', [{ op: 'replace', path: '/subject/reference', value: `Patient/${other}` }]))
        .status,
    ).toBe(400);
    expect((await change('PUT', { ...created, status: 'final' })).status).toBe(200);
  });

  test('what is not valid FHIR is refused', async () => {
    expect(
      (await post('Observation', { resourceType: 'Observation', subject: { reference: `Patient/${own}` } }))
        .status,
    ).toBe(400);
  });
});

describe('reading', () => {
  test("another patient's resources is refused, and no search shows them", async () => {
    expect((await get(`Patient/${other}`)).status).toBe(403);
    expect((await search('Patient')).total).toBe(1);
    expect((await search(`ImagingStudy?patient=${other}`)).total).toBe(0);
  });

  test('what the scopes do not hold is refused', async () => {
    const narrow = { ...token, access_token: 'unknown' };
    expect((await fetch(`${hospital.fhirUrl}/Patient/${own}`, { headers: bearer(narrow) })).status).toBe(401);
    expect((await get('Nonsense/1')).status).toBe(404);
  });
});

test('a removed Endpoint is gone, and comes back', async () => {
  await postJson(`${hospital.ehrUrl}/sandbox/endpoint`, { present: false });
  expect((await get('Endpoint/image-archive')).ok).toBe(false);
  expect((await search(`ImagingStudy?patient=${own}&_include=ImagingStudy:endpoint`)).entry).toHaveLength(1);
  await postJson(`${hospital.ehrUrl}/sandbox/endpoint`, { present: true });
  expect((await get('Endpoint/image-archive')).status).toBe(200);
});

test('the pages show the chart and the results filed, and mark them preliminary', async () => {
  const page = await fetch(`${hospital.ehrUrl}/patients/${own}`, {
    headers: { cookie: await logIn(hospital) },
  });
  const text = await page.text();
  expect(text).toContain('not a real hospital, no real patients');
  expect(text).toContain('class="mark preliminary"');
  // What its script looks for again and again, so that what is filed meanwhile is shown.
  expect(text).toContain('<section id="results">');
  const [, script = ''] = /<script src="([^"]+)"/.exec(text) ?? [];
  expect((await fetch(hospital.ehrUrl + script)).headers.get('content-type')).toContain('text/javascript');
  expect(page.headers.get('content-security-policy')).toContain("frame-src 'self' http://127.0.0.1:9");
});
