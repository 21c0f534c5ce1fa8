import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDemoSite } from '../../commands/demo-site.ts';
import { ensureKeyFile } from '../../commands/run-sightline.ts';
import { openDatabase, type Db } from '#lib/platform/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { freePort } from '#lib/platform/free-port.ts';
import { createLog } from '#lib/platform/log.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { sitesSchema, type Site, type SiteSettings } from '#lib/platform/sites.ts';
import { startHospital, type Hospital } from '#sandbox/hospital.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import { openFhir, type AskFhir } from '#tests/support/open-fhir.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { openCountingEngine, type CountingEngine } from './counting-engine.ts';
import { openCountingFhirServer, type CountingFhirServer } from './counting-fhir-server.ts';
import { serveKeys } from './serve-keys.ts';
import { openHttpGate, type HttpGate } from './http-gate.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** The name of the results server's route: one that knows no transactions unless told so. */
export const RESULTS_SERVER = 'results';

export interface CrashOptions {
  readonly ehr?: EhrName;
  /** Whether the HL7 engine drops a repeated control id, and the site's settings say so. */
  readonly deduplicates?: boolean;
  readonly resultsServer?: 'single' | 'transaction';
  /** Changes the site's entry before it is written. */
  readonly adjust?: (site: SiteSettings) => SiteSettings;
  readonly environment?: Readonly<Record<string, string>>;
  readonly patients?: number;
}

/** A PostgreSQL, a worker and a hospital of a test's own, with gates between the worker and all that it sends to. */
export interface CrashSystem {
  readonly hospital: Hospital;
  readonly site: Site;
  readonly databaseUrl: string;
  readonly db: Db;
  readonly queue: Queue;
  readonly worker: WorkerProcess;
  readonly ehr: HttpGate;
  readonly results: CountingFhirServer;
  readonly resultsGate: HttpGate;
  readonly engine: CountingEngine;
  readonly environment: Readonly<Record<string, string>>;
  readonly fhir: AskFhir;
  readonly ordersPort: number;
  logs(): string;
  /** SIGKILL to the postmaster; what keeps it running starts it again. */
  killPostgres(): void;
  stop(): Promise<void>;
}

const LOG_KEPT = 2_000_000;

export async function startCrashSystem(options: CrashOptions = {}): Promise<CrashSystem> {
  const { ehr = 'open', resultsServer = 'single', patients = 6 } = options;
  const directory = await mkdtemp(join(tmpdir(), 'sightline-crash-'));
  const postgres = await startEmbeddedPostgres(
    join('.sightline', `crash-${String(process.pid)}-${ehr}-${Date.now().toString(36)}`),
  );
  const db = openDatabase(postgres.url, 4);
  await migrate(db);
  const queue = await openQueue(postgres.url, createLog('crash', 'silent'), 'work');
  const dataDir = join(directory, 'films');
  const keys = await serveKeys(join(directory, 'keys', 'backend.jwk'));
  const { hospital, ordersPort } = await openHospital({ ehr, dataDir, patients, app: keys.url });
  const engine = await openCountingEngine();
  const results = await openCountingFhirServer(resultsServer);
  const [gate, resultsGate] = [await openHttpGate(hospital.fhirUrl), await openHttpGate(results.base)];
  const site = await writeSite(directory, { hospital, ordersPort, options }, { engine, gate, resultsGate });
  const environment = {
    NODE_ENV: 'production',
    MALLOC_ARENA_MAX: '2',
    DATABASE_URL: postgres.url,
    SIGHTLINE_SITES: join(directory, 'sites.json'),
    SIGHTLINE_KEY_FILE: ensureKeyFile(join(directory, 'encryption.key')),
    SIGHTLINE_PROVIDERS: 'cpu',
    LOG_LEVEL: 'info',
    ...options.environment,
  };
  let logs = '';
  const worker = startWorkerProcess(environment, (text) => (logs = (logs + text).slice(-LOG_KEPT)));
  await worker.ready();
  return {
    hospital,
    site,
    databaseUrl: postgres.url,
    db,
    queue,
    worker,
    ehr: gate,
    results,
    resultsGate,
    engine,
    environment,
    fhir: openFhir(hospital, { ...site, fhir: { ...site.fhir, issuer: hospital.fhirUrl } }),
    ordersPort,
    logs: () => logs,
    killPostgres: () => {
      const pid = Number(readFileSync(join(postgres.directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
    },
    stop: async () => {
      await worker.stop();
      await queue.stop({ graceful: false });
      await db.destroy();
      await Promise.all([gate, resultsGate, results, engine, hospital, keys].map((each) => each.close()));
      await postgres.stop();
      await Promise.all(
        [directory, join(postgres.directory, '..')].map((each) => rm(each, { recursive: true, force: true })),
      );
    },
  };
}

async function openHospital({
  ehr,
  dataDir,
  patients,
  app,
}: {
  ehr: EhrName;
  dataDir: string;
  patients: number;
  app: string;
}): Promise<{ hospital: Hospital; ordersPort: number }> {
  const films = filmsOf(Array.from({ length: patients }, (_, index) => inventStudy(9000 + index)));
  const ordersPort = await freePort();
  await mkdir(dataDir);
  for (const [name, bytes] of Object.entries(films)) await writeFile(join(dataDir, name), bytes);
  const hospital = await startHospital({
    ehr,
    dataDir,
    ehrPort: 0,
    archivePort: 0,
    resultsPort: 0,
    app: {
      launchUrl: `${app}/launch`,
      redirectUri: `${app}/launch/callback`,
      jwksUrl: app,
      authentication: { kind: 'public' },
      ordersHost: '127.0.0.1',
      ordersPort,
    },
  });
  return { hospital, ordersPort };
}

async function writeSite(
  directory: string,
  { hospital, ordersPort, options }: { hospital: Hospital; ordersPort: number; options: CrashOptions },
  { engine, gate, resultsGate }: { engine: CountingEngine; gate: HttpGate; resultsGate: HttpGate },
): Promise<Site> {
  const file = await writeDemoSite(directory, { ...hospital, stop: () => hospital.close() }, ordersPort);
  const { sites } = JSON.parse(readFileSync(file, 'utf8')) as { sites: [SiteSettings] };
  const [demo] = sites;
  const own = demo.results?.routes ?? [
    { to: 'ehr', when: 'always', resources: {} },
    { to: 'hl7-engine', when: 'always' },
  ];
  const settings = {
    ...demo,
    fhir: { ...demo.fhir, issuer: gate.base },
    hl7v2: {
      ...demo.hl7v2,
      results: {
        ...demo.hl7v2?.results,
        port: engine.port,
        deduplicatesControlIds: options.deduplicates ?? false,
        ackTimeoutMs: 3000,
      },
    },
    results: {
      routes: [
        ...own,
        { to: 'results-server', name: RESULTS_SERVER, base: resultsGate.base, authorization: 'none' },
      ],
    },
  } as SiteSettings;
  const adjusted = options.adjust?.(settings) ?? settings;
  writeFileSync(file, JSON.stringify({ sites: [adjusted] }));
  const [site] = sitesSchema.parse({ sites: [adjusted] }).sites;
  if (!site) throw new Error('there is no site');
  return site;
}
