/** The system's own PostgreSQL, in place of the embedded one: same migrations, same queue, same results. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/platform/database.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { provideFilms, runMainJob } from './run-demo.ts';
import { majorVersion, startSystemPostgres, systemPostgres, type SystemPostgres } from './start-postgres.ts';

describe.skipIf(systemPostgres === undefined)('PostgreSQL of the system (skipped where absent)', () => {
  let postgres: SystemPostgres;
  beforeAll(async () => {
    postgres = await startSystemPostgres(systemPostgres ?? '');
  });
  afterAll(() => postgres.stop());

  test('is one that the product promises to run on, and takes the migrations, twice', async () => {
    expect(await majorVersion(postgres.url)).toBeGreaterThanOrEqual(15);
    const db = openDatabase(postgres.url, 1);
    await migrate(db);
    await migrate(db);
    const { rows } = await sql`SELECT 1 FROM analysis`.execute(db);
    await db.destroy();
    expect(rows).toEqual([]);
  });

  test('carries the main job: queue, ledger, deliveries, nothing held in the queue afterwards', async () => {
    const films = await provideFilms();
    const summary = await runMainJob(films.folder, postgres.url);
    expect(summary.ok).toBe(true);
    expect(summary.films.map(({ outcome }) => outcome)).toEqual(films.paths.map(() => 'analysed'));
    const db = openDatabase(postgres.url, 1);
    const deliveries = await db.selectFrom('delivery').select(['state', 'attempts']).execute();
    await db.destroy();
    // FHIR and ORU for each study, each sent once.
    expect(deliveries).toHaveLength(2 * films.paths.length);
    expect(new Set(deliveries.map(({ state }) => state))).toEqual(new Set(['acknowledged']));
    expect(new Set(deliveries.map(({ attempts }) => attempts))).toEqual(new Set([1]));
  });
});
