import { join } from 'node:path';
import { loadModel, type LoadedModel } from '#inference/models/load-model.ts';
import { loadConfig, type Config } from '#lib/platform/config.ts';
import { openDatabase, type Db } from '#lib/platform/database.ts';
import { watchStorage, type StorageWatch } from '#lib/platform/disk-space.ts';
import { createLog, type Logger } from '#lib/platform/log.ts';
import { listenToAnalyses, type AnalysisListener } from '#lib/platform/notifications.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';

/** What the web process reaches the outside world with: one of each, made at the first request. */
export interface WebContext {
  readonly config: Config;
  readonly db: Db;
  readonly queue: Queue;
  readonly log: Logger;
  readonly model: LoadedModel;
  readonly listener: AnalysisListener;
  readonly storage: StorageWatch;
}

const holder = globalThis as typeof globalThis & { sightlineWeb?: Promise<WebContext> };

/** Next bundles a route's modules more than once; the context must still be one, hence it hangs on globalThis. */
export function webContext(): Promise<WebContext> {
  holder.sightlineWeb ??= openWebContext().catch((error: unknown) => {
    delete holder.sightlineWeb;
    throw error;
  });
  return holder.sightlineWeb;
}

async function openWebContext(): Promise<WebContext> {
  const config = loadConfig();
  const log = createLog('web', config.logLevel);
  const db = openDatabase(config.databaseUrl);
  return {
    config,
    log,
    db,
    storage: watchStorage(db, config.storage),
    queue: await openQueue(config.databaseUrl, log, 'send'),
    model: await loadModel(join(config.modelsDirectory, config.sites[0]?.model ?? '')),
    listener: listenToAnalyses(config.databaseUrl),
  };
}
