import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/platform/errors.ts';

/**
 * Puts a result into a folder that another system takes files from. The file appears whole or not at all, and on the disk
 * (fsync, then rename); written again it is the same file. Gives its name. Throws AppError `delivery-unreachable`
 * (transient) where the folder is away or full.
 */
export async function dropFile(folder: string, name: string, content: Uint8Array): Promise<string> {
  try {
    // Beside the others, so that the rename stays within one file system; hidden, so that nobody takes it too early.
    const own = await mkdtemp(join(folder, '.sightline-'));
    try {
      await writeThrough(join(own, name), content);
      await rename(join(own, name), join(folder, name));
      await syncFolder(folder);
    } finally {
      await rm(own, { recursive: true, force: true });
    }
    return name;
  } catch (cause) {
    throw new AppError('delivery-unreachable', 'transient', { cause });
  }
}

async function writeThrough(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o640);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name is in the folder, and the folder has to reach the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
