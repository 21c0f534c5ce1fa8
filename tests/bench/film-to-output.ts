/** Film to model output, retrieval from a local Orthanc included: the product's stages beside a Python engineer's script. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { hasOrthanc, startOrthanc } from '../peers/start-orthanc.ts';
import { inParallel, openStages, MODEL, studiesOf } from './open-stages.ts';
import { pythonPeer } from '../peers/python-peer.ts';
import { absoluteRow, ratioRow, type Row } from './row.ts';
import { writeFilms } from './write-films.ts';

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
    writeFilms(folder, FILMS, SIDE);
    const raw = await measureSyntax(python, folder, 'uncompressed', say);
    execFileSync(python, [join('tests', 'bench', 'peer', 'compress_films.py'), folder]);
    return [...raw, ...(await measureSyntax(python, folder, 'JPEG 2000 lossless', say))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
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

async function measureOurs(root: string, studies: readonly StudyInstanceUid[]) {
  const stages = await openStages(root);
  try {
    // Threads, codecs and connections as a worker has them after its first films.
    await inParallel(studies.slice(0, CONCURRENCY * 2), CONCURRENCY, stages.filmToOutput);
    const started = performance.now();
    const films = await inParallel(studies, CONCURRENCY, stages.filmToOutput);
    const totalMs = performance.now() - started;
    const sessionMs = films.reduce((sum, film) => sum + film.sessionMs, 0);
    return {
      outcome: { msPerFilm: totalMs / studies.length, scores: films.map(({ scores }) => scores) },
      sessionShare: Math.min(1, sessionMs / totalMs),
    };
  } finally {
    await stages.close();
  }
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
