/** Film to model output, retrieval from a local Orthanc included: the product's stages beside a Python engineer's script. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { hasOrthanc, startOrthanc } from '../peers/start-orthanc.ts';
import { pythonPeer } from '../peers/python-peer.ts';
import { type AskedProcess, openProcess } from './ask-process.ts';
import { inParallel, openStages, MODEL, studiesOf, type Stages } from './open-stages.ts';
import { absoluteRow, median, ratioRow, type Row } from './row.ts';
import { writeFilms } from './write-films.ts';

const SIDE = 2000;
const FILMS = 8;
/** Ours and each of the peer's ways in turn, all films each time. */
const ROUNDS = 5;
/** As many analyses as a worker has under way (lib/pipeline/serve-jobs.ts). */
const CONCURRENCY = 2;
/** 40 % less time per film. */
const GOAL = 0.6;

const PEERS = [
  { peerName: 'requests + pydicom + onnxruntime', workers: 1, encoding: null, goal: GOAL },
  { peerName: 'the same in 2 threads', workers: CONCURRENCY, encoding: null, goal: null },
  // Orthanc compresses what requests says that it accepts: half a second for a film.
  { peerName: 'in 2 threads, no gzip accepted', workers: CONCURRENCY, encoding: 'identity', goal: null },
] as const;

interface Round {
  readonly msPerFilm: number;
  /** Of the process, all its threads. */
  readonly cpuMsPerFilm: number;
  readonly scores: readonly (readonly number[])[];
}

interface OwnRound extends Round {
  readonly sessionMsPerFilm: number;
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
  const files = readdirSync(folder).map((name) => join(folder, name));
  const orthanc = await startOrthanc();
  const script = openProcess(python, [
    join('tests', 'bench', 'peer', 'film_to_output.py'),
    orthanc.root,
    MODEL,
  ]);
  const stages = await openStages(orthanc.root);
  try {
    if ((await orthanc.store(files)) !== files.length) throw new Error('Orthanc did not take every film');
    const studies = await studiesOf(orthanc.root);
    const rounds = await measureRounds(stages, script, studies, (line) =>
      say(`film to model output, ${syntax}: ${line}`),
    );
    return rowsOf(`film to model output, ${syntax} ${String(SIDE)} x ${String(SIDE)}`, rounds);
  } finally {
    await Promise.all([stages.close(), script.close()]);
    await orthanc.stop();
  }
}

interface Rounds {
  readonly ours: readonly OwnRound[];
  /** In the order of PEERS. */
  readonly theirs: readonly (readonly Round[])[];
}

async function measureRounds(
  stages: Stages,
  script: AskedProcess,
  studies: readonly StudyInstanceUid[],
  say: Say,
): Promise<Rounds> {
  const ours: OwnRound[] = [];
  const theirs: Round[][] = PEERS.map(() => []);
  // The first round is for threads, codecs and connections, as a worker has them after its first films.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const own = await runOurs(stages, studies);
    const each: Round[] = [];
    for (const { workers, encoding } of PEERS)
      each.push(await script.ask<Round>({ studies, workers, encoding }));
    each.forEach((peer) => requireSameScores(own, peer));
    say(
      `round ${String(round)}: ${[own, ...each].map(({ msPerFilm }) => msPerFilm.toFixed(0)).join(', ')} ms a film`,
    );
    if (round === 0) continue;
    ours.push(own);
    each.forEach((peer, at) => theirs[at]?.push(peer));
  }
  return { ours, theirs };
}

async function runOurs(stages: Stages, studies: readonly StudyInstanceUid[]): Promise<OwnRound> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const films = await inParallel(studies, CONCURRENCY, stages.filmToOutput);
  const perFilm = (ms: number) => ms / studies.length;
  const { user, system } = process.cpuUsage(cpu);
  return {
    msPerFilm: perFilm(performance.now() - started),
    cpuMsPerFilm: perFilm((user + system) / 1000),
    sessionMsPerFilm: perFilm(films.reduce((sum, { sessionMs }) => sum + sessionMs, 0)),
    scores: films.map(({ scores }) => scores),
  };
}

function rowsOf(name: string, { ours, theirs }: Rounds): Row[] {
  const figure = (rounds: readonly Round[], key: 'msPerFilm' | 'cpuMsPerFilm') =>
    median(rounds.map((round) => round[key]));
  const compared = PEERS.flatMap(({ peerName, goal }, at) => {
    const peer = theirs[at] ?? [];
    const rowOf = (key: 'msPerFilm' | 'cpuMsPerFilm', unit: string, bound: number | null) =>
      ratioRow(name, { ours: figure(ours, key), peer: figure(peer, key), peerName, unit }, bound);
    return [rowOf('msPerFilm', 'ms a film', goal), rowOf('cpuMsPerFilm', 'ms CPU a film', null)];
  });
  const outside = median(
    ours.map(({ msPerFilm, sessionMsPerFilm }) => 1 - Math.min(1, sessionMsPerFilm / msPerFilm)),
  );
  const session = median(ours.map(({ sessionMsPerFilm }) => sessionMsPerFilm));
  return [
    ...compared,
    absoluteRow(`${name}: session.run`, session, 'ms a film', null),
    absoluteRow(`${name}: share that is not session.run`, outside * 100, '%', 25),
  ];
}

/** Less time for something else would be no gain. */
function requireSameScores(ours: Round, theirs: Round): void {
  const differences = ours.scores.flatMap((film, index) =>
    film.map((score, at) => Math.abs(score - (theirs.scores[index]?.[at] ?? Number.NaN))),
  );
  const worst = Math.max(...differences);
  if (!(worst < 0.01)) throw new Error(`the peer's scores differ by ${String(worst)}`);
}
