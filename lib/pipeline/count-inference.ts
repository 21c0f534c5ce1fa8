import type { ModelOutput } from '#inference/contract.ts';
import { InferenceError } from '#inference/errors.ts';
import type { InferencePool } from '#inference/runtime/inference-pool.ts';
import type { Metrics } from '#lib/platform/metrics.ts';

/** The same pool, whose every film is counted and timed. */
export function countInference(pool: InferencePool, metrics: Metrics): InferencePool {
  const { id: model, version } = pool.model;
  return {
    ...pool,
    infer: async (frame, signal) => {
      try {
        const output = await pool.infer(frame, signal);
        observe(output, metrics);
        return output;
      } catch (thrown) {
        const code = thrown instanceof InferenceError ? thrown.code : 'unexpected';
        metrics.inferenceFailures.inc({ model, version, code });
        throw thrown;
      }
    },
  };
}

function observe({ model: { id: model, version }, execution }: ModelOutput, metrics: Metrics): void {
  const { provider, precision, device, preprocessMs, waitMs, inferenceMs, batchSize } = execution;
  const phases = { preprocess: preprocessMs, wait: waitMs, run: inferenceMs };
  for (const [phase, ms] of Object.entries(phases))
    metrics.inferenceSeconds.observe({ model, version, provider, precision, device, phase }, ms / 1000);
  metrics.inferenceBatchFilms.observe({ model, version }, batchSize);
}
