import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitMultipart } from '#sandbox/archive/multipart.ts';
import { readDicomHeader } from '#sandbox/archive/dicom-header.ts';
import type { Hospital } from '#sandbox/hospital.ts';
import { bearer, launchApp } from './launch-app.ts';
import type { TokenAnswer } from './launch-app.ts';
import { openHospital, postJson } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

const film = writeTinyDicom({
  studyUid: '1.2.3.1',
  sopInstanceUid: '1.2.3.1.1.1',
  patientId: 'P1',
  accessionNumber: 'A1',
});
const sameUid = writeTinyDicom({
  studyUid: '1.2.3.1',
  sopInstanceUid: '1.2.3.1.1.1',
  patientId: 'P1',
  grey: 9,
});
const otherPatient = writeTinyDicom({ studyUid: '1.2.3.2', sopInstanceUid: '1.2.3.2.1.1', patientId: 'P2' });
const nameless = writeTinyDicom({ studyUid: '1.2.3.3', sopInstanceUid: '1.2.3.3.1.1' });
const STUDY = '/studies/1.2.3.1';
const INSTANCE = `${STUDY}/series/1.2.3.1.1/instances/1.2.3.1.1.1`;

let hospital: Hospital;
let token: TokenAnswer;
const get = (path: string, accept = '*/*'): Promise<Response> =>
  fetch(`${hospital.archiveUrl}${path}`, { headers: { ...bearer(token), accept } });
const parts = async (answer: Response): Promise<readonly Buffer[]> =>
  splitMultipart(answer.headers.get('content-type') ?? '', Buffer.from(await answer.arrayBuffer())) ?? [];
const fhirIdOf = (patientId: string): string =>
  hospital.patients.find((patient) => patient.patientId === patientId)?.fhirId ?? '';

beforeAll(async () => {
  hospital = await openHospital({
    'a film': film,
    'b same uid': sameUid,
    'c.dcm': otherPatient,
    d: nameless,
    'e truncated': film.subarray(0, film.length - 4),
    'f.txt': Buffer.from('not a film'),
    g: film,
    'h other path': writeTinyDicom({ studyUid: '1.2/../3', sopInstanceUid: '1.2.3.4.1.1', patientId: 'P1' }),
  });
  token = await launchApp(hospital, fhirIdOf('P1'));
}, 60_000);
afterAll(() => hospital.close());

describe('import', () => {
  test('lists what it refuses, with the reason, and goes on', () => {
    expect(hospital.films.filter((item) => 'refused' in item)).toEqual([
      { file: 'e truncated', refused: 'truncated' },
      { file: 'f.txt', refused: 'not-dicom' },
      { file: 'h other path', refused: 'invalid-identifiers' },
    ]);
  });

  test('gives a second object of the same SOP Instance UID a new one, and takes the same bytes twice as one', () => {
    const uids = hospital.films.map((item) => ('refused' in item ? '' : item.sopInstanceUid));
    expect(uids[0]).toBe('1.2.3.1.1.1');
    expect(uids[1]).toMatch(/^2\.25\.\d+$/);
    expect(uids[6]).toBe(uids[0]);
  });

  test('gives a film with no Patient ID an import id', () => {
    expect(hospital.patients.map((patient) => patient.patientId)).toContainEqual(
      expect.stringMatching(/^IMP[0-9A-F]{10}$/),
    );
  });
});

describe('WADO-RS', () => {
  test('gives a film back byte for byte', async () => {
    const answer = await get(INSTANCE, 'multipart/related; type="application/dicom"; transfer-syntax=*');
    expect(answer.headers.get('content-type')).toMatch(
      /^multipart\/related; type="application\/dicom"; boundary=/,
    );
    expect((await parts(answer))[0]?.equals(film)).toBe(true);
  });

  test('serves coerced values inside the object, and its pixels untouched', async () => {
    const films = await parts(await get(STUDY));
    expect(films).toHaveLength(2);
    const coerced = films[1] ?? Buffer.alloc(0);
    const second = hospital.films[1];
    expect(readDicomHeader(coerced).sopInstanceUid).toBe(
      second !== undefined && 'sopInstanceUid' in second && second.sopInstanceUid,
    );
    expect(coerced.subarray(-8)).toEqual(Buffer.from([9, 9, 9, 9, 5, 6, 7, 8]));
  });

  test('serves frames, and says which are not there', async () => {
    const [frame] = await parts(
      await get(
        `${INSTANCE}/frames/1`,
        'multipart/related; type="application/octet-stream"; transfer-syntax=*',
      ),
    );
    expect(frame).toEqual(Buffer.from([1, 1, 1, 1, 5, 6, 7, 8]));
    expect((await get(`${INSTANCE}/frames/2`)).status).toBe(404);
    expect((await get(`${INSTANCE}/frames/zero`)).status).toBe(400);
  });

  test('serves metadata whose pixel data points to the bulk data', async () => {
    const [metadata] = (await (await get(`${INSTANCE}/metadata`)).json()) as Record<
      string,
      { Value?: unknown[]; BulkDataURI?: string }
    >[];
    expect(metadata?.['00100020']?.Value).toEqual(['P1']);
    expect(metadata?.['00280010']?.Value).toEqual([2]);
    const uri = metadata?.['7FE00010']?.BulkDataURI ?? '';
    const [bulk] = await parts(await fetch(uri, { headers: bearer(token) }));
    expect(bulk).toEqual(Buffer.from([1, 1, 1, 1, 5, 6, 7, 8]));
  });

  test('refuses what it would have to transcode', async () => {
    const answer = await get(
      INSTANCE,
      'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.90',
    );
    expect(answer.status).toBe(406);
  });
});

