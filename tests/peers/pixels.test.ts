/** Our pixels against pydicom's with GDCM, and our shrinking against Pillow's, on real films. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { acceptFilm } from '#inference/gate/accept-film.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { resizeTriangle } from '#inference/preprocessing/resize-triangle.ts';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';
import { readHeader } from '#lib/pixels/read-header.ts';
import { AppError } from '#lib/platform/errors.ts';

const FILMS = '../shared/data/dicom/cxr';
const SYNTAXES = '../shared/data/dicom/transfer-syntax';
/** Debian's: python3-pydicom, python3-gdcm and python3-pil install for this one. */
const PYTHON = '/usr/bin/python3';
const python = (script: string, ...args: string[]) =>
  spawnSync(PYTHON, ['-W', 'ignore', '-c', script, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
const has = (modules: string) => existsSync(PYTHON) && python(`import ${modules}`).status === 0;
const shared = existsSync(FILMS);
const pydicom = has('pydicom, gdcm, numpy');
const pillow = has('PIL, numpy');

const DIGESTS = `
import sys, hashlib, pydicom
for path in sys.argv[1:]:
    try: print(path, hashlib.md5(pydicom.dcmread(path, force=True).pixel_array.tobytes()).hexdigest())
    except Exception: print(path, 'refused')
`;

async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).toSorted().map((name) => join(folder, name));
}

function digestsOfPydicom(paths: readonly string[]): Map<string, string> {
  const lines = python(DIGESTS, ...paths)
    .stdout.trim()
    .split('\n');
  return new Map(lines.map((line) => line.split(' ') as [string, string]));
}

async function digestOf(path: string): Promise<string> {
  const { frame } = await decodeFilm(await readFile(path));
  return createHash('md5').update(new Uint8Array(frame.pixels.buffer)).digest('hex');
}

describe.skipIf(!shared || !pydicom)(
  'pixels beside pydicom and GDCM (skipped: shared data or pydicom absent)',
  () => {
    test('every chest film decodes to the same stored values', { timeout: 120_000 }, async () => {
      const paths = await filesOf(FILMS);
      const theirs = digestsOfPydicom(paths);
      expect(paths.length).toBe(11);
      for (const path of paths) expect([path, await digestOf(path)]).toEqual([path, theirs.get(path)]);
    });

    test(
      'every transfer syntax gives the same stored values or a named refusal',
      { timeout: 120_000 },
      async () => {
        const paths = await filesOf(SYNTAXES);
        const theirs = digestsOfPydicom(paths);
        let same = 0;
        for (const path of paths) {
          const ours = await digestOf(path).catch((thrown: unknown) => thrown);
          if (ours instanceof AppError) expect([path, ours.failure]).toEqual([path, 'refused']);
          else if (theirs.get(path) !== 'refused') expect([path, ours]).toEqual([path, theirs.get(path)]);
          if (ours === theirs.get(path)) same++;
        }
        expect(same).toBeGreaterThanOrEqual(30);
      },
    );
  },
);

describe.skipIf(!shared)('the gate on real films (skipped: shared data absent)', () => {
  test('accepts exactly the six frontal chest films', async () => {
    const { manifest } = await loadModel('inference/models/sightline-cxr');
    const outcomes: [string, string][] = [];
    for (const path of await filesOf(FILMS)) {
      const outcome = acceptFilm(manifest.accepts, readHeader(await readFile(path)));
      outcomes.push([path.split('__').at(-1) ?? '', outcome.accepted ? 'accepted' : outcome.reason]);
    }
    expect(outcomes).toEqual([
      ['gdcm-CR-MONO1-10-chest.dcm', 'accepted'],
      ['966_fixed.dcm', 'accepted'],
      ['RG1_J2KI.dcm', 'accepted'],
      ['RG2_J2KR', 'body-part-not-accepted'],
      ['RG2_UNC', 'body-part-not-accepted'],
      ['test1.dcm', 'accepted'],
      ['test2.dcm', 'accepted'],
      ['test3.dcm', 'accepted'],
      ['test4.dcm', 'body-part-not-accepted'],
      ['test5.dcm', 'modality-not-accepted'],
      ['test6.dcm', 'view-not-accepted'],
    ]);
  });
});

const RESIZE = `
import sys, json, numpy
from PIL import Image
rows, columns, r, c = map(int, sys.argv[1:])
grey = (numpy.arange(rows * columns, dtype=numpy.int64) * 7919 % 1000 / 1000).astype(numpy.float32).reshape(rows, columns)
out = Image.fromarray(grey, mode='F').resize((c, r), Image.BILINEAR)
print(json.dumps(numpy.asarray(out).ravel().tolist()))
`;

describe.skipIf(!pillow)('shrinking beside Pillow (skipped: Pillow absent)', () => {
  test.each([
    [213, 200, 19, 19],
    [48, 64, 192, 192],
    [100, 37, 50, 64],
    [33, 33, 33, 33],
    [1, 500, 7, 3],
  ])('%i x %i to %i x %i', (rows, columns, r, c) => {
    const values = Float32Array.from({ length: rows * columns }, (_, i) => ((i * 7919) % 1000) / 1000);
    const ours = resizeTriangle({ rows, columns, values }, r, c).values;
    const theirs = JSON.parse(python(RESIZE, ...[rows, columns, r, c].map(String)).stdout) as number[];
    expect(theirs.length).toBe(ours.length);
    expect(Math.max(...theirs.map((value, i) => Math.abs(value - (ours[i] ?? 9))))).toBeLessThan(1e-6);
  });
});
