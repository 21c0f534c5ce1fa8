import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { writeDemoSite } from '../../commands/demo-site.ts';
import { ensureKeyFile } from '../../commands/run-sightline.ts';
import { supervise, type Supervised } from '../../commands/supervise.ts';
import { readConfig } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { freePort } from '#lib/platform/free-port.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { AppAuthentication } from '#sandbox/oauth/clients.ts';
import { startHospital, type Hospital } from '#sandbox/hospital.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import { startArchiveProxy, type ArchiveProxy } from './archive-proxy.ts';
import { openFhir } from './open-fhir.ts';
import { createTestDatabase } from './test-database.ts';

const run = promisify(execFile);

/** The whole product as real processes, beside a stand-in hospital that the test has its hands on. */
export interface TestSystem {
  readonly hospital: Hospital;
  readonly appUrl: string;
  readonly db: Db;
  readonly databaseUrl: string;
  readonly ordersPort: number;
  readonly archive: ArchiveProxy;
  readonly worker: Supervised;
  readonly web: Supervised;
  /** All that web and worker have logged. */
  logs(): string;
  /** One of the hospital's faults, as in /sandbox/<name>. */
  fault(name: string, body: object): Promise<unknown>;
  /** The EHR's FHIR server, asked with a token that may do everything. */
  fhir(path: string, init?: { method: string; body: unknown }): Promise<{ status: number; body: unknown }>;
  /** Where the EHR says the archive is: through the proxy. */
  readonly restoreEndpoint: () => Promise<void>;
  /** `npm run ops -- …` where this system runs; what it printed. Rejects where it exits otherwise than with 0. */
  ops(...args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

export interface TestHospital {
  /** Whose manners it has. */
  readonly ehr?: EhrName;
  /** As what it has registered the launched app. */
  readonly client?: AppAuthentication['kind'];
  /** Other EHRs that the same app serves. */
  readonly others?: (own: Site) => readonly Site[];
  /** Changes the site's entry before it is written. */
  readonly adjust?: (site: Site) => Site;
}

/** Starts it over these films, beside such a hospital. The app must have been built: `npm test` does that. */
export async function startSystem(
  films: Readonly<Record<string, Uint8Array>>,
  { ehr = 'open', client = 'public', others = () => [], adjust = (site) => site }: TestHospital = {},
): Promise<TestSystem> {
  if (!existsSync('.next/BUILD_ID'))
    throw new Error('the app is not built: run `npm run build` (npm test does it by itself)');
  const directory = await mkdtemp(join(tmpdir(), 'sightline-system-'));
  const dataDir = await mkdtemp(join(tmpdir(), 'sightline-films-'));
  for (const [name, bytes] of Object.entries(films)) await writeFile(join(dataDir, name), bytes);
  const database = await createTestDatabase();
  const [appPort, ordersPort] = [await freePort(), await freePort()];
  const appUrl = `http://127.0.0.1:${String(appPort)}`;
  const hospital = await startHospital({
    ehr,
    dataDir,
    ehrPort: 0,
    archivePort: 0,
    resultsPort: 0,
    app: {
      launchUrl: `${appUrl}/launch`,
      redirectUri: `${appUrl}/launch/callback`,
      jwksUrl: `${appUrl}/.well-known/jwks.json`,
      authentication: client === 'symmetric' ? { kind: client, secret: CLIENT_SECRET } : { kind: client },
      ordersHost: '127.0.0.1',
      ordersPort,
    },
  });
  const archive = await startArchiveProxy(hospital.archiveUrl);
  const { sitesFile, site } = await writeSite({
    directory,
    hospital,
    ordersPort,
    archive,
    client,
    others,
    adjust,
  });
  const environment = {
    NODE_ENV: 'production' as const,
    MALLOC_ARENA_MAX: '2',
    DATABASE_URL: database.url,
    SIGHTLINE_URL: appUrl,
    SIGHTLINE_PORT: new URL(appUrl).port,
    SIGHTLINE_SITES: sitesFile,
    SIGHTLINE_KEY_FILE: ensureKeyFile(join(directory, 'encryption.key')),
    SIGHTLINE_PROVIDERS: 'cpu',
    LOG_LEVEL: 'info',
  };
  readConfig({ ...process.env, ...environment });
  let logs = '';
  const start = (name: string) =>
    supervise({
      module: resolve(`commands/${name}.ts`),
      environment,
      onOutput: (text) => (logs += text),
    }).catch((error: unknown) => {
      throw new Error(`${name} did not start:\n${logs}`, { cause: error });
    });
  const worker = await start('worker');
  const web = await start('web');
  const system = {
    hospital,
    appUrl,
    db: database.db,
    databaseUrl: database.url,
    ordersPort,
    archive,
    worker,
    web,
  };
  const fault = (name: string, body: object) => post(`${hospital.ehrUrl}/sandbox/${name}`, body);
  const restoreEndpoint = async () => {
    await fault('endpoint', { present: true, address: archive.root });
  };
  await restoreEndpoint();
  return {
    ...system,
    logs: () => logs,
    fhir: openFhir(hospital, site),
    restoreEndpoint,
    fault,
    ops: async (...args) => {
      const env = { ...process.env, ...environment };
      return (await run(process.execPath, ['commands/ops.ts', ...args], { env })).stdout;
    },
    stop: async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await archive.close();
      await hospital.close();
      await database.close();
      await Promise.all([directory, dataDir].map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** Characters that form encoding and Basic each do something to. */
const CLIENT_SECRET = 'a secret: with %, + and ü';

async function writeSite(parts: {
  directory: string;
  hospital: Hospital;
  ordersPort: number;
  archive: ArchiveProxy;
  client: AppAuthentication['kind'];
  others: (own: Site) => readonly Site[];
  adjust: (site: Site) => Site;
}) {
  const { directory, hospital, ordersPort } = parts;
  const sitesFile = await writeDemoSite(directory, { ...hospital, stop: () => hospital.close() }, ordersPort);
  const { sites } = JSON.parse(readFileSync(sitesFile, 'utf8')) as { sites: Site[] };
  const [demo] = sites;
  if (!demo?.hl7v2.results) throw new Error('the demo site has no HL7 engine');
  const site = parts.adjust({
    ...demo,
    fhir: { ...demo.fhir, authentication: await proofOf(parts.client, directory, demo) },
    dicomweb: demo.dicomweb.map((each) => ({ ...each, root: parts.archive.root })),
    hl7v2: { ...demo.hl7v2, results: { ...demo.hl7v2.results, ackTimeoutMs: 3000 } },
    waitForStudySeconds: 4,
  });
  writeFileSync(sitesFile, JSON.stringify({ sites: [site, ...parts.others(site)] }));
  return { sitesFile, site };
}

async function proofOf(
  client: AppAuthentication['kind'],
  directory: string,
  { fhir }: Site,
): Promise<NonNullable<Site['fhir']['authentication']>> {
  if (client === 'public' || fhir.backend === undefined) return 'none';
  if (client === 'asymmetric') return { privateKey: fhir.backend.privateKey };
  const file = join(directory, 'client-secret');
  await writeFile(file, CLIENT_SECRET);
  return { secret: { file } };
}

export async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