test('a study misfiled under the launched patient does arrive: whoever reads it has to see whose it is', async () => {
  const system = await launchApp(hospital, fhirIdOf('P2'));
  const found = await fetch(`${hospital.fhirUrl}/ImagingStudy`, { headers: bearer(system) });
  const bundle = (await found.json()) as { entry: { resource: { id: string } }[] };
  const imagingStudyId = bundle.entry[0]?.resource.id;
  const misfile = (patientId: string): Promise<Response> =>
    postJson(`${hospital.ehrUrl}/sandbox/misfile`, { imagingStudyId, patientFhirId: fhirIdOf(patientId) });
  await misfile('P1');
  const [part] = await parts(await get('/studies/1.2.3.2'));
  expect(part?.equals(otherPatient)).toBe(true);
  await misfile('P2');
  expect((await get('/studies/1.2.3.2')).status).toBe(403);
});

describe('access', () => {
  test('needs a token', async () => {
    expect((await fetch(`${hospital.archiveUrl}/studies`)).status).toBe(401);
  });

  test("refuses another patient's study, and does not list it", async () => {
    expect((await get('/studies/1.2.3.2')).status).toBe(403);
    expect((await get('/studies/1.2.3.2/series/1.2.3.2.1/instances/1.2.3.2.1.1/frames/1')).status).toBe(403);
    const studies = (await (await get('/studies')).json()) as Record<string, { Value?: unknown[] }>[];
    expect(studies.map((study) => study['0020000D']?.Value?.[0])).toEqual(['1.2.3.1']);
  });

  test('an archive that is down answers 503 or nothing at all', async () => {
    await postJson(`${hospital.ehrUrl}/sandbox/archive`, { down: true });
    expect((await get(STUDY)).status).toBe(503);
    await postJson(`${hospital.ehrUrl}/sandbox/archive`, { down: 'drop' });
    await expect(get(STUDY)).rejects.toThrow();
    await postJson(`${hospital.ehrUrl}/sandbox/archive`, { down: false });
    expect((await get(STUDY)).status).toBe(200);
  });
});

test('QIDO-RS matches, pages and refuses keys it does not know', async () => {
  const count = async (query: string): Promise<number> =>
    ((await (await get(query)).json()) as unknown[]).length;
  expect(await count('/instances?StudyInstanceUID=1.2.3.1')).toBe(2);
  expect(await count('/instances?limit=1&offset=1')).toBe(1);
  expect(await count('/studies?AccessionNumber=A1')).toBe(1);
  expect(await count('/studies?PatientID=P2')).toBe(0);
  expect(await count(`${STUDY}/series`)).toBe(1);
  expect((await get('/studies?Nonsense=1')).status).toBe(400);
});

test('STOW-RS takes an instance of the patient, refuses one of another, and serves what it took', async () => {
  const own = writeTinyDicom({ studyUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.1.2', patientId: 'P1' });
  const store = (body: Buffer): Promise<Response> =>
    fetch(`${hospital.archiveUrl}/studies`, {
      method: 'POST',
      headers: {
        ...bearer(token),
        'content-type': 'multipart/related; type="application/dicom"; boundary=XX',
      },
      body: Buffer.concat([
        Buffer.from('--XX\r\nContent-Type: application/dicom\r\n\r\n'),
        body,
        Buffer.from('\r\n--XX--\r\n'),
      ]),
    });
  expect((await store(own)).status).toBe(200);
  const [back] = await parts(await get(`${STUDY}/series/1.2.3.1.1/instances/1.2.3.1.1.2`));
  expect(back?.equals(own)).toBe(true);
  expect((await store(otherPatient)).status).toBe(409);
  expect((await store(Buffer.from('no film'))).status).toBe(409);
});
