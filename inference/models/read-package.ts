/** A model's folder -> its manifest, checked, and where the files beside it are. Nothing else is opened. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { InferenceError } from '../errors.ts';
import { type PackageManifest, packageSchema } from './manifest.ts';

export interface ModelPackage {
  readonly manifest: PackageManifest;
  /** Absolute or relative as the folder was given. */
  readonly onnxPath: string;
  readonly goldenPath: string;
  readonly cardPath: string;
}

export const MANIFEST_FILE = 'model.json';
const DEFAULT_CARD = 'MODEL_CARD.md';
const LONGEST_MANIFEST = 4 * 1024 * 1024;

/** @throws InferenceError model-broken, permanent, with every problem found. */
export async function readPackage(directory: string): Promise<ModelPackage> {
  const written = await readJson(join(directory, MANIFEST_FILE));
  const parsed = packageSchema.safeParse(written);
  if (!parsed.success) {
    throw broken(parsed.error.issues.map((issue) => `${MANIFEST_FILE} ${describeIssue(issue, written)}`));
  }
  const manifest = parsed.data;
  return {
    manifest,
    onnxPath: join(directory, manifest.file),
    goldenPath: join(directory, manifest.golden.file),
    // Or the web app's bundler takes the whole project for a part of the app, and says so at every build.
    cardPath: join(/* turbopackIgnore: true */ directory, manifest.card ?? DEFAULT_CARD),
  };
}

export function broken(problems: readonly string[], cause?: unknown): InferenceError {
  return new InferenceError('model-broken', 'permanent', { problems, cause });
}

async function readJson(path: string): Promise<unknown> {
  try {
    if ((await stat(path)).size > LONGEST_MANIFEST) throw new Error('longer than 4 MiB');
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (thrown) {
    const isMissing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
    const said = thrown instanceof Error ? thrown.message : 'not readable';
    throw broken([`${MANIFEST_FILE}: ${isMissing ? 'is missing' : said}`], thrown);
  }
}

/** "labels.3 (edema).auc: is missing": a number alone would have to be counted out. */
function describeIssue({ path, message }: z.core.$ZodIssue, written: unknown): string {
  const [list, index, ...rest] = path;
  const name = list === 'labels' && typeof index === 'number' ? labelAt(written, index) : undefined;
  const place = name === undefined ? path : [list, `${String(index)} (${name})`, ...rest];
  return `${place.map(String).join('.')}: ${message}`;
}

function labelAt(written: unknown, index: number): string | undefined {
  const label: unknown = (written as { labels?: { label?: unknown }[] }).labels?.[index]?.label;
  return typeof label === 'string' ? label.slice(0, 64) : undefined;
}
