import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessFacts {
  readonly pid: number;
  readonly command: string;
}

/** All processes below this one, from /proc (Linux). */
export function descendantsOf(root: number): ProcessFacts[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent, command }];
      } catch {
        return []; // it has ended meanwhile
      }
    });
  const below = (pid: number): ProcessFacts[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

/** Resident sets by the kernel's account (Linux), in units of 10^6 bytes: of this process and the models' below it. */
export function residentMegabytes(pid: number): number {
  const sessions = descendantsOf(pid).filter(({ command }) => command.includes('run-model'));
  const kibibytes = [pid, ...sessions.map((each) => each.pid)].map((each) =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(each)}/status`, 'utf8'))?.[1] ?? 0),
  );
  return (kibibytes.reduce((sum, each) => sum + each, 0) * 1024) / 1e6;
}

export function isAlive({ pid }: { pid: number }): boolean {
  try {
    // A zombie that nobody has waited for has ended.
    return !/\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Those that still live after the time, or as soon as none does. */
export async function survivorsOf(
  processes: readonly ProcessFacts[],
  timeoutMs: number,
): Promise<ProcessFacts[]> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && processes.some(isAlive)) await delay(50);
  return processes.filter(isAlive);
}
