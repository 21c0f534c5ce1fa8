/** A model's folder -> its manifest, checked, and its weights, proved to be the ones that the manifest speaks of. */
import { readFile } from 'node:fs/promises';
import { InferenceError } from '../errors.ts';
import { hashFile } from './hash-file.ts';
import { isMeasured, type ModelManifest, type PackageManifest } from './manifest.ts';
import { broken, readPackage } from './read-package.ts';

export interface LoadedModel {
  readonly manifest: ModelManifest;
  /** Absolute or relative as the folder was given. */
  readonly onnxPath: string;
  readonly goldenPath: string;
}

/**
 * @throws InferenceError model-broken, permanent, with every problem found; model-not-measured, permanent, where a label
 * has no calibration and operating point: what nobody measured is neither present nor absent, and is not filed.
 */
export async function loadModel(directory: string): Promise<LoadedModel> {
  const { manifest, onnxPath, goldenPath } = await readPackage(directory);
  const problems = await Promise.all([
    checkWeights(onnxPath, manifest),
    checkReadable(goldenPath, manifest.golden.file),
  ]);
  if (problems.flat().length > 0) throw broken(problems.flat());
  if (!isMeasured(manifest)) {
    const problems = unmeasured(manifest).map(
      (label) => `${label}: no calibration, operating point and measurement`,
    );
    throw new InferenceError('model-not-measured', 'permanent', { problems });
  }
  return { manifest, onnxPath, goldenPath };
}

/** The labels whose scores nobody measured. */
export function unmeasured({ labels }: PackageManifest): string[] {
  return labels.filter(({ auc }) => auc === undefined).map(({ label }) => label);
}

async function checkWeights(path: string, { file, sha256 }: PackageManifest): Promise<string[]> {
  try {
    const actual = await hashFile(path);
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
