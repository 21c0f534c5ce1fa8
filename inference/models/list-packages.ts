/** The packages in the folder of models: each is a folder of its own, and several may hold versions of one model. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelPackage, readPackage } from './read-package.ts';

export interface ListedPackage extends ModelPackage {
  /** The folder's name in the folder of models. */
  readonly name: string;
}

/** Folders that hold no package, or a broken one, are passed over. */
export async function listPackages(models: string): Promise<ListedPackage[]> {
  const entries = await readdir(models, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  const found = await Promise.all(
    names.map(async (name) => ({ name, ...(await readPackage(join(models, name)).catch(() => undefined)) })),
  );
  return found.filter((each): each is ListedPackage => 'manifest' in each);
}

/** Compared with what is there: neither word ever becomes part of a path. */
export async function findPackage(
  models: string,
  { id, version }: { readonly id: string; readonly version: string },
): Promise<ModelPackage | undefined> {
  const packages = await listPackages(models);
  return packages.find(({ manifest }) => manifest.id === id && manifest.version === version);
}
