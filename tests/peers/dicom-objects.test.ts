/** The DICOM objects that we write, as others read them: dicom3tools, pydicom, and Orthanc, which stores them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeInstance } from '#lib/delivery/store-instance.ts';
import { queryArchive } from '#lib/pixels/query-archive.ts';
import { retrieveHeader } from '#lib/pixels/retrieve-header.ts';
import { openArchive } from '#lib/pixels/retrieve-instances.ts';
import { typeset } from '#lib/platform/typesetter.ts';
import { completeObject, keepReferences } from '#lib/results/dicom/complete-object.ts';
import type { DataSet } from '#lib/results/dicom/data-set.ts';
import { encodeObject } from '#lib/results/dicom/encode-object.ts';
import { reportInstanceUid } from '#lib/results/dicom/object-header.ts';
import { writeRejectionNote } from '#lib/results/dicom/write-rejection-note.ts';
import { writeReportObject } from '#lib/results/dicom/write-report-object.ts';
import { writePdf } from '#lib/results/pdf/write-pdf.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { firstOf } from '#lib/studies/qido-row.ts';
import { AI_STATEMENT, orderedResult } from '#tests/support/study-result-fixture.ts';
import { inventStudy, makeTestFilm, uidsOf } from '#tests/support/test-films.ts';
import { installedPythonPeer } from './python-peer.ts';
import { hasOrthanc, startOrthanc, type Orthanc } from './start-orthanc.ts';

const hasDciodvfy = spawnSync('dciodvfy', ['--version']).error === undefined;
const python = installedPythonPeer();

const study = inventStudy(41);
const SERIES_UID = '0020000E';
const film = makeTestFilm(study, {
  PatientName: 'Müller^Jörg=山田^太郎',
  SpecificCharacterSet: 'ISO_IR 192',
});
let seriesInstanceUid = '';
const uids = uidsOf(study);
const result = {
  ...orderedResult,
  study: { ...orderedResult.study, studyInstanceUid: uids.studyInstanceUid },
} as StudyResult;
const withdrawn: StudyResult = { ...result, version: 2, status: 'entered-in-error', reason: 'study-moved' };
const written = { issuedAt: result.issuedAt, localOffset: '+0100' };

let folder: string;
let orthanc: Orthanc | undefined;
let header: DataSet = {};
let report: DataSet;
const note = writeRejectionNote(withdrawn, writeReportText(withdrawn, AI_STATEMENT, 'ko'));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-objects-'));
  writeFileSync(join(folder, 'film.dcm'), film);
  const text = writeReportText(result, AI_STATEMENT, 'ko');
  report = writeReportObject(result, text, await writePdf(result, text, typeset));
  if (!hasOrthanc) return;
  orthanc = await startOrthanc();
  await orthanc.store([join(folder, 'film.dcm')]);
  const rows = await queryArchive(archive(), {
    path: `/studies/${uids.studyInstanceUid}/instances`,
    include: [],
    identity: ['00080018'],
  });
  seriesInstanceUid = rows.map((row) => firstOf(row, SERIES_UID))[0] ?? '';
  header = await retrieveHeader(archive(), {
    ...result.study,
    seriesInstanceUid,
    sopInstanceUid: uids.sopInstanceUid,
  });
}, 60_000);
afterAll(async () => {
  await orthanc?.stop();
  rmSync(folder, { recursive: true });
});

function archive() {
  return openArchive({ root: orthanc?.root ?? '', authorization: () => Promise.resolve(undefined) });
}

const objects = () => ({
  report: encodeObject(completeObject(report, [header], written)),
  rejection: encodeObject(completeObject(note, [header], written)),
});

describe.skipIf(!hasOrthanc)(
  'the report as a DICOM object (skipped where orthanc-dicomweb is absent)',
  () => {
    test.skipIf(!hasDciodvfy)(
      'dciodvfy finds no error in it, nor in what takes it back (skipped: dciodvfy absent)',
      () => {
        for (const [name, bytes] of Object.entries(objects())) {
          const path = join(folder, `${name}.dcm`);
          writeFileSync(path, bytes);
          const { status, stdout, stderr } = spawnSync('dciodvfy', [path], { encoding: 'utf8' });
          expect(
            (stdout + stderr).split('\n').filter((line) => line.startsWith('Error')),
            name,
          ).toEqual([]);
          expect(status, name).toBe(0);
        }
      },
    );

    test.skipIf(python === undefined)(
      'pydicom reads patient, titles, page and references (skipped: Python peer absent)',
      () => {
        for (const [name, bytes] of Object.entries(objects()))
          writeFileSync(join(folder, `${name}.dcm`), bytes);
        const script = `
import json, sys, pydicom
from pydicom.sr.codedict import codes
report, rejection = (pydicom.dcmread(p) for p in sys.argv[1:3])
page = report.EncapsulatedDocument[:report.EncapsulatedDocumentLength]
open(sys.argv[3], 'wb').write(page)
evidence = rejection.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[0]
print(json.dumps({
  'name': str(report.PatientName), 'id': report.PatientID, 'study': report.StudyInstanceUID,
  'kind': report.SOPClassUID.name, 'flag': report.VerificationFlag, 'title': report.DocumentTitle,
  'source': report.SourceInstanceSequence[0].ReferencedSOPInstanceUID, 'date': report.ContentDate, 'time': report.ContentTime,
  'rejected': str(rejection.ConceptNameCodeSequence[0].CodeValue) == codes.DCM.RejectedForPatientSafetyReasons.value,
  'described': rejection.ContentSequence[0].ConceptNameCodeSequence[0].CodeValue == codes.DCM.KeyObjectDescription.value,
  'taken': [evidence.SeriesInstanceUID == report.SeriesInstanceUID, evidence.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == report.SOPInstanceUID],
}))`;
        const args = [
          '-c',
          script,
          ...['report.dcm', 'rejection.dcm', 'page.pdf'].map((name) => join(folder, name)),
        ];
        const { stdout, stderr } = spawnSync(python ?? '', args, { encoding: 'utf8' });
        expect(stderr).toBe('');
        expect(JSON.parse(stdout)).toEqual({
          name: 'Müller^Jörg=山田^太郎',
          id: study.patientId,
          study: uids.studyInstanceUid,
          kind: 'Encapsulated PDF Storage',
          flag: 'UNVERIFIED',
          title: expect.stringContaining(writeReportText(result, AI_STATEMENT, 'ko').banner) as string,
          source: uids.sopInstanceUid,
          date: '20261123',
          time: '111112',
          rejected: true,
          described: true,
          taken: [true, true],
        });
        expect(
          readFileSync(join(folder, 'page.pdf')).equals(
            Buffer.from(report['00420011']?.InlineBinary ?? '', 'base64'),
          ),
        ).toBe(true);
      },
    );

    test('Orthanc takes it into the film’s study, once however often it comes', async () => {
      const target = {
        root: orthanc?.root ?? '',
        request: fetch,
        authorization: () => Promise.resolve(undefined),
      };
      const sopInstanceUid = reportInstanceUid(result);
      const stored = { studyInstanceUid: uids.studyInstanceUid, sopInstanceUid, bytes: objects().report };
      expect(await storeInstance(target, stored)).toBe(sopInstanceUid);
      expect(await storeInstance(target, stored)).toBe(sopInstanceUid);
      const list = (path: string, identity: string) =>
        queryArchive(archive(), {
          path,
          match: { PatientID: study.patientId },
          include: [],
          identity: [identity],
        });
      expect(await list('/studies', '0020000D')).toHaveLength(1);
      const instances = await list(`/studies/${uids.studyInstanceUid}/instances`, '00080018');
      expect(instances.map((row) => firstOf(row, '00080018')).toSorted()).toEqual(
        [sopInstanceUid, uids.sopInstanceUid].toSorted(),
      );
    });

    test('what Orthanc can’t read it refuses, and the refusal has a name', async () => {
      const target = {
        root: orthanc?.root ?? '',
        request: fetch,
        authorization: () => Promise.resolve(undefined),
      };
      const broken = {
        studyInstanceUid: uids.studyInstanceUid,
        sopInstanceUid: '2.25.9',
        bytes: new Uint8Array(300),
      };
      await expect(storeInstance(target, broken)).rejects.toMatchObject({
        code: 'delivery-rejected',
        failure: 'permanent',
      });
    });
  },
);

test('a rejection names only reports that the archive holds, and is not sent where it holds none', () => {
  const third = writeRejectionNote(
    { ...withdrawn, version: 3 },
    writeReportText(withdrawn, AI_STATEMENT, 'en'),
  );
  const held = reportInstanceUid({ ...result, version: 2 });
  const kept = JSON.stringify(keepReferences(third, new Set([held])));
  expect(kept.split(held)).toHaveLength(3);
  expect(kept).not.toContain(reportInstanceUid(result));
  expect(keepReferences(third, new Set())).toBeUndefined();
});
