import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The process that may use a folder: `started` tells it from a later one that the system gave the same number. */
interface Owner {
  readonly pid: number;
  readonly started: string;
}

/**
 * Claims a folder for this process by a file in it; returns how to give it back. A claim whose process is gone is
 * taken over. Throws Error where a living process holds it: two servers on one data folder would destroy it.
 */
export function ownFolder(file: string): () => void {
  const own: Owner = { pid: process.pid, started: startOf(process.pid) ?? '' };
  const holder = readOwner(file);
  if (holder && startOf(holder.pid) === holder.started) {
    throw new Error(
      `this folder is in use by another running Sightline (process ${String(holder.pid)}): stop that one first (${file})`,
    );
  }
  rmSync(file, { force: true });
  // `wx`: of two that start at the same moment one fails here.
  writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
  return () => rmSync(file, { force: true });
}

function readOwner(file: string): Owner | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** When the process began (proc(5): field 22 of stat, clock ticks since boot); '' where the system doesn't say; undefined where there is none. */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The second field is the program's name in brackets, which may hold anything.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; where nobody waits for it (a container's first process may not), it stays listed for good.
    return state === 'Z' || state === 'X' ? undefined : (fields[18] ?? '');
  } catch {
    return '';
  }
}
