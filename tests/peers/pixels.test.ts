/** Our stored values beside those of pydicom and GDCM, and the gate, on real files. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { acceptFilm } from '#inference/gate/accept-film.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { openPixels } from '#lib/pixels/open-pixels.ts';
import { parseDicom } from '#lib/pixels/parse-dicom.ts';
import { readHeader } from '#lib/pixels/read-header.ts';
import type { Samples } from '#lib/pixels/unpack-samples.ts';
import { AppError } from '#lib/platform/errors.ts';
import { installedPythonPeer } from './python-peer.ts';

const SHARED = '../shared/data/dicom';
const FILMS = join(SHARED, 'cxr');
const SCRIPT = join('tests', 'peers', 'python', 'read_pixels.py');
const shared = existsSync(SHARED);
const python = installedPythonPeer();
const folder = await mkdtemp(join(tmpdir(), 'sightline-pixels-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Codecs of the discrete cosine and of irreversible wavelets round as they like: by one level at most, in what is here. */
const LOSSY = /\.4\.(50|51|53|55|81|91|203)$/;
const LOSSY_TOLERANCE = 1;

interface Peer {
  readonly file: string;
  readonly reader: 'pydicom' | 'gdcm' | null;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly raw: string;
}

interface Outcome {
  readonly file: string;
  readonly syntax: string;
  readonly reader: string;
  readonly shape: string;
  readonly outcome: string;
}

async function filesOf(directory: string): Promise<string[]> {
  return (await readdir(directory)).toSorted().map((name) => join(directory, name));
}

async function readByPython(program: string): Promise<Peer[]> {
  const folders = (await readdir(SHARED, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = (await Promise.all(folders.map(({ name }) => filesOf(join(SHARED, name))))).flat();
  const output = execFileSync(program, ['-W', 'ignore', SCRIPT, folder, ...files], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Peer);
}

async function compare(peer: Peer): Promise<Outcome> {
  const name = peer.file.split('__').at(-1) ?? '';
  const parsed = parseDicom(await readFile(peer.file));
  const about = { file: name.slice(0, 44), syntax: parsed.transferSyntaxUid, reader: peer.reader ?? 'none' };
  try {
    const { layout, readFrame } = openPixels(parsed);
    const { frames, rows, columns, samplesPerPixel } = layout;
    const shape = [frames, rows, columns, samplesPerPixel].join(' x ');
    if (peer.reader === null) return { ...about, shape, outcome: 'only ours' };
    const theirs = await readFile(peer.raw);
    let [worst, at] = [0, 0];
    for (let index = 0; index < frames; index += 1) {
      const samples = await readFrame(index);
      worst = Math.max(worst, difference(samples, theirs.subarray(at, at + samples.byteLength), peer.dtype));
      at += samples.byteLength;
    }
    if (at !== theirs.length) return { ...about, shape, outcome: `other shape: ${peer.shape.join(' x ')}` };
    return { ...about, shape, outcome: worst === 0 ? 'same' : `differs by ${String(worst)}` };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { ...about, shape: '', outcome: `refused: ${thrown.code}` };
  }
}

/** NaN where the types differ. */
function difference(ours: Samples, theirs: Uint8Array, dtype: string): number {
  if (ours.constructor.name.toLowerCase() !== `${dtype}array`) return Number.NaN;
  const bytes = new Uint8Array(ours.buffer);
  if (Buffer.compare(bytes, theirs) === 0) return 0;
  const Kind = ours.constructor as new (memory: ArrayBuffer) => Samples;
  const other = new Kind(Uint8Array.from(theirs).buffer);
  let worst = 0;
  for (let i = 0; i < ours.length; i += 1)
    worst = Math.max(worst, Math.abs((ours[i] ?? 0) - (other[i] ?? Number.NaN)));
  return worst;
}

function holds({ outcome, syntax }: Outcome): boolean {
  const levels = Number(/^differs by (.+)$/.exec(outcome)?.[1] ?? (outcome === 'same' ? 0 : Number.NaN));
  return levels === 0 || (LOSSY.test(syntax) && levels <= LOSSY_TOLERANCE);
}

describe.skipIf(!shared || python === undefined)(
  'pixels beside pydicom and GDCM (skipped: shared data or the Python peer absent)',
  () => {
    test(
      'all frames of every real file have the same stored values, or a named refusal',
      { timeout: 240_000 },
      async () => {
        const outcomes: Outcome[] = [];
        for (const peer of await readByPython(python ?? '')) outcomes.push(await compare(peer));
        console.table(outcomes);
        expect(outcomes).toHaveLength(80);
        const wrong = outcomes.filter((each) => !holds(each) && !each.outcome.startsWith('refused'));
        expect(wrong).toEqual([]);
        expect(outcomes.filter(holds).length).toBeGreaterThanOrEqual(80);
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
