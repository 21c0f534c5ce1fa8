import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HOME = resolve('.sightline', 'peers', 'python');
const REQUIREMENTS = resolve('tests', 'bench', 'peer', 'requirements.txt');

/**
 * The Python of a virtual environment with what a Python engineer would use (requirements.txt), made at the first call:
 * about 400 MB and a minute. Undefined where it can't be had; `say` is told why.
 */
export function pythonPeer(say: (line: string) => void): string | undefined {
  const program = join(HOME, 'bin', 'python');
  const stamp = join(HOME, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return program;
  say('installing the Python peer (about a minute, once)');
  mkdirSync(join(HOME, '..'), { recursive: true });
  const made = spawnSync('/usr/bin/python3', ['-m', 'venv', '--clear', HOME], { stdio: ['ignore', 2, 2] });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
  if (made.status !== 0 || spawnSync(program, pip, { stdio: ['ignore', 2, 2] }).status !== 0) {
    say('skipped: the Python peer could not be installed');
    return undefined;
  }
  writeFileSync(stamp, wanted);
  return program;
}
