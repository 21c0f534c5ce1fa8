import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSyntheticFilms } from '#sandbox/films/write-synthetic-films.ts';

const SIZE = 400;
const hasDciodvfy = spawnSync('dciodvfy', ['--version']).error === undefined;
const hasPydicom = spawnSync('/usr/bin/python3', ['-c', 'import pydicom, numpy']).status === 0;

let directory: string;
let paths: string[];
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sightline-films-'));
  paths = await writeSyntheticFilms(directory, { size: SIZE });
}, 120_000);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const READ_WITH_PYDICOM = `
import sys, pydicom
for path in sys.argv[1:]:
    film = pydicom.dcmread(path)
    print(film.Rows, film.Columns, int(film.pixel_array.astype('int64').sum()))
`;

function readOurselves(path: string): string {
  const header = dicomParser.parseDicom(readFileSync(path));
  const offset = header.elements['x7fe00010']?.dataOffset ?? 0;
  const pixels = new Uint16Array(Uint8Array.from(header.byteArray.subarray(offset)).buffer, 0, SIZE * SIZE);
  const sum = pixels.reduce((total, value) => total + value, 0);
  return `${header.uint16('x00280010')} ${header.uint16('x00280011')} ${sum}`;
}

describe('synthetic films before independent readers', () => {
  test.skipIf(!hasDciodvfy)(
    'dciodvfy finds no error and no warning in any film (skipped: dciodvfy absent)',
    () => {
      for (const path of paths) {
        const { status, stdout, stderr } = spawnSync('dciodvfy', [path], { encoding: 'utf8' });
        expect({ status, problems: (stdout + stderr).match(/^(Error|Warning).*$/gm) ?? [] }).toEqual({
          status: 0,
          problems: [],
        });
      }
    },
  );

  test.skipIf(!hasPydicom)(
    'pydicom reads the same rows, columns and pixels (skipped: pydicom absent)',
    () => {
      const read = execFileSync('/usr/bin/python3', ['-c', READ_WITH_PYDICOM, ...paths], {
        encoding: 'utf8',
      });
      expect(read.trim().split('\n')).toEqual(paths.map(readOurselves));
    },
  );
});
