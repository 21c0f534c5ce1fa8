import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeSyntheticFilms } from '#sandbox/films/write-synthetic-films.ts';
import { runOnce, type Summary } from '../../commands/demo-once.ts';
import { startDemo, type Demo, type DemoOptions } from '../../commands/start-demo.ts';

type DemoVariant = Partial<Pick<DemoOptions, 'archiveUrl' | 'ehr'>>;

export interface RunningDemo extends Demo {
  readonly stop: () => Promise<void>;
}

/** Small films are enough here, and made once: they stay between runs. Returns folder and paths. */
export async function provideFilms(): Promise<{ folder: string; paths: string[] }> {
  const folder = resolve('.sightline/peers/films-512');
  return { folder, paths: await writeSyntheticFilms(folder, { size: 512 }) };
}

/**
 * Hospital, web and worker as in `npm run demo`, on that database, with state and ports of their own. Needs the built
 * app.
 */
export async function runDemo(
  data: string,
  databaseUrl: string,
  options: DemoVariant = {},
): Promise<RunningDemo> {
  const state = mkdtempSync(join(tmpdir(), 'sightline-demo-'));
  process.env['DATABASE_URL'] = databaseUrl;
  const quiet = { logLevel: 'error', say: () => undefined };
  const demo = await startDemo({ data, apart: true, state, ...quiet, ...options });
  return {
    ...demo,
    stop: async () => {
      await demo.sightline.stop();
      await demo.hospital.stop();
      delete process.env['DATABASE_URL'];
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** The main job with no hands, then everything stopped. */
export async function runMainJob(
  data: string,
  databaseUrl: string,
  options: DemoVariant = {},
): Promise<Summary> {
  const demo = await runDemo(data, databaseUrl, options);
  return runOnce(demo, () => undefined).finally(demo.stop);
}
