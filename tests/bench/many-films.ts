/** A long batch through the product's stages: does memory grow, does a film cost more the longer it runs? */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasOrthanc, startOrthanc } from '../peers/start-orthanc.ts';
import { residentMegabytes } from '../support/process-tree.ts';
import { inParallel, openStages, studiesOf, type Stages } from './open-stages.ts';
import { absoluteRow, type Row } from './row.ts';
import { writeFilms } from './write-films.ts';

const FILMS = Number(process.env['BENCH_FILMS'] ?? 1000);
const SIDE = 1000;
const DIFFERENT = 4;
const CONCURRENCY = 2;
const BLOCK = 100;

type Say = (line: string) => void;

export async function measureManyFilms(say: Say): Promise<Row[]> {
  if (!hasOrthanc) {
    say('skipped: a batch of many films (Orthanc is absent; npm run test:peers installs it)');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
  const orthanc = await startOrthanc();
  const stages = await openStages(orthanc.root);
  try {
    writeFilms(folder, DIFFERENT, SIDE);
    await orthanc.store(readdirSync(folder).map((name) => join(folder, name)));
    return await measure(orthanc.root, stages, say);
  } finally {
    await stages.close();
    await orthanc.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(root: string, stages: Stages, say: Say): Promise<Row[]> {
  const studies = await studiesOf(root);
  const blocks: { readonly megabytes: number; readonly msPerFilm: number }[] = [];
  for (let done = 0; done < FILMS; done += BLOCK) {
    const films = Array.from({ length: BLOCK }, (_, index) => studies[index % studies.length] ?? studies[0]);
    const started = performance.now();
    await inParallel(
      films.filter((film) => film !== undefined),
      CONCURRENCY,
      stages.filmToOutput,
    );
    blocks.push({
      megabytes: residentMegabytes(process.pid),
      msPerFilm: (performance.now() - started) / BLOCK,
    });
    say(`${String(done + BLOCK)} films: ${JSON.stringify(blocks.at(-1))}`);
  }
  const [first, second, last] = [blocks[0], blocks[1], blocks.at(-1)];
  if (!first || !second || !last) throw new Error('too few films');
  const peak = Math.max(...blocks.slice(1).map(({ megabytes }) => megabytes));
  const name = `${String(FILMS)} films of ${String(SIDE)} x ${String(SIDE)}`;
  return [
    absoluteRow(
      `${name}: peak memory after the first 100, of that at 100`,
      peak / first.megabytes,
      'times',
      1.1,
    ),
    // The first hundred warm up threads and codecs.
    absoluteRow(
      `${name}: last hundred's time a film, of the second's`,
      last.msPerFilm / second.msPerFilm,
      'times',
      1.15,
    ),
  ];
}
