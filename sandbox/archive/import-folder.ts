import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ArchiveRefusal } from './dicom-header.ts';
import type { RefusalReason } from './dicom-header.ts';
import type { InstanceStore } from './instance-store.ts';
import type { StoredInstance } from './stored-instance.ts';

/** `file` is relative to the folder. */
export type ImportedFile =
  | { readonly file: string; readonly instance: StoredInstance }
  | { readonly file: string; readonly refused: RefusalReason };

/** Takes every file under the folder, whatever its name, in the order of the names; what is refused is listed with its reason. */
export async function importFolder(store: InstanceStore, folder: string): Promise<readonly ImportedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const imported: ImportedFile[] = [];
  for (const path of paths) {
    imported.push(importFile(store, relative(folder, path), path, await readFile(path)));
  }
  return imported;
}

function importFile(store: InstanceStore, file: string, path: string, bytes: Buffer): ImportedFile {
  try {
    return { file, instance: store.add(path, bytes) };
  } catch (thrown) {
    if (thrown instanceof ArchiveRefusal) return { file, refused: thrown.reason };
    throw thrown;
  }
}
