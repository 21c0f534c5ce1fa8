/** Film to model output, retrieval from a local Orthanc included: the product's stages beside a Python engineer's script. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModel } from '#inference/models/load-model.ts';
import { createInferencePool } from '#inference/runtime/inference-pool.ts';
import { createDecodePool } from '#lib/pixels/decode-pool.ts';
import { readHeader } from '#lib/pixels/read-header.ts';
import { retrieveInstances } from '#lib/pixels/retrieve-instances.ts';
import { parseStudyInstanceUid, type StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { makeSyntheticFilm } from '#sandbox/films/write-synthetic-films.ts';
import { hasOrthanc, startOrthanc } from '../peers/start-orthanc.ts';
import { pythonPeer } from './python-peer.ts';
import { absoluteRow, ratioRow, type Row } from './row.ts';

const MODEL = join('inference', 'models', 'sightline-cxr');
const SIDE = 2000;
const FILMS = 8;
/** Each film so often: retrieval, decoding and inference are the same work every time. */
const REPEATS = 4;
/** As many analyses as a worker has under way (lib/pipeline/serve-jobs.ts). */
const CONCURRENCY = 2;
/** 40 % less time per film. */
const GOAL = 0.6;

interface Outcome {
  readonly msPerFilm: number;
  readonly scores: readonly (readonly number[])[];
}

type Say = (line: string) => void;

export async function measureFilmToOutput(say: Say): Promise<Row[]> {
  const python = pythonPeer(say);
  if (python === undefined || !hasOrthanc) {
    say(
      'skipped: film to model output (Orthanc or the Python peer is absent; npm run test:peers installs Orthanc)',
    );
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
  try {
    writeFilms(folder);
    const raw = await measureSyntax(python, folder, 'uncompressed', say);
    execFileSync(python, [join('tests', 'bench', 'peer', 'compress_films.py'), folder]);
    return [...raw, ...(await measureSyntax(python, folder, 'JPEG 2000 lossless', say))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFilms(folder: string): void {
  for (let index = 0; index < FILMS; index += 1) {
    const study = demoStudies[index % demoStudies.length];
    if (!study) continue;
    const id = `BENCH-${String(index)}`;
    const film = makeSyntheticFilm({ ...study, seed: 100 + index, patientId: id, accessionNumber: id }, SIDE);
    writeFileSync(join(folder, `${id}.dcm`), film);
  }
}

async function measureSyntax(python: string, folder: string, syntax: string, say: Say): Promise<Row[]> {
  const films = readdirSync(folder).map((name) => join(folder, name));
  const orthanc = await startOrthanc();
  try {
    if ((await orthanc.store(films)) !== films.length) throw new Error('Orthanc did not take every film');
    const own = await studiesOf(orthanc.root);
    const studies = Array.from({ length: REPEATS }, () => own).flat();
    say(`film to model output, ${syntax}: ${String(studies.length)} films, three runs`);
    const { outcome: ours, sessionShare } = await measureOurs(orthanc.root, studies);
    const script = runScript(python, orthanc.root, 1, studies);
    const pooled = runScript(python, orthanc.root, CONCURRENCY, studies);
    requireSameScores(ours, script);
    const name = `film to model output, ${syntax} ${String(SIDE)} x ${String(SIDE)}`;
    const figures = (peer: Outcome, peerName: string) => ({
      ours: ours.msPerFilm,
      peer: peer.msPerFilm,
      peerName,
      unit: 'ms a film',
    });
    return [
      ratioRow(name, figures(script, 'requests + pydicom + onnxruntime'), GOAL),
      ratioRow(`${name}, peer with a thread pool`, figures(pooled, 'the same in 2 threads'), null),
      absoluteRow(`${name}: share that is not session.run`, (1 - sessionShare) * 100, '%', 25),
    ];
  } finally {
    await orthanc.stop();
  }
}

async function studiesOf(root: string): Promise<StudyInstanceUid[]> {
  const response = await fetch(`${root}/studies`, { headers: { accept: 'application/dicom+json' } });
  const studies = (await response.json()) as Record<string, { Value: string[] }>[];
  return studies.flatMap((study) => parseStudyInstanceUid(study['0020000D']?.Value[0]) ?? []);
}

async function measureOurs(root: string, studies: readonly StudyInstanceUid[]) {
  const model = await loadModel(MODEL);
  const inference = await createInferencePool({ model, providers: ['cpu'] });
  const decoder = createDecodePool();
  let sessionMs = 0;
  const filmToOutput = async (study: StudyInstanceUid): Promise<number[]> => {
    const request = { root, studyInstanceUid: study, authorization: () => Promise.resolve(undefined) };
    for await (const instance of retrieveInstances(request)) {
      readHeader(instance.bytes);
      const { frame } = await decoder.decode(instance.bytes);
      const output = await inference.infer(frame);
      sessionMs += output.execution.inferenceMs;
      return [...output.logits];
    }
    throw new Error('a study without an instance');
  };
  try {
    // Threads, codecs and connections as a worker has them after its first films.
    await inParallel(studies.slice(0, CONCURRENCY * 2), filmToOutput);
    sessionMs = 0;
    const started = performance.now();
    const scores = await inParallel(studies, filmToOutput);
    const totalMs = performance.now() - started;
    return {
      outcome: { msPerFilm: totalMs / studies.length, scores },
      sessionShare: Math.min(1, sessionMs / totalMs),
    };
  } finally {
    await Promise.all([inference.close(), decoder.close()]);
  }
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return results;
}

function runScript(python: string, root: string, workers: number, studies: readonly string[]): Outcome {
  const script = join('tests', 'bench', 'peer', 'film_to_output.py');
  const output = execFileSync(python, [script, root, MODEL, String(workers), ...studies], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as Outcome;
}

/** Less time for something else would be no gain. */
function requireSameScores(ours: Outcome, theirs: Outcome): void {
  const differences = ours.scores.flatMap((film, index) =>
    film.map((score, at) => Math.abs(score - (theirs.scores[index]?.[at] ?? Number.NaN))),
  );
  const worst = Math.max(...differences);
  if (!(worst < 0.01)) throw new Error(`the peer's scores differ by ${String(worst)}`);
}
