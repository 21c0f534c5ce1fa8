/** From the launch callback to results accepted by EHR and HL7 engine, through the whole running product. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchAndAnalyse } from '../../commands/launch-and-analyse.ts';
import { startDemo, type Demo } from '../../commands/start-demo.ts';
import { residentMegabytes } from '../support/process-tree.ts';
import { absoluteRow, median, type Row } from './row.ts';
import { writeFilms } from './write-films.ts';

const FILMS = 9;
const SIDE = 2000;

export async function measureLaunchToAccepted(say: (line: string) => void): Promise<Row[]> {
  const directory = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
  try {
    writeFilms(directory, FILMS, SIDE);
    const demo = await startDemo({ data: directory, apart: true, logLevel: 'warn', say });
    return await measure(demo).finally(async () => {
      await demo.sightline.stop();
      await demo.hospital.stop();
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(demo: Demo): Promise<Row[]> {
  const { pids } = demo.sightline;
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
      residentMegabytes(pids.web ?? 0) + residentMegabytes(pids.worker ?? 0),
      'MB',
      600,
    ),
  ];
}
