/** The processor or card that ran a film, by its own name. */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Provider } from './read-profile.ts';

export interface Gpu {
  readonly index: number;
  readonly uuid: string;
  readonly name: string;
}

/** "AMD EPYC 9654, 2 threads" or "NVIDIA H200"; a card that its driver does not name is told by its number. */
export function nameDevice(provider: Provider, deviceId: number, threads: number): string {
  if (provider === 'cpu')
    return `${cpus()[0]?.model.trim() ?? 'CPU'}, ${threads} thread${threads === 1 ? '' : 's'}`;
  return listGpus()[deviceId]?.name ?? `GPU ${deviceId}`;
}

/** The cards that this process may use, in the order in which CUDA counts them; none where there is no driver. */
export function listGpus(): readonly Gpu[] {
  try {
    const output = execFileSync('nvidia-smi', ['--query-gpu=index,uuid,name', '--format=csv,noheader'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return visibleGpus(parseGpus(output), process.env['CUDA_VISIBLE_DEVICES']);
  } catch {
    return [];
  }
}

/** One card per line: index, UUID, name. */
export function parseGpus(output: string): Gpu[] {
  return output.split('\n').flatMap((line) => {
    const [, index, uuid, name] = /^\s*(\d+),\s*([^,]+),\s*(.+?)\s*$/.exec(line) ?? [];
    return index === undefined || uuid === undefined || name === undefined
      ? []
      : [{ index: Number(index), uuid, name }];
  });
}

/** CUDA_VISIBLE_DEVICES: indices or beginnings of UUIDs, in the order wanted; the first that names no card ends the list. */
export function visibleGpus(gpus: readonly Gpu[], visible: string | undefined): readonly Gpu[] {
  if (visible === undefined) return gpus;
  const wanted = visible.split(',').map((each) => each.trim());
  const found = wanted.map((each) =>
    gpus.find(
      ({ index, uuid }) => String(index) === each || (each.startsWith('GPU-') && uuid.startsWith(each)),
    ),
  );
  const end = found.indexOf(undefined);
  return found.slice(0, end < 0 ? undefined : end).filter((gpu) => gpu !== undefined);
}
