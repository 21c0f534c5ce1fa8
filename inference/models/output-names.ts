import type { PackageManifest } from './manifest.ts';

/** The graph's outputs that are read: asked for by name, or the runtime computes all it has. */
export function outputNames({ outputs }: Pick<PackageManifest, 'outputs'>): string[] {
  return [outputs.scores, outputs.maps, outputs.gate].flatMap((output) => output?.tensor ?? []);
}
