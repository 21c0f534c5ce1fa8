/** Real files, where the folder beside the repository holds them. None of their bytes may enter the repository. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Base, MARKED_PATIENT, toBase } from './base.ts';

export const CORPUS = '../shared/data/dicom';

const PATIENT_TAGS = ['x00100010', 'x00100020', 'x00100021'];

/** Sorted by name; empty where the folder is absent. */
export async function readCorpusBases(folder = CORPUS): Promise<Base[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== 'index.csv')
    .map((entry) => join(entry.parentPath, entry.name));
  const bases = paths
    .toSorted()
    .map(async (path) => markPatient(toBase(basename(path), await readFile(path))));
  return Promise.all(bases);
}

/** The marker in place of the names, as far as they are long enough. */
function markPatient(base: Base): Base {
  const bytes = Uint8Array.from(base.bytes);
  for (const { tag, valueAt, end } of base.spans) {
    if (PATIENT_TAGS.includes(tag) && end - valueAt >= MARKED_PATIENT.length) {
      bytes.fill(0x20, valueAt, end).set(Buffer.from(MARKED_PATIENT), valueAt);
    }
  }
  return { ...base, bytes };
}
