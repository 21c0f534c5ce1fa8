import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL of this run's own; each test file makes itself a database on it. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, gone afterwards. */
export default async function providePostgres(project: TestProject): Promise<() => Promise<void>> {
  const directory = join('.sightline', `test-${String(process.pid)}-${project.name}`);
  const postgres = await startEmbeddedPostgres(directory);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
    rmSync(join(postgres.directory, '..'), { recursive: true, force: true });
  };
}
