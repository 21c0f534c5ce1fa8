import { readFile } from 'node:fs/promises';
import type { LoadedModel } from '#inference/models/load-model.ts';
import { createRemotePool, type RemoteSettings } from '#inference/remote/remote-pool.ts';
import { createInferencePool, type InferencePool } from '#inference/runtime/inference-pool.ts';
import type { Config } from '#lib/platform/config.ts';
import type { Logger } from '#lib/platform/log.ts';
import type { ModelSettings } from '#lib/platform/model-settings.ts';
import { readSecret } from '#lib/platform/secrets.ts';

/** The model in this worker's own threads, or on the server that sites.json names for it. */
export async function openInference(config: Config, model: LoadedModel, log: Logger): Promise<InferencePool> {
  const remote = config.models[model.manifest.id]?.remote;
  if (remote === undefined) {
    const onThreadLost = (loss: object) => {
      log.warn({ event: 'inference-thread-lost', ...loss }, 'inference');
    };
    return createInferencePool({ model, providers: config.providers, onThreadLost });
  }
  return createRemotePool({
    model,
    settings: await toRemoteSettings(remote),
    onProblem: ({ code, failure, problems }) => {
      log.warn({ event: 'inference-server-problem', code, failure, problems }, 'inference');
    },
  });
}

async function toRemoteSettings({
  token,
  caFile,
  ...settings
}: NonNullable<ModelSettings['remote']>): Promise<RemoteSettings> {
  return {
    ...settings,
    ...(token === undefined ? {} : { token: () => Promise.resolve(readSecret(token)) }),
    ...(caFile === undefined ? {} : { ca: await readFile(caFile, 'utf8') }),
  };
}
