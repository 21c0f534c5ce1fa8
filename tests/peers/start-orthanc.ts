import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#lib/platform/free-port.ts';

const PROGRAM = '/usr/sbin/Orthanc';
const DICOMWEB = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';
const START_TIMEOUT_MS = 60_000;

export const hasOrthanc = existsSync(PROGRAM) && existsSync(DICOMWEB);

export interface Orthanc {
  /** DICOMweb root. */
  readonly root: string;
  /** Stores files; returns how many it took. */
  store(paths: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}

/** Name and password that it asks for; without them it asks for none. */
export type Credentials = { readonly user: string; readonly password: string };

/** Debian's Orthanc with its DICOMweb plugin, empty, on a free port of loopback. */
export async function startOrthanc(credentials?: Credentials): Promise<Orthanc> {
  const directory = mkdtempSync(join(tmpdir(), 'sightline-orthanc-'));
  const port = await freePort();
  const file = join(directory, 'orthanc.json');
  writeFileSync(file, JSON.stringify(configure(directory, port, credentials)));
  const server = spawn(PROGRAM, [file], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const headers = credentials && { authorization: basic(credentials) };
  await untilItAnswers(server, `${url}/system`, headers);
  return {
    root: `${url}/dicom-web`,
    store: (paths) => storeAll(`${url}/instances`, paths, headers),
    stop: async () => {
      await end(server);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function basic({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function configure(directory: string, port: number, credentials: Credentials | undefined): object {
  return {
    StorageDirectory: directory,
    IndexDirectory: directory,
    HttpPort: port,
    RemoteAccessAllowed: false,
    AuthenticationEnabled: credentials !== undefined,
    RegisteredUsers: credentials === undefined ? {} : { [credentials.user]: credentials.password },
    DicomServerEnabled: false,
    Plugins: ['/usr/share/orthanc/plugins'],
    // No `Host`: the plugin would write it into every URL it answers with.
    DicomWeb: { Enable: true, Root: '/dicom-web/', EnableWado: false },
    // JPEG 2000 only: with any other the GDCM plugin of Debian 12 crashes.
    Gdcm: { RestrictTransferSyntaxes: ['1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.91'] },
  };
}

async function untilItAnswers(
  server: ChildProcess,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    const answers = await fetch(url, { headers }).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return;
    await delay(100);
  }
  server.kill('SIGKILL');
  throw new Error(`Orthanc did not start (exit code ${String(server.exitCode)})`);
}

async function storeAll(
  url: string,
  paths: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  let stored = 0;
  for (const path of paths) {
    const response = await fetch(url, { method: 'POST', headers, body: await readFile(path) });
    await response.body?.cancel();
    if (response.ok) stored += 1;
  }
  return stored;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  await ended;
}
