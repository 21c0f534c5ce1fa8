/** ONNX file -> session, warmed up, on the first provider that opens and really runs it. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, InferenceSession } from 'onnxruntime-node';
import { InferenceError } from '../errors.ts';
import { type Profile, type Provider, readProfile } from './read-profile.ts';

// A provider that does not open is told by the error that is thrown, not by lines on stderr.
env.logLevel = 'fatal';

export interface SessionOptions {
  readonly onnxPath: string;
  /** Tried one at a time, in this order. */
  readonly providers: readonly Provider[];
  /** The runtime's own threads for one run. */
  readonly threads: number;
  /** Which GPU; without a meaning on the CPU. */
  readonly deviceId: number;
}

export interface OpenSession extends Profile {
  readonly session: InferenceSession;
  readonly provider: Provider;
}

/**
 * `warmUp` runs the graph once, for the profile; what it throws as InferenceError is the model's fault and no
 * provider's.
 * @throws InferenceError model-not-openable (permanent), with what each provider said.
 */
export async function openSession(
  options: SessionOptions,
  warmUp: (session: InferenceSession) => Promise<unknown>,
): Promise<OpenSession> {
  const problems: string[] = [];
  // One at a time: given several, the runtime does not fall back but throws (see ARCHITECTURE.md).
  for (const provider of options.providers) {
    try {
      return await openOn(provider, options, warmUp);
    } catch (thrown) {
      if (thrown instanceof InferenceError) throw thrown;
      problems.push(`${provider}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  throw new InferenceError('model-not-openable', 'permanent', { problems });
}

/** Profiled for its first run only: which nodes ran where is known by nothing else. */
async function openOn(
  provider: Provider,
  options: SessionOptions,
  warmUp: (session: InferenceSession) => Promise<unknown>,
): Promise<OpenSession> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-profile-'));
  try {
    const profiling = { enableProfiling: true, profileFilePrefix: join(folder, 'run') };
    const session = await InferenceSession.create(options.onnxPath, {
      ...settingsOf(provider, options),
      ...profiling,
    });
    await warmUp(session);
    session.endProfiling();
    const [file = ''] = await readdir(folder);
    const profile = readProfile(await readFile(join(folder, file), 'utf8'));
    if (profile.nodes[provider] === undefined) {
      await session.release();
      throw new Error('opened, but ran no node of the graph');
    }
    return { session, provider, ...profile };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function settingsOf(
  provider: Provider,
  { threads, deviceId }: SessionOptions,
): InferenceSession.SessionOptions {
  return {
    executionProviders: withCompanion(provider).map((name) => (name === 'cpu' ? name : { name, deviceId })),
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    // The arena keeps its largest moment for ever; films come seconds apart.
    enableCpuMemArena: false,
    // What goes wrong is thrown; the runtime would print it as well.
    logSeverityLevel: 4,
    // Threads that wait by spinning take the cores from decoding.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

/** TensorRT takes parts of a graph; what it leaves is to stay on the card. */
function withCompanion(provider: Provider): readonly Provider[] {
  return provider === 'tensorrt' ? ['tensorrt', 'cuda'] : [provider];
}
