import type { Bundle, DocumentReference, Observation } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hospital } from '#sandbox/hospital.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import { bearer, launchApp } from './launch-app.ts';
import type { TokenAnswer } from './launch-app.ts';
import { openHospital, postJson } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

interface Ehr {
  readonly hospital: Hospital;
  readonly patient: string;
  get(path: string): Promise<Response>;
  send(path: string, body: object, headers?: Record<string, string>, method?: string): Promise<Response>;
}

const TYPES = [
  'Patient',
  'DiagnosticReport',
  'Observation',
  'DocumentReference',
  'Provenance',
  'ServiceRequest',
];
const SCOPE = [
  'openid fhirUser launch',
  ...TYPES.map((type) => `user/${type}.cruds patient/${type}.cruds`),
].join(' ');

async function openEhr(ehr: EhrName): Promise<Ehr> {
  const film = writeTinyDicom({ studyUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.1.1', patientId: 'P1' });
  const hospital = await openHospital({ film }, { ehr });
  const patient = hospital.patients[0]?.fhirId ?? '';
  const token: TokenAnswer = await launchApp(hospital, patient, `${SCOPE} patient/ImagingStudy.rs`);
  const headers = { ...bearer(token), 'content-type': 'application/fhir+json' };
  return {
    hospital,
    patient,
    get: (path) => fetch(`${hospital.fhirUrl}/${path}`, { headers }),
    send: (path, body, extra = {}, method = 'POST') =>
      fetch(`${hospital.fhirUrl}/${path}`, {
        method,
        headers: { ...headers, ...extra },
        body: JSON.stringify(body),
      }),
  };
}

async function expectRefused(answer: Response, status: number): Promise<void> {
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error' }],
  });
}

const observation = (patient: string, code: string): Observation => ({
  resourceType: 'Observation',
  status: 'preliminary',
  code: { coding: [{ system: 'http://loinc.org', code }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: '2026-03-14T10:00:00Z',
  valueString: 'AI said so',
});
const report = (patient: string, category: string) => ({
  resourceType: 'DiagnosticReport',
  status: 'preliminary',
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: category }] }],
  code: { text: 'Chest X-ray' },
  subject: { reference: `Patient/${patient}` },
});
const document = (patient: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  identifier: [{ system: 'urn:test', value: '1' }],
  type: { text: 'AI result' },
  subject: { reference: `Patient/${patient}` },
  date: '2026-03-14T10:00:00Z',
  content: [{ attachment: { contentType: 'application/pdf', data: 'JVBERg==' } }],
});
const transaction = (patient: string): object => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [{ resource: observation(patient, '8867-4'), request: { method: 'POST', url: 'Observation' } }],
});
const idOf = (answer: Response): string =>
  /\/[A-Za-z]+\/([\w-]+)\/_history/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';

describe.each(['epic', 'oracle'] as const)('%s', (name) => {
  let ehr: Ehr;
  beforeAll(async () => {
    ehr = await openEhr(name);
  }, 60_000);
  afterAll(() => ehr.hospital.close());

  test('takes no transaction', async () => {
    await expectRefused(await ehr.send('', transaction(ehr.patient)), name === 'epic' ? 405 : 400);
  });

  test('refuses a conditional create, and makes doubles where it was told to ignore the header', async () => {
    const create = () =>
      ehr.send('DocumentReference', document(ehr.patient), { 'if-none-exist': 'identifier=urn:test|1' });
    await expectRefused(await create(), 412);
    const control = `${ehr.hospital.ehrUrl}/sandbox/conditional-creates`;
    await postJson(control, { mode: 'ignored' });
    const twice = [await create(), await create()];
    await postJson(control, { mode: 'as-stated' });
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(idOf(twice[0] as Response)).not.toBe(idOf(twice[1] as Response));
    await expectRefused(await create(), 412);
  });

  test('answers a create with Location and without a body', async () => {
    const answer = await ehr.send('DocumentReference', document(ehr.patient));
    expect(answer.status).toBe(201);
    expect(await answer.text()).toBe('');
    expect((await ehr.get(`DocumentReference/${idOf(answer)}`)).status).toBe(200);
  });

  test('refuses a search parameter that it does not state, and so never answers with more than was asked for', async () => {
    await expectRefused(await ehr.get('DocumentReference?description=x'), 400);
    expect((await ehr.get('DocumentReference?type=x')).status).toBe(200);
  });

  test('refuses a report of radiology', async () => {
    await expectRefused(
      await ehr.send('DiagnosticReport', report(ehr.patient, 'RAD')),
      name === 'epic' ? 405 : 422,
    );
  });

  test('lets the app read who is logged in', async () => {
    expect((await ehr.get('Practitioner/rivera')).status).toBe(200);
    await expectRefused(await ehr.get('Practitioner/somebody-else'), 403);
  });
});

