/** The runtime's provider libraries for NVIDIA cards, and CUDA's own that they stand on. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** CUDA's and TensorRT's parts; both need the first. */
export const PROVIDER_LIBRARIES = {
  shared: 'libonnxruntime_providers_shared.so',
  cuda: 'libonnxruntime_providers_cuda.so',
  tensorrt: 'libonnxruntime_providers_tensorrt.so',
} as const;

export interface Runtime {
  readonly version: string;
  /** Of the package, where its install script lies. */
  readonly packageFolder: string;
  /** Where the runtime looks for providers: beside itself. */
  readonly libraryFolder: string;
}

/** Throws where there is no build of the runtime for this machine. */
export function findRuntime(): Runtime {
  const packageJson = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  const packageFolder = dirname(packageJson);
  const { version } = JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string };
  const [libraryFolder] = globSync(join(packageFolder, 'bin', 'napi-v*', process.platform, process.arch));
  if (libraryFolder === undefined)
    throw new Error(`onnxruntime-node ${version} has no build for ${process.platform} ${process.arch}`);
  return { version, packageFolder, libraryFolder };
}

/** Names of the libraries that the loader does not find for this one. */
export function missingLibraries(file: string): string[] {
  const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8' });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) => name ?? []);
}

/** Major versions of CUDA whose cuBLAS the loader knows, the newest first; none where it knows none. */
export function installedCuda(): number[] {
  const { stdout } = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' });
  const folders = (process.env['LD_LIBRARY_PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return cudaMajors(
    [stdout, ...folders.flatMap((folder) => globSync(join(folder, 'libcublasLt.so.*')))].join('\n'),
  );
}

/** From the names of files, one a line. */
export function cudaMajors(names: string): number[] {
  const majors = [...names.matchAll(/libcublasLt\.so\.(\d+)/g)].map(([, major]) => Number(major));
  return [...new Set(majors)].toSorted((a, b) => b - a);
}

export function isInstalled(folder: string, provider: 'cuda' | 'tensorrt'): boolean {
  return [PROVIDER_LIBRARIES.shared, PROVIDER_LIBRARIES[provider]].every((name) =>
    existsSync(join(folder, name)),
  );
}
