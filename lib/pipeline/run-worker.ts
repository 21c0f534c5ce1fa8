import { join } from 'node:path';
import { loadModel } from '#inference/models/load-model.ts';
import { createMllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import { receiveOrders } from '#lib/orders/receive-orders.ts';
import { recordMessage } from '#lib/orders/record-message.ts';
import { createDecodePool } from '#lib/pixels/decode-pool.ts';
import type { Config } from '#lib/platform/config.ts';
import { openDatabase } from '#lib/platform/database.ts';
import { watchStorage } from '#lib/platform/disk-space.ts';
import { createLog } from '#lib/platform/log.ts';
import { createMetrics, serveMetrics } from '#lib/platform/metrics.ts';
import { openQueue } from '#lib/platform/queue.ts';
import { openInference } from './open-inference.ts';
import { readLabels } from './read-labels.ts';
import { runRoutines } from './run-routines.ts';
import { serveJobs } from './serve-jobs.ts';
import { statementReader } from './statements.ts';
import { roomWatcher } from './watch-room.ts';

/** Seconds that jobs under way get to end by themselves; what is left is taken up again by another worker. */
const STOP_SECONDS = 10;

/** Everything a worker does, until it is stopped: takes jobs, and receives orders where this machine is to. */
export async function runWorker(config: Config): Promise<{ stop(): Promise<void> }> {
  const log = createLog('worker', config.logLevel);
  // Each delivery holds a connection for its own lock, one for its lane and one for its destination's, beside those that it works with.
  const db = openDatabase(config.databaseUrl, 24);
  const model = await loadModel(join(config.modelsDirectory, modelOf(config)));
  // A label that nobody can name is told now, not at the first film.
  readLabels(model.manifest);
  const metrics = createMetrics();
  const inference = await openInference(config, model, { log, metrics });
  const decoder = createDecodePool();
  const engines = createMllpPool((destination) => {
    // Nothing of what it says: it may be another system's.
    log.info({ event: 'acknowledgement-unexpected', destination }, 'delivery');
  });
  const queue = await openQueue(config.databaseUrl, log, 'work');
  const readStatement = statementReader(db);
  const storage = watchStorage(db, config.storage);
  await serveJobs({ config, db, queue, log, model, decoder, inference, readStatement, engines, storage });
  const listeners = config.receivesOrders
    ? await Promise.all(
        config.sites.map((site) =>
          receiveOrders(
            site,
            async (message) => {
              // Answered AR: whoever sends it keeps it, and sends it again. What changes or ends one takes no room.
              if (message.control === 'new') await storage.requireRoom();
              return recordMessage(db, queue, site.id, message);
            },
            log,
          ),
        ),
      )
    : [];
  const metricsServer = config.metrics && (await serveMetrics(metrics, config.metrics));
  const endRoutines = runRoutines(config, db, queue, log, roomWatcher(storage, log, metrics));
  log.info(
    {
      event: 'worker-ready',
      model: model.manifest.id,
      version: model.manifest.version,
      ...inference.execution,
    },
    'worker',
  );
  return {
    async stop() {
      endRoutines();
      for (const listener of listeners) await listener.close();
      await queue.stop({ graceful: true, timeout: STOP_SECONDS * 1000 });
      engines.close();
      await Promise.all([decoder.close(), inference.close(), metricsServer?.close(), db.destroy()]);
    },
  };
}

/** One model for all sites for now; sites that name different ones are told so at the start. */
function modelOf(config: Config): string {
  const [model, ...others] = new Set(config.sites.map((site) => site.model));
  if (model === undefined || others.length > 0)
    throw new Error('Configuration: all sites must name the same model');
  return model;
}
