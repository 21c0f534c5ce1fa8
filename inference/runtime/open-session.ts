/** ONNX file -> session, on the first provider that opens. */
import { env, InferenceSession } from 'onnxruntime-node';
import type { Provider as AnyProvider } from '../contract.ts';
import { InferenceError } from '../errors.ts';

// A provider that does not open is told by the error that is thrown, not by lines on stderr.
env.logLevel = 'fatal';

/** Those of the runtime itself. */
export type Provider = Exclude<AnyProvider, 'remote'>;

export interface OpenSession {
  readonly session: InferenceSession;
  readonly provider: Provider;
}

/** @throws InferenceError model-not-openable (permanent), with what each provider said. */
export async function openSession(
  onnxPath: string,
  providers: readonly Provider[],
  threads: number,
): Promise<OpenSession> {
  const problems: string[] = [];
  // One at a time: given several, the runtime does not fall back but throws (see ARCHITECTURE.md).
  for (const provider of providers) {
    try {
      const session = await InferenceSession.create(onnxPath, optionsOf(provider, threads));
      return { session, provider };
    } catch (thrown) {
      problems.push(`${provider}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  throw new InferenceError('model-not-openable', 'permanent', { problems });
}

function optionsOf(provider: Provider, threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    // The arena keeps its largest moment for ever; films come seconds apart.
    enableCpuMemArena: false,
    logSeverityLevel: 3,
    // Threads that wait by spinning take the cores from decoding.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}
