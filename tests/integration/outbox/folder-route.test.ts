/** Results for a system that takes files: through the real worker, with the folder away for a while. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCrashSystem, type CrashSystem } from '#tests/crash/crash-system.ts';
import { giveNextVersion, giveResult } from '#tests/crash/invent-result.ts';

const FORMATS = { hl7v2: 'hl7', fhir: 'json', pdf: 'pdf' } as const;
const NAMES = Object.keys(FORMATS);
let parent: string;
let folder: string;
let system: CrashSystem;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sightline-drop-'));
  folder = join(parent, 'drop');
  await mkdir(folder);
  const routes = NAMES.map((format) => ({
    to: 'folder',
    name: format,
    path: folder,
    format,
    when: 'always',
  }));
  system = await startCrashSystem({
    patients: 1,
    adjust: (site) => ({ ...site, results: { routes } }) as typeof site,
  });
}, 60_000);
afterAll(async () => {
  await system.stop();
  await rm(parent, { recursive: true });
});

const files = async () => (await readdir(folder)).toSorted();
const rowsOf = (analysisId: string) =>
  system.db
    .selectFrom('delivery')
    .select(['state', 'problem_code', 'version'])
    .where('analysis_id', '=', analysisId)
    .execute();

async function untilAll(analysisId: string, isSo: (row: { state: string }) => boolean): Promise<void> {
  while (!(await rowsOf(analysisId)).every(isSo)) await delay(50);
}
const isDone = ({ state }: { state: string }) => state === 'acknowledged' || state === 'superseded';

test(
  'each result is one file of each format, whole, and nothing else lies there',
  { timeout: 30_000 },
  async () => {
    const { analysisId } = await giveResult(system, NAMES);
    await untilAll(analysisId, isDone);
    expect(await files()).toEqual(
      Object.values(FORMATS)
        .map((ending) => `${analysisId}.v1.${ending}`)
        .toSorted(),
    );
    const read = (ending: string) => readFile(join(folder, `${analysisId}.v1.${ending}`));
    expect((await read('hl7')).toString()).toMatch(/^MSH\|[^]*\rPID\|[^]*\rOBX\|/);
    expect(JSON.parse((await read('json')).toString())).toMatchObject({ resourceType: 'Bundle' });
    expect((await read('pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  },
);

test(
  'while the folder is away results wait, and each is there once when it is back',
  { timeout: 60_000 },
  async () => {
    await rename(folder, `${folder}-away`);
    const given = await giveResult(system, NAMES);
    const isTold = ({ problem_code: problem }: { problem_code: string | null }) =>
      problem === 'delivery-unreachable';
    while (!(await rowsOf(given.analysisId)).every(isTold)) await delay(50);
    await giveNextVersion(system, given);
    await rename(`${folder}-away`, folder);
    await untilAll(given.analysisId, isDone);
    // The first version never left: the second took its place.
    expect((await files()).filter((name) => name.startsWith(given.analysisId))).toEqual(
      Object.values(FORMATS)
        .map((ending) => `${given.analysisId}.v2.${ending}`)
        .toSorted(),
    );
    expect((await rowsOf(given.analysisId)).map(({ state }) => state).toSorted()).toEqual([
      ...NAMES.map(() => 'acknowledged'),
      ...NAMES.map(() => 'superseded'),
    ]);
  },
);
