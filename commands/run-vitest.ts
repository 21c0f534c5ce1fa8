import { spawnSync } from 'node:child_process';

/** Runs vitest's projects in this Node; returns its exit code. Arguments of the command line go through. */
export function runVitest(projects: readonly string[]): number {
  const selected = projects.flatMap((project) => ['--project', project]);
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...selected, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  return status ?? 1;
}
