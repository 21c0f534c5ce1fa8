/**
 * `gpu install [--cuda 12|13] [--into DIR]`: the runtime's provider libraries for the CUDA that is installed. For CUDA 12
 * the package's own install script fetches them (NuGet); those for CUDA 13 lie in the Python wheel of the same version.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  findRuntime,
  installedCuda,
  isInstalled,
  missingLibraries,
  PROVIDER_LIBRARIES,
  type Runtime,
} from './cuda-libraries.ts';

const FETCH: Readonly<Record<number, (runtime: Runtime, into: string) => void>> = {
  12: fetchByPackage,
  13: fetchFromWheel,
};

export function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { cuda: { type: 'string' }, into: { type: 'string' } },
  });
  const runtime = findRuntime();
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The runtime has GPU providers for Linux on x64 only');
  const cuda = values.cuda === undefined ? installedCuda()[0] : Number(values.cuda);
  const fetchLibraries = cuda === undefined ? undefined : FETCH[cuda];
  if (cuda === undefined || fetchLibraries === undefined)
    throw new Error(
      cuda === undefined
        ? 'No CUDA was found (libcublasLt.so by ldconfig or LD_LIBRARY_PATH): install CUDA 12 or 13, or say --cuda 12 or --cuda 13'
        : `CUDA ${String(values.cuda ?? cuda)}: onnxruntime ${runtime.version} has providers for 12 and 13`,
    );
  const into = resolve(values.into ?? runtime.libraryFolder);
  process.stdout.write(`onnxruntime ${runtime.version}, CUDA ${String(cuda)}: providers into ${into}\n`);
  mkdirSync(into, { recursive: true });
  fetchLibraries(runtime, into);
  return Promise.resolve(tellMissing(into));
}

/** Its install script unpacks beside the runtime. */
function fetchByPackage({ packageFolder, libraryFolder }: Runtime, into: string): void {
  const script = join(packageFolder, 'script', 'install.js');
  // By the environment: npm hands down the project's own setting, which is to fetch nothing, and that counts more than
  // an argument.
  execute(process.execPath, [script], packageFolder, { ONNXRUNTIME_NODE_INSTALL: 'cuda12' });
  if (!isInstalled(libraryFolder, 'cuda'))
    throw new Error('The package’s install script brought no providers; it fetches them from api.nuget.org');
  if (into !== libraryFolder) copyProviders(libraryFolder, into);
}

function fetchFromWheel({ version }: Runtime, into: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-gpu-'));
  try {
    const wheel = `onnxruntime-gpu==${version}`;
    const choice = ['--no-deps', '--only-binary=:all:', '--dest', folder];
    // pip knows the host's mirrors and proxies, and holds the file to the index's checksum.
    execute('python3', ['-m', 'pip', 'download', '--quiet', ...choice, wheel], folder);
    const [file] = globSync(join(folder, '*.whl'));
    if (file === undefined) throw new Error(`pip brought no wheel of ${wheel}`);
    execute('python3', ['-m', 'zipfile', '-e', file, folder], folder);
    copyProviders(join(folder, 'onnxruntime', 'capi'), into);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyProviders(from: string, into: string): void {
  for (const name of Object.values(PROVIDER_LIBRARIES)) copyFileSync(join(from, name), join(into, name));
}

function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): void {
  const { status, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0)
    throw new Error(
      `${command} ${args.slice(0, 3).join(' ')}: ${error?.message ?? `ended with ${String(status)}`}`,
    );
}

/** 0 where CUDA's provider finds everything; TensorRT's is for those who ask for it. */
function tellMissing(folder: string): number {
  const missing = missingLibraries(join(folder, PROVIDER_LIBRARIES.cuda));
  const line =
    missing.length === 0
      ? 'CUDA’s libraries are all found. Next: npm run ops -- gpu check\n'
      : `Installed, but the loader does not find ${missing.join(', ')}: install CUDA and cuDNN, or name their folders in LD_LIBRARY_PATH\n`;
  process.stdout.write(line);
  return missing.length === 0 ? 0 : 1;
}