describe('epic', () => {
  let ehr: Ehr;
  beforeAll(async () => {
    ehr = await openEhr('epic');
  }, 60_000);
  afterAll(() => ehr.hospital.close());

  test('serves ImagingStudy, and Provenance to read only', async () => {
    const found = (await (await ehr.get(`ImagingStudy?patient=${ehr.patient}`)).json()) as Bundle;
    expect(found.total).toBe(1);
    await expectRefused(await ehr.get('Provenance'), 405);
    await expectRefused(await ehr.get('Subscription/1'), 404);
  });

  test('creates an Observation only where a flowsheet row is mapped to its code', async () => {
    await expectRefused(await ehr.send('Observation', observation(ehr.patient, '59776-5')), 400);
    expect((await ehr.send('Observation', observation(ehr.patient, '8867-4'))).status).toBe(201);
  });
});

describe('oracle', () => {
  let ehr: Ehr;
  beforeAll(async () => {
    ehr = await openEhr('oracle');
  }, 60_000);
  afterAll(() => ehr.hospital.close());

  test.each(['ImagingStudy', 'Task', 'Subscription', 'Endpoint'])('has no %s', async (type) => {
    await expectRefused(await ehr.get(`${type}?patient=${ehr.patient}`), 404);
  });

  test('creates a report of pathology', async () => {
    expect((await ehr.send('DiagnosticReport', report(ehr.patient, 'SP'))).status).toBe(201);
  });

  test('refuses a document with two attachments, and one whose dates have no time', async () => {
    const good = document(ehr.patient);
    const twice = { ...good, content: [...good.content, ...good.content] };
    await expectRefused(await ehr.send('DocumentReference', twice), 422);
    const dated = { ...good, context: { period: { start: '2026-03-14' } } };
    await expectRefused(await ehr.send('DocumentReference', dated), 422);
  });

  test('refuses modifierExtension and implicitRules, at whatever depth', async () => {
    const good = observation(ehr.patient, '59776-5');
    const extension = [{ url: 'https://x.example/not', valueBoolean: true }];
    for (const more of [
      { modifierExtension: extension },
      { implicitRules: 'https://x.example/rules' },
      { component: [{ code: { text: 'part' }, valueString: 'x', modifierExtension: extension }] },
    ])
      await expectRefused(await ehr.send('Observation', { ...good, ...more }), 422);
  });

  test('drops what it does not support and tells nobody', async () => {
    const answer = await ehr.send('Observation', {
      ...observation(ehr.patient, '59776-5'),
      identifier: [{ system: 'urn:test', value: 'ours' }],
      meta: {
        security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'AIAST' }],
      },
      extension: [{ url: 'https://x.example/ai', valueBoolean: true }],
    });
    expect(answer.status).toBe(201);
    const stored = (await (await ehr.get(`Observation/${idOf(answer)}`)).json()) as Observation;
    expect(stored.valueString).toBe('AI said so');
    expect(stored.identifier).toBeUndefined();
    expect(stored.extension).toBeUndefined();
    expect(stored.meta?.security).toBeUndefined();
  });

  test('updates the newest version only: 409 on a stale If-Match, and none without one', async () => {
    const created = await ehr.send('Observation', observation(ehr.patient, '59776-5'));
    const path = `Observation/${idOf(created)}`;
    const first = created.headers.get('etag') ?? '';
    const body = { ...observation(ehr.patient, '59776-5'), id: idOf(created), status: 'final' };
    const update = (headers: Record<string, string>) => ehr.send(path, body, headers, 'PUT');
    await expectRefused(await update({}), 412);
    expect((await update({ 'if-match': first })).status).toBe(200);
    await expectRefused(await update({ 'if-match': first }), 409);
  });

  test('performs a batch entry by entry: one refused does not take the others along', async () => {
    const entry = [observation(ehr.patient, '59776-5'), report(ehr.patient, 'RAD')].map((resource) => ({
      resource,
      request: { method: 'POST', url: resource.resourceType },
    }));
    const answer = (await (
      await ehr.send('', { resourceType: 'Bundle', type: 'batch', entry })
    ).json()) as Bundle;
    expect(answer.entry?.map(({ response }) => response?.status)).toEqual(['201', '422']);
  });
});

describe('the archive', () => {
  test.each(['epic', 'oracle'] as const)(
    'beside %s knows an account of its own, and no token of the EHR',
    async (name) => {
      const { hospital, patient } = await openEhr(name);
      const token = await launchApp(hospital, patient);
      const ask = async (authorization: string) =>
        (await fetch(`${hospital.archiveUrl}/studies`, { headers: { authorization } })).status;
      expect(await ask(`Bearer ${token.access_token}`)).toBe(401);
      expect(await ask(`Basic ${Buffer.from('sightline:wrong').toString('base64')}`)).toBe(401);
      expect(await ask(`Basic ${Buffer.from('sightline:demo-archive').toString('base64')}`)).toBe(200);
      await hospital.close();
    },
  );
});
