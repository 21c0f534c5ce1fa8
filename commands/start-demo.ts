import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { freePort } from '#lib/platform/free-port.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import { writeSyntheticFilms } from '#sandbox/films/write-synthetic-films.ts';
import { startHospitalProcess, type HospitalProcess } from './demo-hospital.ts';
import { writeDemoSite } from './demo-site.ts';
import {
  ensureKeyFile,
  runSightline,
  startDatabase,
  STATE_DIRECTORY,
  type RunningSightline,
} from './run-sightline.ts';

export interface DemoOptions {
  /** Whose manners the stand-in hospital has; `open` where nothing is said. */
  readonly ehr?: EhrName;
  /** A folder of DICOM files; without it the synthetic films. */
  readonly data: string | undefined;
  /** A run with no hands has state and ports of its own, so that it can go beside a demo that somebody clicks through. */
  readonly apart: boolean;
  readonly logLevel: string;
  /** Where its database, keys and sites.json live. */
  readonly state?: string;
  /** DICOMweb root of another archive that holds the same films and asks for no token. */
  readonly archiveUrl?: string;
  /** Gets one line per step. */
  readonly say: (line: string) => void;
}

export interface Demo {
  readonly appUrl: string;
  readonly hospital: HospitalProcess;
  readonly sightline: RunningSightline;
  readonly sitesFile: string;
  readonly keyFile: string;
}

/** The stand-in hospital and Sightline, side by side. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { say, ehr = 'open' } = options;
  const state = options.state ?? (options.apart ? join(STATE_DIRECTORY, 'once') : STATE_DIRECTORY);
  mkdirSync(state, { recursive: true });
  const films = await findFilms(options);
  const ports = await choosePorts(!options.apart);
  const appUrl = `http://127.0.0.1:${String(ports.app)}`;
  const [hospital, database] = await startTogether(
    startHospitalProcess(films, appUrl, ports, { ehr, archiveUrl: options.archiveUrl }),
    startDatabase(state, say),
  );
  say(
    `stand-in hospital (${ehr}): ${String(hospital.patients.length)} patients, ${String(hospital.films.length)} films`,
  );
  if (hospital.films.length === 0) say(`no file in ${films}: there is nothing to analyse`);
  const sitesFile = await writeDemoSite(state, hospital, ports.orders, options.archiveUrl);
  const keyFile = ensureKeyFile(join(state, 'keys', 'encryption.key'));
  const environment = {
    SIGHTLINE_STATE: state,
    SIGHTLINE_URL: appUrl,
    SIGHTLINE_PORT: String(ports.app),
    SIGHTLINE_SITES: sitesFile,
    SIGHTLINE_KEY_FILE: keyFile,
    LOG_LEVEL: options.logLevel,
  };
  try {
    return {
      appUrl,
      hospital,
      sitesFile,
      keyFile,
      sightline: await runSightline(environment, database, say),
    };
  } catch (error) {
    await hospital.stop();
    throw error;
  }
}

/** Neither waits for the other; where one fails, the other is stopped. */
async function startTogether<A extends Stoppable, B extends Stoppable>(
  a: Promise<A>,
  b: Promise<B>,
): Promise<[A, B]> {
  try {
    return await Promise.all([a, b]);
  } catch (error) {
    for (const each of await Promise.allSettled([a, b]))
      if (each.status === 'fulfilled') await each.value.stop();
    throw error;
  }
}

interface Stoppable {
  stop(): Promise<void>;
}

async function findFilms({ data, say }: DemoOptions): Promise<string> {
  if (data !== undefined) {
    const directory = resolve(data);
    if (!existsSync(directory) || !statSync(directory).isDirectory())
      throw new Error(`--data ${data}: no such folder`);
    return directory;
  }
  const directory = resolve(STATE_DIRECTORY, 'films');
  await writeSyntheticFilms(directory, {
    onProgress: (done, total) => say(`synthetic films: ${String(done)} of ${String(total)}`),
  });
  return directory;
}

/** The well-known ports where they are free, so that links stay the same from day to day; else any. */
async function choosePorts(wellKnown: boolean) {
  const port = async (wish: number) => (wellKnown && (await isFree(wish)) ? wish : freePort());
  return {
    app: await port(4000),
    ehr: await port(4010),
    archive: await port(4020),
    results: await port(4030),
    orders: await port(4031),
  };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}
