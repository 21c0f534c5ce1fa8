/**
 * `gpu check [--model NAME] [--provider cuda|tensorrt] [--films N]`: the whole way to the card, proved step by step: card,
 * libraries, provider, the runtime's own profile, the golden outputs, and the speed beside the CPU's. 0 where all of it
 * holds.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PixelFrame } from '#inference/contract.ts';
import { InferenceError } from '#inference/errors.ts';
import { compareOutput } from '#inference/models/compare-golden.ts';
import { loadModel, type LoadedModel } from '#inference/models/load-model.ts';
import { checked, hasFailed, type PackageCheck, warned } from '#inference/models/package-check.ts';
import { readGolden } from '#inference/models/read-golden.ts';
import { createInferencePool, type InferencePool } from '#inference/runtime/inference-pool.ts';
import { listGpus } from '#inference/runtime/name-device.ts';
import { findRuntime, isInstalled, missingLibraries, PROVIDER_LIBRARIES } from './cuda-libraries.ts';
import { locateModels } from './locate-models.ts';
import { tellChecks } from './tell-checks.ts';

type GpuProvider = 'cuda' | 'tensorrt';

/** In the logit's own units. Cards multiply in 19 bits (TF32) where the processor has 32: two digits fewer. */
const TOLERANCE = 0.02;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      model: { type: 'string', default: 'sightline-cxr' },
      provider: { type: 'string', default: 'cuda' },
      films: { type: 'string', default: '64' },
    },
  });
  const { provider } = values;
  const films = Number(values.films);
  if (provider !== 'cuda' && provider !== 'tensorrt') throw new Error('--provider: cuda or tensorrt');
  if (!Number.isInteger(films) || films < 1) throw new Error('--films: a whole number from 1 on');
  const model = await loadModel(join(locateModels(), values.model));
  const found = [...checkCards(), ...checkLibraries(provider)];
  const checks = hasFailed(found) ? found : [...found, ...(await checkProvider(model, provider, films))];
  tellChecks(`${provider}, ${model.manifest.id} ${model.manifest.version}`, checks);
  return hasFailed(checks) ? 1 : 0;
}

function checkCards(): PackageCheck[] {
  const names = listGpus().map(({ name }) => name);
  const problem = 'nvidia-smi names none: no NVIDIA card, no driver, or CUDA_VISIBLE_DEVICES hides it';
  return checked('card', names.length === 0 ? [problem] : [], names.join(', '));
}

function checkLibraries(provider: GpuProvider): PackageCheck[] {
  const { version, libraryFolder } = findRuntime();
  const name = PROVIDER_LIBRARIES[provider];
  if (!isInstalled(libraryFolder, provider))
    return checked('libraries', [`${name} is not in ${libraryFolder}: npm run ops -- gpu install`], '');
  const missing = missingLibraries(join(libraryFolder, name)).map(
    (library) =>
      `${library}: the loader does not find it (CUDA, cuDNN${provider === 'tensorrt' ? ', TensorRT' : ''})`,
  );
  return checked('libraries', missing, `onnxruntime ${version}, ${name} and all that it needs`);
}

async function checkProvider(
  model: LoadedModel,
  provider: GpuProvider,
  films: number,
): Promise<PackageCheck[]> {
  const opened = await open(model, provider, films);
  if (!('infer' in opened)) return opened;
  const cpu = await createInferencePool({ model, providers: ['cpu'], maxQueue: films });
  try {
    return [
      ...checkExecution(opened, provider),
      ...(await checkGolden(opened, model)),
      ...(await compareSpeed(opened, cpu, model, films)),
    ];
  } finally {
    await Promise.all([opened.close(), cpu.close()]);
  }
}

async function open(
  model: LoadedModel,
  provider: GpuProvider,
  films: number,
): Promise<InferencePool | PackageCheck[]> {
  try {
    return await createInferencePool({ model, providers: [provider], maxQueue: films });
  } catch (thrown) {
    if (!(thrown instanceof InferenceError)) throw thrown;
    return checked('provider', [`${thrown.code}: ${thrown.problems.join('; ')}`], '');
  }
}

/** By the runtime's profile of a run: a provider that opens may still leave every node to the processor. */
function checkExecution({ execution }: InferencePool, provider: GpuProvider): PackageCheck[] {
  const { device, precision, nodes = {} } = execution;
  const all = Object.values(nodes).reduce((sum, count) => sum + count, 0);
  const others = Object.entries(nodes).filter(([name]) => name !== provider);
  const told = `${String(nodes[provider] ?? 0)} of ${String(all)} nodes, ${precision}, on ${device}`;
  const onCpu = nodes.cpu ?? 0;
  return [
    ...checked(
      'provider',
      execution.provider === provider ? [] : [`${execution.provider} ran instead`],
      told,
    ),
    ...(onCpu > 0
      ? [warned('provider', `also ${others.map(([name, count]) => `${name} ${String(count)}`).join(', ')}`)]
      : []),
  ];
}

async function checkGolden(pool: InferencePool, model: LoadedModel): Promise<PackageCheck[]> {
  const { films } = await readGolden(model.goldenPath);
  const problems: string[] = [];
  for (const film of films) problems.push(...compareOutput(film, await pool.infer(film.frame), TOLERANCE));
  return checked(
    'outputs',
    problems,
    `${String(films.length)} golden films within ${String(TOLERANCE)} of the logits`,
  );
}

/** Films asked for together, as under load; preparation apart. */
async function compareSpeed(
  gpu: InferencePool,
  cpu: InferencePool,
  model: LoadedModel,
  films: number,
): Promise<PackageCheck[]> {
  const { films: golden } = await readGolden(model.goldenPath);
  const frames = Array.from({ length: films }, (_, index) => golden[index % golden.length]?.frame);
  const wanted = frames.filter((frame) => frame !== undefined);
  // First without a clock: threads start, and until they have, a run waits for cores.
  for (const pool of [gpu, cpu]) await runMs(pool, wanted);
  const [gpuMs, cpuMs] = [await runMs(gpu, wanted), await runMs(cpu, wanted)];
  const told = `${gpuMs.toFixed(2)} ms a film, the processor ${cpuMs.toFixed(2)} ms: ${(cpuMs / gpuMs).toFixed(1)} times as fast`;
  return gpuMs < cpuMs ? checked('speed', [], told) : [warned('speed', told)];
}

/** Of the runs alone, for one film: a run's time belongs to all the films in it. */
async function runMs(pool: InferencePool, frames: readonly PixelFrame[]): Promise<number> {
  const outputs = await Promise.all(frames.map((frame) => pool.infer(frame)));
  const total = outputs.reduce((sum, { execution }) => sum + execution.inferenceMs / execution.batchSize, 0);
  return total / outputs.length;
}
