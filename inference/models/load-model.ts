/** A model's folder -> its manifest, checked, and its weights, proved to be the ones that the manifest speaks of. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InferenceError } from '../errors.ts';
import { type ModelManifest, manifestSchema } from './manifest.ts';

export interface LoadedModel {
  readonly manifest: ModelManifest;
  /** Absolute or relative as the folder was given. */
  readonly onnxPath: string;
  readonly goldenPath: string;
}

/** @throws InferenceError model-broken, permanent, with every problem found. */
export async function loadModel(directory: string): Promise<LoadedModel> {
  const parsed = manifestSchema.safeParse(await readManifest(join(directory, 'model.json')));
  if (!parsed.success) {
    throw broken(parsed.error.issues.map(({ path, message }) => `model.json ${path.join('.')}: ${message}`));
  }
  const manifest = parsed.data;
  const [onnxPath, goldenPath] = [join(directory, manifest.file), join(directory, manifest.golden.file)];
  const problems = await Promise.all([
    checkWeights(onnxPath, manifest),
    checkReadable(goldenPath, manifest.golden.file),
  ]);
  if (problems.flat().length > 0) throw broken(problems.flat());
  return { manifest, onnxPath, goldenPath };
}

async function readManifest(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (thrown) {
    throw broken([`model.json: ${thrown instanceof Error ? thrown.message : 'not readable'}`]);
  }
}

async function checkWeights(path: string, { file, sha256 }: ModelManifest): Promise<string[]> {
  try {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const actual = hash.digest('hex');
    return actual === sha256 ? [] : [`${file}: SHA-256 is ${actual}, model.json says ${sha256}`];
  } catch {
    return [`${file}: not readable`];
  }
}

async function checkReadable(path: string, name: string): Promise<string[]> {
  try {
    JSON.parse(await readFile(path, 'utf8'));
    return [];
  } catch {
    return [`${name}: not readable as JSON`];
  }
}

function broken(problems: readonly string[]): InferenceError {
  return new InferenceError('model-broken', 'permanent', { problems });
}
