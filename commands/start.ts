import { join } from 'node:path';
import { readConfig } from '#lib/platform/config.ts';
import { ensureKeyFile, runSightline, startDatabase, STATE_DIRECTORY } from './run-sightline.ts';
import { untilStopped } from './until-stopped.ts';

/** Production: web and worker under one supervisor, on DATABASE_URL or the embedded PostgreSQL. */
const { SIGHTLINE_KEY, SIGHTLINE_KEY_FILE, SIGHTLINE_KEY_COMMAND } = process.env;
const environment =
  (SIGHTLINE_KEY ?? SIGHTLINE_KEY_FILE ?? SIGHTLINE_KEY_COMMAND) === undefined
    ? { SIGHTLINE_KEY_FILE: ensureKeyFile(join(STATE_DIRECTORY, 'keys', 'encryption.key')) }
    : {};
// Told now and whole, rather than by a child that can't start.
readConfig({ DATABASE_URL: 'postgres://not-started-yet', ...process.env, ...environment });
// Ctrl-C while it starts must end what has been started by then.
const stopped = untilStopped();
const say = (line: string): void => {
  console.log(`sightline: ${line}`);
};
const sightline = await runSightline(environment, await startDatabase(STATE_DIRECTORY, say), say);
console.log(`sightline: ready at ${process.env['SIGHTLINE_URL'] ?? 'http://127.0.0.1:4000'}`);
await stopped;
await sightline.stop();
process.exit(0);
