import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HOME = resolve('.sightline', 'peers', 'triton');
const STAMP = join(HOME, 'requirements.txt');
const REQUIREMENTS = resolve('tests', 'peers', 'triton', 'requirements.txt');
/** On a slow line the peer is skipped rather than everybody kept waiting. */
const INSTALL_TIMEOUT_MS = 150_000;

/** The Python that Triton was installed into as requirements.txt wants it. */
export function installedTriton(): string | undefined {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === readFileSync(REQUIREMENTS, 'utf8')
    ? join(HOME, 'bin', 'python')
    : undefined;
}

/** Puts NVIDIA's own server into a virtual environment: 510 MB and 45 s, once. False where it can't be had. */
export function installTriton(say: (line: string) => void): boolean {
  if (installedTriton() !== undefined) return true;
  say('installing Triton (45 s, once)');
  mkdirSync(join(HOME, '..'), { recursive: true });
  const python = join(HOME, 'bin', 'python');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
  const done =
    // Debian's own Python: the server's backend is built against it.
    run('/usr/bin/python3', ['-m', 'venv', '--clear', HOME]) &&
    run(python, pip) &&
    run(python, ['-c', 'import onnxruntime, pytriton.triton']);
  if (done) writeFileSync(STAMP, readFileSync(REQUIREMENTS));
  return done;
}

function run(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: ['ignore', 2, 2], timeout: INSTALL_TIMEOUT_MS }).status === 0;
}
