/** The files that a package is made of, each of them plain and in the folder itself. */
import { lstat, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InferenceError } from '../errors.ts';
import { listCardPictures } from './read-card.ts';
import { MANIFEST_FILE, type ModelPackage } from './read-package.ts';

/** A protobuf message ends here, and so does an ONNX file. */
const LONGEST_ONNX = 2 ** 31 - 1;
const LONGEST_OTHER = 32 * 1024 * 1024;

/** Their names, model.json first; last the pictures that the card shows. */
export async function packageFiles({ onnxPath, goldenPath, cardPath }: ModelPackage): Promise<string[]> {
  const named = [onnxPath, goldenPath, cardPath].map((path) => basename(path));
  return [MANIFEST_FILE, ...named, ...(await listCardPictures(cardPath))];
}

/** What is wrong with each, in words. A link could be changed after it was checked, and leads anywhere. */
export async function checkFiles(directory: string, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(names.map((name) => checkFile(join(directory, name), name)));
  return found.flat();
}

/** @throws InferenceError model-broken, permanent, where there is no such folder. */
export async function requireFolder(directory: string): Promise<void> {
  const stats = await stat(directory).catch(() => undefined);
  if (stats?.isDirectory() === true) return;
  const what = stats === undefined ? 'there is no such folder' : 'is no folder';
  throw new InferenceError('model-broken', 'permanent', { problems: [`${directory}: ${what}`] });
}

async function checkFile(path: string, name: string): Promise<string[]> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined) return [`${name}: is missing`];
  if (stats.isSymbolicLink()) return [`${name}: is a link; put the file itself there`];
  if (!stats.isFile()) return [`${name}: is no file`];
  if (stats.size === 0) return [`${name}: is empty`];
  const limit = name.endsWith('.onnx') ? LONGEST_ONNX : LONGEST_OTHER;
  return stats.size <= limit
    ? []
    : [`${name}: ${String(stats.size)} bytes; at most ${String(limit)} can be read`];
}
