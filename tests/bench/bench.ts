import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchAndAnalyse } from '../../commands/launch-and-analyse.ts';
import { startDemo, type Demo } from '../../commands/start-demo.ts';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { makeSyntheticFilm } from '#sandbox/films/write-synthetic-films.ts';

/** One line of results.json; without a peer the goal is absolute and the ratio is ours to the goal. */
interface Row {
  readonly name: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string | null;
  readonly ratio: number | null;
  readonly unit: string;
  readonly goal: number | null;
  readonly holds: boolean | null;
}

const FILMS = 9;
const SIDE = 2000;

/** `npm run bench`: the figures that an issue sets a goal for, measured in this run on this machine. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
  try {
    writeFilms(directory);
    const demo = await startDemo({
      data: directory,
      apart: true,
      logLevel: 'warn',
      say: (line) => console.error(line),
    });
    const rows = await measure(demo).finally(async () => {
      await demo.sightline.stop();
      await demo.hospital.stop();
    });
    rows.push(row('checkout size', checkoutMegabytes(), 'MB', 30));
    mkdirSync('tests/bench', { recursive: true });
    writeFileSync('tests/bench/results.json', `${JSON.stringify(rows, null, 2)}\n`);
    console.table(rows.map(({ name, ours, unit, goal, holds }) => ({ name, ours, unit, goal, holds })));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** So many different people with one film each: nothing is analysed twice, so nothing can be measured twice. */
function writeFilms(directory: string): void {
  for (let index = 0; index < FILMS; index += 1) {
    const study = demoStudies[index % demoStudies.length];
    if (!study) continue;
    const id = `BENCH-${String(index)}`;
    const film = makeSyntheticFilm({ ...study, seed: 100 + index, patientId: id, accessionNumber: id }, SIDE);
    writeFileSync(join(directory, `${id}.dcm`), film);
  }
}

async function measure(demo: Demo): Promise<Row[]> {
  const totals: number[] = [];
  const parts = new Map<string, number[]>();
  for (const patient of demo.hospital.patients) {
    const { views, callbackAt } = await launchAndAnalyse(demo.hospital.ehrUrl, demo.appUrl, patient.fhirId);
    const [view] = views;
    if (view?.state !== 'completed' || view.finishedAt === undefined)
      throw new Error(`ended as ${view?.state ?? 'nothing'}`);
    totals.push(Date.parse(view.finishedAt) - callbackAt);
    for (const { name, milliseconds } of view.steps)
      parts.set(name, [...(parts.get(name) ?? []), milliseconds ?? 0]);
  }
  await delay(35_000); // idle decoding threads end after 30 s
  return [
    row(
      `launch callback to accepted, ${String(SIDE)} x ${String(SIDE)} film, median`,
      median(totals),
      'ms',
      3000,
    ),
    row('the same, slowest (first film, cold)', Math.max(...totals), 'ms', null),
    ...[...parts].map(([name, values]) => row(`part: ${name}, median`, median(values), 'ms', null)),
    row(
      'web + worker at rest',
      residentMegabytes([demo.sightline.pids.web, demo.sightline.pids.worker]),
      'MB',
      600,
    ),
  ];
}

function row(name: string, ours: number, unit: string, goal: number | null): Row {
  const rounded = Math.round(ours * 10) / 10;
  return {
    name,
    ours: rounded,
    peer: null,
    peerName: null,
    ratio: null,
    unit,
    goal,
    holds: goal === null ? null : rounded <= goal,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

/** Resident set by the kernel's account (Linux). */
function residentMegabytes(pids: readonly (number | undefined)[]): number {
  const kilobytes = pids.map((pid) =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

function checkoutMegabytes(): number {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
}

await main();
process.exit(0);
