/** Our tensors beside those of the Python that trains the model, value by value, on real films and on random ones. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PixelFrame } from '#inference/contract.ts';
import { acceptFilm } from '#inference/gate/accept-film.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { prepareFilm } from '#inference/preprocessing/prepare-film.ts';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';
import { AppError } from '#lib/platform/errors.ts';

const FILMS = '../shared/data/dicom/cxr';
/** Debian's: python3-pydicom, python3-gdcm and python3-pil install for this one. */
const PYTHON = '/usr/bin/python3';
const TOLERANCE = 1e-4;
const RANDOM_FILMS = 60;

const { manifest } = await loadModel('inference/models/sightline-cxr');

/** Reads stored values and a header of ours, or a DICOM file by itself; writes the tensor beside it. */
const PREPARE = `
import json, sys
import numpy
from inference.training.preprocess import prepare_unit, to_unit

def of_dicom(path):
    import pydicom
    film = pydicom.dcmread(path, force=True)
    first = lambda value: value[0] if isinstance(value, pydicom.multival.MultiValue) else value
    window = None
    if film.get('WindowCenter') is not None and film.get('WindowWidth') is not None:
        window = (float(first(film.WindowCenter)), float(first(film.WindowWidth)), film.get('VOILUTFunction') or 'LINEAR')
    slope, intercept = film.get('RescaleSlope'), film.get('RescaleIntercept')
    return to_unit(film.pixel_array, 1 if slope is None else float(slope), 0 if intercept is None else float(intercept),
                   window, film.PhotometricInterpretation == 'MONOCHROME1')

def of_values(path):
    with open(path) as handle:
        frame = json.load(handle)
    stored = numpy.fromfile(path.replace('.json', '.raw'), dtype=frame['type']).reshape(frame['rows'], frame['columns'])
    window = frame.get('window')
    return to_unit(stored, frame['rescale']['slope'], frame['rescale']['intercept'],
                   window and (window['center'], window['width'], window['function']),
                   frame['photometricInterpretation'] == 'MONOCHROME1')

for index, path in enumerate(sys.argv[3:]):
    unit = of_values(path) if path.endswith('.json') else of_dicom(path)
    prepare_unit(unit, int(sys.argv[2])).tofile(sys.argv[1] + '/' + str(index) + '.tensor')
`;

function python(script: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(PYTHON, ['-B', '-W', 'ignore', '-c', script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: process.cwd() },
  });
  if (status !== 0) throw new Error(stderr);
}
const has = (modules: string) =>
  existsSync(PYTHON) && spawnSync(PYTHON, ['-c', `import ${modules}`]).status === 0;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-tensors-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function tensorsOfPython(paths: readonly string[]): Promise<Float32Array[]> {
  python(PREPARE, folder, String(manifest.input.width), ...paths);
  return Promise.all(
    paths.map(async (_, index) => {
      const bytes = await readFile(join(folder, `${String(index)}.tensor`));
      return new Float32Array(Uint8Array.from(bytes).buffer);
    }),
  );
}

function worstDifference(ours: Float32Array, theirs: Float32Array): number {
  expect(ours.length).toBe(theirs.length);
  return ours.reduce((most, value, at) => Math.max(most, Math.abs(value - (theirs[at] ?? Number.NaN))), 0);
}

/** The same numbers on every run. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NUMPY = ['<u1', '<i1', '<u2', '<i2'];

function emptyPixels(kind: number, length: number): PixelFrame['pixels'] {
  if (kind === 0) return new Uint8Array(length);
  if (kind === 1) return new Int8Array(length);
  return kind === 2 ? new Uint16Array(length) : new Int16Array(length);
}

const FUNCTIONS = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const;

/** Any size, sign and window, with the grain and the slopes of a film. */
function randomFilm(seed: number): { frame: PixelFrame; type: string } {
  const random = randomOf(seed);
  const [rows, columns, kind] = [1 + random(500), 1 + random(500), seed % NUMPY.length];
  const bitsStored = kind < 2 ? 8 : 10 + random(7);
  const [levels, lowest] = [2 ** bitsStored, kind % 2 === 1 ? -(2 ** (bitsStored - 1)) : 0];
  const grain = 1 + random(levels / 4);
  const pixels = emptyPixels(kind, rows * columns);
  for (let i = 0; i < pixels.length; i++) {
    const slope = (levels - grain) * (((i % columns) + i / columns) / (rows + columns));
    pixels[i] = lowest + Math.floor(slope) + random(grain);
  }
  const rescale = { slope: [1, 0.5, 2.5][random(3)] ?? 1, intercept: [0, -1024, 37][random(3)] ?? 0 };
  const center = (lowest + levels / 2) * rescale.slope + rescale.intercept;
  const width = Math.max(2, levels * rescale.slope * (0.3 + random(10) / 10));
  const window = { center, width, function: FUNCTIONS[random(3)] ?? 'LINEAR' };
  const photometricInterpretation = random(2) === 0 ? 'MONOCHROME1' : 'MONOCHROME2';
  const base: PixelFrame = { rows, columns, pixels, bitsStored, photometricInterpretation, rescale };
  return { frame: random(4) === 0 ? base : { ...base, window }, type: NUMPY[kind] ?? '' };
}

function passRefusal(thrown: unknown): undefined {
  if (!(thrown instanceof AppError) || thrown.failure !== 'refused') throw thrown;
}

describe.skipIf(!existsSync(FILMS) || !has('pydicom, gdcm, numpy, PIL'))(
  'whole tensors of real films (skipped: shared data, pydicom, GDCM or Pillow absent)',
  () => {
    test('all six chest films give the tensor of the training code', { timeout: 120_000 }, async () => {
      const accepted: { path: string; tensor: Float32Array }[] = [];
      for (const name of (await readdir(FILMS)).toSorted()) {
        const path = join(FILMS, name);
        const film = await decodeFilm(await readFile(path)).catch(passRefusal);
        if (!film || !acceptFilm(manifest.accepts, film.header).accepted) continue;
        accepted.push({ path, tensor: prepareFilm(film.frame, manifest.input) });
      }
      expect(accepted.length).toBe(6);
      const theirs = await tensorsOfPython(accepted.map(({ path }) => path));
      const worst = accepted.map(({ path, tensor }, at) => ({
        path,
        worst: worstDifference(tensor, theirs[at] ?? new Float32Array()),
      }));
      console.table(worst.map((each) => ({ film: each.path.split('__').at(-1), worst: each.worst })));
      expect(worst.filter((each) => !(each.worst <= TOLERANCE))).toEqual([]);
    });
  },
);

describe.skipIf(!has('numpy, PIL'))('whole tensors of random films (skipped: numpy or Pillow absent)', () => {
  test(`${String(RANDOM_FILMS)} of them, of every size, sign and window`, { timeout: 120_000 }, async () => {
    const films = Array.from({ length: RANDOM_FILMS }, (_, seed) => randomFilm(seed));
    const paths = await Promise.all(
      films.map(async ({ frame, type }, at) => {
        const path = join(folder, `film-${String(at)}.json`);
        const { pixels, ...header } = frame;
        await writeFile(
          path.replace('.json', '.raw'),
          new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength),
        );
        await writeFile(path, JSON.stringify({ ...header, type }));
        return path;
      }),
    );
    const theirs = await tensorsOfPython(paths);
    const worst = films.map(({ frame }, at) =>
      worstDifference(prepareFilm(frame, manifest.input), theirs[at] ?? new Float32Array()),
    );
    expect(worst.filter((each) => !(each <= TOLERANCE))).toEqual([]);
  });
});
