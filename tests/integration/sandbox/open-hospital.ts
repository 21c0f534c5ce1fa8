import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHospital } from '#sandbox/hospital.ts';
import type { Hospital, HospitalOptions } from '#sandbox/hospital.ts';

export const APP = {
  launchUrl: 'http://127.0.0.1:9/launch',
  redirectUri: 'http://127.0.0.1:9/launch/callback',
  jwksUrl: 'http://127.0.0.1:9/jwks',
  ordersHost: '127.0.0.1',
  ordersPort: 9,
};

/** A hospital on free ports over a new folder with these files. */
export async function openHospital(
  files: Readonly<Record<string, Buffer>>,
  options: Partial<HospitalOptions> = {},
): Promise<Hospital> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stand-in-films-'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(dataDir, name), bytes);
  return startHospital({ dataDir, ehrPort: 0, archivePort: 0, resultsPort: 0, app: APP, ...options });
}

export function postJson(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
