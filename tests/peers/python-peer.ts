import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HOME = resolve('.sightline', 'peers', 'python');
const PROGRAM = join(HOME, 'bin', 'python');
const STAMP = join(HOME, 'requirements.txt');
const REQUIREMENTS = resolve('tests', 'peers', 'python', 'requirements.txt');

/** The peer's Python where it has been installed as requirements.txt wants it. */
export function installedPythonPeer(): string | undefined {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted ? PROGRAM : undefined;
}

/**
 * The Python of a virtual environment with what a Python engineer would use (requirements.txt), made at the first call:
 * about 300 MB and a minute. Undefined where it can't be had; `say` is told why.
 */
export function pythonPeer(say: (line: string) => void): string | undefined {
  const installed = installedPythonPeer();
  if (installed !== undefined) return installed;
  say('installing the Python peer (about a minute, once)');
  mkdirSync(join(HOME, '..'), { recursive: true });
  const made = spawnSync('/usr/bin/python3', ['-m', 'venv', '--clear', HOME], { stdio: ['ignore', 2, 2] });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
  if (made.status !== 0 || spawnSync(PROGRAM, pip, { stdio: ['ignore', 2, 2] }).status !== 0) {
    say('skipped: the Python peer could not be installed');
    return undefined;
  }
  writeFileSync(STAMP, readFileSync(REQUIREMENTS));
  return PROGRAM;
}
