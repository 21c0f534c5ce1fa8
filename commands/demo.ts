import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '#lib/platform/embedded-postgres.ts';
import { writeSyntheticFilms } from '#sandbox/films/write-synthetic-films.ts';
import { startHospitalProcess, type HospitalProcess } from './demo-hospital.ts';
import { runOnce } from './demo-once.ts';
import { writeDemoSite } from './demo-site.ts';
import { ensureKeyFile, runSightline, STATE_DIRECTORY, type RunningSightline } from './run-sightline.ts';
import { untilStopped } from './until-stopped.ts';

const { values: flags } = parseArgs({
  options: { once: { type: 'boolean', default: false }, data: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});

/** Progress goes to stderr: the last line of stdout belongs to the summary. */
function say(line: string): void {
  process.stderr.write(`sightline: ${line}\n`);
}

export interface Demo {
  readonly appUrl: string;
  readonly hospital: HospitalProcess;
  readonly sightline: RunningSightline;
  readonly sitesFile: string;
  readonly keyFile: string;
}

/** The stand-in hospital and Sightline, side by side. */
async function startDemo(): Promise<Demo> {
  // A run with no hands has a state of its own, so that it can go beside a demo that somebody is clicking through.
  const state = flags.once ? join(STATE_DIRECTORY, 'once') : STATE_DIRECTORY;
  mkdirSync(state, { recursive: true });
  const films = await findFilms(flags.data);
  const ports = await choosePorts(!flags.once);
  const appUrl = `http://127.0.0.1:${String(ports.app)}`;
  const hospital = await startHospitalProcess(films, appUrl, ports);
  say(`stand-in hospital: ${String(hospital.patients.length)} patients, ${String(hospital.films.length)} films`);
  const sitesFile = await writeDemoSite(state, hospital, ports.orders);
  const keyFile = ensureKeyFile(join(state, 'keys', 'encryption.key'));
  const environment = {
    SIGHTLINE_STATE: state,
    SIGHTLINE_URL: appUrl,
    SIGHTLINE_SITES: sitesFile,
    SIGHTLINE_KEY_FILE: keyFile,
    LOG_LEVEL: flags.verbose ? 'info' : (process.env['LOG_LEVEL'] ?? 'warn'),
  };
  try {
    return { appUrl, hospital, sitesFile, keyFile, sightline: await runSightline(environment, say) };
  } catch (error) {
    await hospital.stop();
    throw error;
  }
}

async function findFilms(data: string | undefined): Promise<string> {
  if (data !== undefined) {
    const directory = resolve(data);
    if (!existsSync(directory) || !statSync(directory).isDirectory()) throw new Error(`--data ${data}: no such folder`);
    return directory;
  }
  const directory = resolve(STATE_DIRECTORY, 'films');
  await writeSyntheticFilms(directory, { onProgress: (done, total) => say(`synthetic films: ${String(done)} of ${String(total)}`) });
  return directory;
}

/** The well-known ports where they are free, so that links stay the same from day to day; else any. */
async function choosePorts(wellKnown: boolean) {
  const port = async (wish: number) => (wellKnown && (await isFree(wish)) ? wish : freePort());
  return { app: await port(4000), ehr: await port(4010), archive: await port(4020), results: await port(4030), orders: await port(4031) };
}

async function isFree(port: number): Promise<boolean> {
  const { createServer } = await import('node:net');
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}

async function main(): Promise<number> {
  const demo = await startDemo();
  const stop = async () => {
    await demo.sightline.stop();
    await demo.hospital.stop();
  };
  if (flags.once) {
    const stopped = untilStopped().then(() => undefined);
    const summary = await Promise.race([runOnce(demo, say), stopped]).finally(stop);
    if (!summary) return 1;
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return summary.ok ? 0 : 1;
  }
  console.log(`
  The stand-in hospital   ${demo.hospital.ehrUrl}/     user rivera, password demo
  Its HL7 engine          ${demo.hospital.ehrUrl}/engine
  Sightline               ${demo.appUrl}/

  Open the hospital, choose a patient, press "Launch Sightline". Ctrl-C ends everything.
`);
  await untilStopped();
  await stop();
  return 0;
}

process.exit(await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return 1;
}));
