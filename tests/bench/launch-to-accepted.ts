/** From the launch callback to results accepted by EHR and HL7 engine, through the whole running product. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { makeSyntheticFilm } from '#sandbox/films/write-synthetic-films.ts';
import { launchAndAnalyse } from '../../commands/launch-and-analyse.ts';
import { startDemo, type Demo } from '../../commands/start-demo.ts';
import { absoluteRow, median, type Row } from './row.ts';

const FILMS = 9;
const SIDE = 2000;

export async function measureLaunchToAccepted(say: (line: string) => void): Promise<Row[]> {
  const directory = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
  try {
    writeFilms(directory);
    const demo = await startDemo({ data: directory, apart: true, logLevel: 'warn', say });
    return await measure(demo).finally(async () => {
      await demo.sightline.stop();
      await demo.hospital.stop();
    });
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
    absoluteRow(
      `launch callback to accepted, ${String(SIDE)} x ${String(SIDE)} film, median`,
      median(totals),
      'ms',
      3000,
    ),
    absoluteRow('the same, slowest (first film, cold)', Math.max(...totals), 'ms', null),
    ...[...parts].map(([name, values]) => absoluteRow(`part: ${name}, median`, median(values), 'ms', null)),
    absoluteRow(
      'web + worker at rest',
      residentMegabytes([demo.sightline.pids.web, demo.sightline.pids.worker]),
      'MB',
      600,
    ),
  ];
}

/** Resident set by the kernel's account (Linux). */
function residentMegabytes(pids: readonly (number | undefined)[]): number {
  const kilobytes = pids.map((pid) =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}
