/** A real archive: Debian's Orthanc with its DICOMweb plugin. */
import { readFileSync, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { authorizeArchive } from '#lib/pixels/authorize-archive.ts';
import { queryArchive } from '#lib/pixels/query-archive.ts';
import {
  type ArchiveAccess,
  openArchive,
  retrieveInstances,
  type RetrievedInstance,
} from '#lib/pixels/retrieve-instances.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { firstOf } from '#lib/studies/qido-row.ts';
import { STUDY_TAGS } from '#lib/studies/search-archive.ts';
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

  describe('that asks for a name and a password', () => {
    let guarded: Orthanc;
    beforeAll(async () => {
      guarded = await startOrthanc({ user: 'sightline', password: 'päss:wörd' });
      expect(await guarded.store(films.paths)).toBe(films.paths.length);
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await guarded.stop();
    });

    function reach(password: string): Promise<ArchiveAccess> {
      vi.stubEnv('TEST_ARCHIVE_PASSWORD', password);
      const basic = { user: 'sightline', password: { env: 'TEST_ARCHIVE_PASSWORD' } };
      return authorizeArchive({ root: guarded.root, authorization: { basic } }, (transport) => transport);
    }

    test('gives a film to whoever knows them, and to nobody else', async () => {
      const study = parse(readFileSync(films.paths[0] ?? '')).string(STUDY) as StudyInstanceUid;
      const ask = async (password: string) =>
        Array.fromAsync(retrieveInstances({ ...(await reach(password)), studyInstanceUid: study }));
      expect(await ask('päss:wörd')).not.toEqual([]);
      expect(await failureOf(ask('guessed'))).toBe('archive-refused');
    });

    test('finds a study by its UID, by its accession number and by its patient', async () => {
      const header = parse(readFileSync(films.paths[0] ?? ''));
      const uid = header.string(STUDY) ?? '';
      const archive = openArchive(await reach('päss:wörd'));
      for (const match of [
        { StudyInstanceUID: uid },
        { AccessionNumber: header.string('x00080050') ?? '' },
        { PatientID: header.string('x00100020') ?? '' },
      ]) {
        const query = {
          path: '/studies',
          match,
          include: Object.values(STUDY_TAGS),
          identity: [STUDY_TAGS.studyInstanceUid],
        };
        const rows = await queryArchive(archive, query);
        expect(rows.map((row) => firstOf(row, STUDY_TAGS.studyInstanceUid))).toContain(uid);
      }
    });
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
