/** A real archive: Debian's Orthanc with its DICOMweb plugin. */
import { readFileSync, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retrieveInstances, type RetrievedInstance } from '#lib/pixels/retrieve-instances.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';
import { provideFilms, runMainJob } from './run-demo.ts';
import { hasOrthanc, startOrthanc, type Orthanc } from './start-orthanc.ts';

const SHARED = '../shared/data/dicom/cxr';
const SOP_INSTANCE = 'x00080018';
const STUDY = 'x0020000d';
const PIXELS = 'x7fe00010';

const noToken = () => Promise.resolve(undefined);

function parse(bytes: Uint8Array) {
  return dicomParser.parseDicom(bytes);
}

/** The pixel data element as it lies in the file, fragments and all. */
function pixelsOf(bytes: Uint8Array): string {
  const dataSet = parse(bytes);
  const { dataOffset = 0, length = 0, fragments } = dataSet.elements[PIXELS] ?? {};
  const pieces = fragments
    ? fragments.map(({ position, length: size }) => bytes.subarray(position, position + size))
    : [bytes.subarray(dataOffset, dataOffset + length)];
  return Buffer.concat(pieces).toString('base64');
}

async function retrieve(root: string, study: string): Promise<RetrievedInstance[]> {
  const request = { root, studyInstanceUid: study as StudyInstanceUid, authorization: noToken };
  return Array.fromAsync(retrieveInstances(request));
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (thrown: unknown) => (thrown as { code?: unknown }).code,
  );
}

describe.skipIf(!hasOrthanc)('Orthanc (skipped where orthanc-dicomweb is absent)', () => {
  let orthanc: Orthanc;
  let films: Awaited<ReturnType<typeof provideFilms>>;
  beforeAll(async () => {
    films = await provideFilms();
    orthanc = await startOrthanc();
    expect(await orthanc.store(films.paths)).toBe(films.paths.length);
  });
  afterAll(() => orthanc.stop());

  test('every synthetic film comes back with its own UID and every byte of its pixels', async () => {
    for (const path of films.paths) await expectSameFilm(path);
  });

  test.skipIf(!existsSync(SHARED))(
    'every real film comes back with its own UID and every byte of its pixels (skipped: shared data absent)',
    async () => {
      const paths = (await readdir(SHARED)).map((name) => join(SHARED, name));
      expect(await orthanc.store(paths)).toBe(paths.length);
      for (const path of paths) await expectSameFilm(path);
    },
  );

  test('a study that it does not hold is named so', async () => {
    const code = await failureOf(retrieve(orthanc.root, '1.2.826.0.1.3680043.8.498.1'));
    expect(['study-not-found', 'study-without-images']).toContain(code);
  });

  test('one that is down is named so', async () => {
    const down = await startOrthanc();
    await down.store(films.paths.slice(0, 1));
    await down.stop();
    const study = parse(readFileSync(films.paths[0] ?? '')).string(STUDY) ?? '';
    expect(await failureOf(retrieve(down.root, study))).toBe('archive-unreachable');
  });

  test('the main job runs whole on it: every film analysed and filed', async () => {
    const database = await createTestDatabase();
    const summary = await runMainJob(films.folder, database.url, { archiveUrl: orthanc.root });
    await database.close();
    expect(summary.films.map(({ outcome }) => outcome)).toEqual(films.paths.map(() => 'analysed'));
    expect(summary.orderTriggered).toMatchObject({ outcome: 'analysed', orderAck: 'AA' });
    expect(summary.ok).toBe(true);
  });

  async function expectSameFilm(path: string): Promise<void> {
    const bytes = readFileSync(path);
    const header = parse(bytes);
    const study = await retrieve(orthanc.root, header.string(STUDY) ?? '');
    const uid = header.string(SOP_INSTANCE);
    const film = study.find(({ sopInstanceUid }) => sopInstanceUid === uid);
    expect(film, path).toBeDefined();
    if (film === undefined) return;
    expect(parse(film.bytes).string(SOP_INSTANCE)).toBe(uid);
    expect(pixelsOf(film.bytes) === pixelsOf(bytes), path).toBe(true);
  }
});
