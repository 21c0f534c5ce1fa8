/** A package's folder -> everything that the operator should know before it runs: files, hash, graph, golden films. */
import type { InferenceSession } from 'onnxruntime-node';
import { InferenceError } from '../errors.ts';
import { prepareFilm } from '../preprocessing/prepare-film.ts';
import { createInferencePool } from '../runtime/inference-pool.ts';
import { compareClaims, compareOutput, compareTensors } from './compare-golden.ts';
import { hashFile } from './hash-file.ts';
import { compareGraph, fixedBatch, openGraph } from './inspect-graph.ts';
import { listCardElements } from './list-card-elements.ts';
import { checkFiles, packageFiles, requireFolder } from './list-package-files.ts';
import { unmeasured } from './load-model.ts';
import type { ModelManifest, PackageManifest } from './manifest.ts';
import { checked, hasFailed, type PackageCheck, warned } from './package-check.ts';
import { type Golden, readGolden } from './read-golden.ts';
import { type ModelPackage, readPackage } from './read-package.ts';
import { runBatches } from './run-batches.ts';

export interface CheckedPackage {
  /** One for each look; those that need an earlier one are left out where that failed. */
  readonly checks: readonly PackageCheck[];
  /** Absent where the manifest itself is broken. */
  readonly manifest?: PackageManifest;
}

/** Never throws for what is wrong with the package: that is what it tells. */
export async function checkPackage(directory: string): Promise<CheckedPackage> {
  const found = await attempt('manifest', async () => {
    await requireFolder(directory);
    return readPackage(directory);
  });
  if ('checks' in found) return found;
  const { manifest } = found.value;
  const checks = [...describeManifest(manifest), ...(await checkWeights(directory, found.value))];
  if (!hasFailed(checks)) checks.push(...(await checkGraph(found.value)));
  return { manifest, checks };
}

function describeManifest(manifest: PackageManifest): PackageCheck[] {
  const { id, version, licence, regulatoryStatus, outputs, labels, measuredOn } = manifest;
  const missing = unmeasured(manifest);
  return [
    ...checked('manifest', [], `${id} ${version}, ${String(labels.length)} labels`),
    ...checked('licence', [], licence),
    ...checked('regulatory status', [], regulatoryStatus),
    missing.length > 0
      ? warned(
          'measured',
          `not yet: ${missing.join(', ')}; the worker refuses the model until \`models measure\``,
        )
      : { name: 'measured', outcome: 'ok', detail: `on ${measuredOn?.description ?? ''}` },
    checkCardElements(manifest),
    ...(outputs.maps ? [] : [warned('maps', 'the graph draws none: findings will name no place')]),
  ];
}

/** Which of CHAI's and HL7's elements nobody said: no reason to refuse a package, and nothing to hide. */
function checkCardElements(manifest: PackageManifest): PackageCheck {
  const groups = listCardElements(manifest);
  const missing = groups.flatMap(({ group, missing }) => missing.map((name) => `${group}.${name}`));
  const said = groups.reduce((sum, { elements }) => sum + elements.length, 0);
  if (missing.length > 0)
    return warned('card elements', `${String(said)} said, ${String(missing.length)} missing: ${missing.join(', ')}`);
  return { name: 'card elements', outcome: 'ok', detail: `all that CHAI asks for; ${String(said)} in all` };
}

async function checkWeights(directory: string, given: ModelPackage): Promise<PackageCheck[]> {
  const names = await packageFiles(given);
  const problems = await checkFiles(directory, names);
  if (problems.length > 0) return checked('files', problems, '');
  const { manifest, onnxPath } = given;
  const actual = await hashFile(onnxPath);
  const differs =
    actual === manifest.sha256 ? [] : [`SHA-256 is ${actual}, model.json says ${manifest.sha256}`];
  return [...checked('files', [], names.join(', ')), ...checked('hash', differs, actual)];
}

async function checkGraph(given: ModelPackage): Promise<PackageCheck[]> {
  const { manifest } = given;
  const opened = await attempt('graph', () => openGraph(given.onnxPath));
  if ('checks' in opened) return [...opened.checks];
  const checks = checked(
    'graph',
    compareGraph(opened.value, manifest),
    'names, types and shapes are the manifest’s',
  );
  const golden = await attempt('golden films', () => readGolden(given.goldenPath));
  if ('checks' in golden) return [...checks, ...golden.checks];
  const films = golden.value;
  checks.push(
    ...checked('golden films', compareClaims(films, manifest), `${String(films.films.length)} of them`),
  );
  if (hasFailed(checks)) return checks;
  const off = String(films.tolerance.tensor);
  checks.push(...checked('preprocessing', compareTensors(films, manifest), `golden tensors within ${off}`));
  checks.push(...(await checkBatches(opened.value, manifest, films)));
  await opened.value.release();
  return hasFailed(checks) ? checks : [...checks, ...(await checkOutputs(given, films))];
}

async function checkBatches(session: InferenceSession, manifest: PackageManifest, { films }: Golden) {
  const fixed = fixedBatch(session);
  if (fixed !== undefined) return [warned('batches', `the graph fixes them at ${String(fixed)}`)];
  const ran = await attempt('batches', () => {
    const [first] = films.map(({ frame }) => prepareFilm(frame, manifest.input));
    const film = first ?? new Float32Array();
    return runBatches(session, manifest, [film, film.map((value) => -value)]);
  });
  if ('checks' in ran) return [...ran.checks];
  return checked('batches', ran.value, 'a film gives the same alone and beside another');
}

/** In the thread and session that the worker would use, on the CPU. */
async function checkOutputs({ manifest, onnxPath, goldenPath }: ModelPackage, { films, tolerance }: Golden) {
  // The runtime reads names, places and shapes; what was not measured is nothing to it.
  const model = { manifest: manifest as ModelManifest, onnxPath, goldenPath };
  const ran = await attempt('golden outputs', async () => {
    const pool = await createInferencePool({ model, providers: ['cpu'], threads: 1, preparationThreads: 1 });
    try {
      const outputs = await Promise.all(
        films.map(async (film) => [film, await pool.infer(film.frame)] as const),
      );
      return outputs.flatMap(([film, output]) => compareOutput(film, output, tolerance.logits));
    } finally {
      await pool.close();
    }
  });
  if ('checks' in ran) return [...ran.checks];
  return checked('golden outputs', ran.value, `within ${String(tolerance.logits)} of the logits`);
}

async function attempt<T>(
  name: string,
  work: () => Promise<T>,
): Promise<{ value: T } | { checks: PackageCheck[] }> {
  try {
    return { value: await work() };
  } catch (thrown) {
    const said = thrown instanceof Error ? [thrown.message.replaceAll(/\s+/g, ' ')] : ['unexpected'];
    const problems = thrown instanceof InferenceError ? [thrown.code, ...thrown.problems] : said;
    const told = problems.length > 1 ? problems.slice(1) : problems;
    return { checks: checked(name, told, '') };
  }
}
