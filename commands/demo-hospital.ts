import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Hospital } from '#sandbox/hospital.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';

/** The stand-in hospital as a process of its own, as a real one would be. */
export interface HospitalProcess extends Omit<Hospital, 'close'> {
  stop(): Promise<void>;
}

export interface HospitalPorts {
  readonly ehr: number;
  readonly archive: number;
  readonly results: number;
  readonly orders: number;
}

/** Starts it over a folder of DICOM files, with the manners of that EHR. Throws where it ends before it is ready. */
export async function startHospitalProcess(
  dataDirectory: string,
  appUrl: string,
  ports: HospitalPorts,
  { ehr, archiveUrl }: { readonly ehr: EhrName; readonly archiveUrl?: string | undefined },
): Promise<HospitalProcess> {
  const flags = {
    ehr,
    data: dataDirectory,
    'ehr-port': ports.ehr,
    'archive-port': ports.archive,
    'results-port': ports.results,
    'orders-port': ports.orders,
    'launch-url': `${appUrl}/launch`,
    'redirect-uri': `${appUrl}/launch/callback`,
    'jwks-url': `${appUrl}/.well-known/jwks.json`,
    ...(archiveUrl === undefined ? {} : { 'archive-url': archiveUrl }),
  };
  const child = fork(
    'sandbox/main.ts',
    Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const line = await firstLine(child);
  return { ...(JSON.parse(line) as Omit<Hospital, 'close'>), stop: () => end(child) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the stand-in hospital has no output');
  const lines = createInterface({ input: child.stdout });
  return new Promise((ready, failed) => {
    lines.once('line', ready);
    child.once('exit', (code) => failed(new Error(`the stand-in hospital ended with ${String(code)}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}
