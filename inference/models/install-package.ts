/** Copies a package into the folder of models, whole or not at all, and never over another. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InferenceError } from '../errors.ts';
import { hashFile } from './hash-file.ts';
import { checkFiles, packageFiles } from './list-package-files.ts';
import { listPackages } from './list-packages.ts';
import { type ModelPackage, readPackage } from './read-package.ts';

export interface InstalledPackage {
  /** The folder's name in the folder of models, which a site names as its model. */
  readonly name: string;
  /** False where it was there already, the same to the last byte. */
  readonly added: boolean;
  /** Other versions of the same model that are there. */
  readonly others: readonly string[];
}

/**
 * For a package that was checked. Another version stays where it is: results that wait for it can still be filed.
 * @throws InferenceError model-version-taken, permanent: the same id and version with other contents;
 * model-not-installable, permanent: the copy is not what was checked, or the disk refuses.
 */
export async function installPackage(directory: string, models: string): Promise<InstalledPackage> {
  const given = await readPackage(directory);
  const { id, version } = given.manifest;
  const same = (await listPackages(models)).filter(({ manifest }) => manifest.id === id);
  const others = same.filter(({ manifest }) => manifest.version !== version).map(({ name }) => name);
  const twin = same.find(({ manifest }) => manifest.version === version);
  if (twin === undefined) {
    const name = await copyPackage(directory, given, models);
    return { name, added: true, others };
  }
  const differs = await differences(directory, join(models, twin.name), given);
  if (differs.length === 0) return { name: twin.name, added: false, others };
  throw new InferenceError('model-version-taken', 'permanent', {
    problems: [
      `${id} ${version} is installed as ${twin.name} with another ${differs.join(', ')}: give this one a version of its own`,
    ],
  });
}

async function differences(from: string, to: string, given: ModelPackage): Promise<string[]> {
  const hash = (path: string) => hashFile(path).catch(() => undefined);
  const names = await packageFiles(given);
  const same = await Promise.all(
    names.map(async (name) => (await hash(join(from, name))) === (await hash(join(to, name)))),
  );
  return names.filter((_, at) => same[at] !== true);
}

/** Beside its place first, since only renaming within a disk is done at once. */
async function copyPackage(directory: string, given: ModelPackage, models: string): Promise<string> {
  const staging = join(models, `.adding-${randomUUID()}`);
  try {
    await mkdir(staging, { recursive: true });
    const names = await packageFiles(given);
    for (const name of names) await copyDurably(join(directory, name), join(staging, name));
    const problems = await checkFiles(staging, names);
    const hash = await hashFile(join(staging, basename(given.onnxPath)));
    if (hash !== given.manifest.sha256) problems.push('the weights changed while they were copied');
    if (problems.length > 0) throw new InferenceError('model-not-installable', 'permanent', { problems });
    return await moveIntoPlace(staging, models, given);
  } catch (thrown) {
    await rm(staging, { recursive: true, force: true });
    if (thrown instanceof InferenceError) throw thrown;
    const problem = thrown instanceof Error ? thrown.message : 'unexpected';
    throw new InferenceError('model-not-installable', 'permanent', { problems: [problem], cause: thrown });
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  const file = await open(to, 'r+');
  try {
    await file.chmod(0o644);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Under its id where that is free, else under its id and version. A folder that is not empty can't be renamed over. */
async function moveIntoPlace(staging: string, models: string, { manifest }: ModelPackage): Promise<string> {
  const names = [manifest.id, `${manifest.id}-${manifest.version}`];
  for (const name of names) {
    try {
      await rename(staging, join(models, name));
      return name;
    } catch (thrown) {
      if (!isTaken(thrown)) throw thrown;
    }
  }
  const problems = [`${names.join(' and ')} are taken in ${models}`];
  throw new InferenceError('model-not-installable', 'permanent', { problems });
}

function isTaken(thrown: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '');
}
