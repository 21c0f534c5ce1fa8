import { spawnSync } from 'node:child_process';

/** Format, lint, dependency rules, unused code, types: all of them run, so that one look tells every problem. */
const CHECKS = [
  { name: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', program: 'eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  {
    name: 'dependency rules',
    program: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['app', 'lib', 'inference', 'sandbox', 'commands', 'tests', 'proxy.ts'],
  },
  { name: 'unused code', program: 'knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] },
];

const failed = CHECKS.filter(({ name, program, args }) => {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [`node_modules/${program}`, ...args], { stdio: 'inherit' });
  console.log(
    `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  return status !== 0;
});
console.log(`check: ${String(CHECKS.length - failed.length)} passed, ${String(failed.length)} failed`);
process.exit(failed.length === 0 ? 0 : 1);
