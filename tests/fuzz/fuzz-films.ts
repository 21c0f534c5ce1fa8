/** Runs cases in a child process; one that dies or hangs is named, and the run goes on behind it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, finding } from './judge.ts';
import type { BaseSet } from './load-bases.ts';
import type { LogLine } from './run-cases.ts';

export interface FuzzRun {
  readonly bases: BaseSet;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Grows by a line when a case begins and by one when it ends. */
  readonly log: string;
}

export type Ended = Extract<LogLine, { index: number }>;

export interface FuzzResult {
  readonly cases: readonly Ended[];
  readonly findings: readonly (Finding & { index: number; base: string; mutations: readonly string[] })[];
}

/** No case takes that long on the slowest machine: the process hangs where no thread can be ended. */
const SILENCE_MS = 60_000;

export async function fuzzFilms(run: FuzzRun): Promise<FuzzResult> {
  const lost: (Finding & { index: number; base: string; mutations: readonly string[] })[] = [];
  for (let from = run.from; from < run.to;) {
    const end = await runChild({ ...run, from });
    if (end.ok) break;
    const index = lastBegun(run.log) ?? from;
    lost.push({ index, base: '?', mutations: [], ...end.finding });
    from = index + 1;
  }
  const cases = readLog(run.log).filter((line): line is Ended => 'index' in line);
  const found = cases.flatMap(({ findings, index, base, mutations }) =>
    findings.map((each) => ({ ...each, index, base, mutations })),
  );
  const growth = judgeGrowth(cases).map((each) => ({ ...each, index: run.to, base: '', mutations: [] }));
  return { cases, findings: [...lost, ...found, ...growth] };
}

/** Late cases leave no more behind than early ones; a run too short to tell says nothing. */
function judgeGrowth(cases: readonly Ended[]): Finding[] {
  const quarter = Math.floor(cases.length / 4);
  if (quarter < 250) return [];
  const median = (from: number) => {
    const sorted = cases.slice(from, from + quarter).map(({ rssMb }) => rssMb);
    return sorted.toSorted((a, b) => a - b)[Math.floor(quarter / 2)] ?? 0;
  };
  const [early, late] = [median(quarter), median(3 * quarter)];
  return late > 1.25 * early + 128 ? [finding('memory', `from ${early} to ${late} MB over the run`)] : [];
}

async function runChild(run: FuzzRun): Promise<{ ok: true } | { ok: false; finding: Finding }> {
  const args = [run.log, run.bases, run.seed, run.from, run.to].map(String);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-cases.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-3000)));
  const stop = new AbortController();
  const hung = watch(run.log, stop.signal).then((silent) => silent && child.kill('SIGKILL'));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  stop.abort();
  if (await hung) return { ok: false, finding: finding('hang', `the process, for ${SILENCE_MS} ms`) };
  if (code === 0) return { ok: true };
  return { ok: false, finding: finding('process-crash', `${code ?? signal ?? ''}: ${complaint}`) };
}

/** Resolves to true once the log has been silent for too long, to false when it is stopped. */
async function watch(log: string, signal: AbortSignal): Promise<boolean> {
  const started = Date.now();
  for (;;) {
    await sleep(1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return false;
    const last = existsSync(log) ? statSync(log).mtimeMs : started;
    if (Date.now() - Math.max(last, started) > SILENCE_MS) return true;
  }
}

function lastBegun(log: string): number | undefined {
  const last = readLog(log).findLast((line) => 'began' in line);
  return last !== undefined && 'began' in last ? last.began : undefined;
}

function readLog(log: string): LogLine[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as LogLine);
}
