import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasDicomPrefix, readDicomHeader } from '#sandbox/archive/dicom-header.ts';
import { splitMultipart } from '#sandbox/archive/multipart.ts';
import { startHospital } from '#sandbox/hospital.ts';
import type { Hospital } from '#sandbox/hospital.ts';
import { bearer, launchApp } from './launch-app.ts';
import { APP } from './open-hospital.ts';

const FOLDER = '../shared/data/dicom/cxr';

describe.skipIf(!existsSync(FOLDER))('eleven real films (skipped where shared data absent)', () => {
  let hospital: Hospital;
  beforeAll(async () => {
    hospital = await startHospital({ dataDir: FOLDER, ehrPort: 0, archivePort: 0, resultsPort: 0, app: APP });
  }, 60_000);
  afterAll(() => hospital.close());

  test('make seven patients, and each film is served under a UID of its own with its pixels untouched', async () => {
    expect(hospital.patients).toHaveLength(7);
    const served = new Set<string>();
    for (const film of hospital.films) {
      if ('refused' in film) throw new Error(`${film.file} was refused`);
      const token = await launchApp(hospital, film.patientFhirId);
      const answer = await fetch(`${hospital.archiveUrl}/studies/${film.studyInstanceUid}`, {
        headers: bearer(token),
      });
      const parts =
        splitMultipart(answer.headers.get('content-type') ?? '', Buffer.from(await answer.arrayBuffer())) ??
        [];
      const part =
        parts.find((bytes) => readDicomHeader(bytes).sopInstanceUid === film.sopInstanceUid) ??
        Buffer.alloc(0);
      expect(hasDicomPrefix(part)).toBe(true);
      const original = readFileSync(join(FOLDER, film.file));
      expect(readPixels(part).equals(readPixels(original))).toBe(true);
      expect(readDicomHeader(part).patientId).not.toBe('');
      served.add(film.sopInstanceUid);
    }
    expect(served.size).toBe(11);
  }, 60_000);
});

function readPixels(bytes: Buffer): Buffer {
  const frames = readDicomHeader(bytes).frames.flat();
  return Buffer.concat(frames.map(({ offset, length }) => bytes.subarray(offset, offset + length)));
}
