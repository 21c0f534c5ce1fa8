import { readFile } from 'node:fs/promises';
import type { LoadedModel } from '#inference/models/load-model.ts';
import { createRemotePool, type RemoteSettings } from '#inference/remote/remote-pool.ts';
import { createInferencePool, type InferencePool } from '#inference/runtime/inference-pool.ts';
import type { Config } from '#lib/platform/config.ts';
import type { Logger } from '#lib/platform/log.ts';
import type { Metrics } from '#lib/platform/metrics.ts';
import type { ModelSettings } from '#lib/platform/model-settings.ts';
import { readSecret } from '#lib/platform/secrets.ts';
import { countInference } from './count-inference.ts';

type Remote = NonNullable<ModelSettings['remote']>;

interface Watchers {
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** The model in this worker's own processes, or on the server that sites.json names for it. */
export async function openInference(
  config: Config,
  model: LoadedModel,
  watchers: Watchers,
): Promise<InferencePool> {
  return countInference(await openPool(config, model, watchers), watchers.metrics);
}

function openPool(config: Config, model: LoadedModel, watchers: Watchers): Promise<InferencePool> {
  const remote = config.models[model.manifest.id]?.remote;
  return remote === undefined
    ? openLocalPool(config, model, watchers)
    : openRemotePool(remote, model, watchers);
}

function openLocalPool(config: Config, model: LoadedModel, { log, metrics }: Watchers) {
  return createInferencePool({
    model,
    providers: config.providers,
    onRunnerLost: (loss) => {
      log.warn({ event: 'inference-runner-lost', ...loss }, 'inference');
      metrics.inferenceRunnersLost.inc({ ...loss });
    },
  });
}

async function openRemotePool(remote: Remote, model: LoadedModel, { log }: Watchers) {
  return createRemotePool({
    model,
    settings: await toRemoteSettings(remote),
    onProblem: ({ code, failure, problems }) => {
      log.warn({ event: 'inference-server-problem', code, failure, problems }, 'inference');
    },
  });
}

async function toRemoteSettings({ token, caFile, ...settings }: Remote): Promise<RemoteSettings> {
  return {
    ...settings,
    ...(token === undefined ? {} : { token: () => Promise.resolve(readSecret(token)) }),
    ...(caFile === undefined ? {} : { ca: await readFile(caFile, 'utf8') }),
  };
}
