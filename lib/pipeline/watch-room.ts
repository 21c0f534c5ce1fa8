import type { StorageLevel, StorageWatch } from '#lib/platform/disk-space.ts';
import type { Logger } from '#lib/platform/log.ts';
import type { Metrics } from '#lib/platform/metrics.ts';

const LEVELS: Readonly<Record<StorageLevel, number>> = { ok: 0, low: 1, full: 2 };
/** A warning that nobody has acted on is given again. */
const AGAIN_MS = 10 * 60_000;

/** Gives what looks at the room once: for the metrics each time, for the log where it has changed or is still short. */
export function roomWatcher(storage: StorageWatch, log: Logger, metrics: Metrics): () => Promise<void> {
  let told: { readonly level: StorageLevel; readonly at: number } = { level: 'ok', at: 0 };
  return async () => {
    const { level, databaseBytes, freeBytes } = await storage.state();
    metrics.storageLevel.set(LEVELS[level]);
    metrics.databaseBytes.set(databaseBytes);
    if (freeBytes !== undefined) metrics.storageFreeBytes.set(freeBytes);
    const isDue = level !== told.level || (level !== 'ok' && Date.now() - told.at > AGAIN_MS);
    if (!isDue) return;
    told = { level, at: Date.now() };
    const line = {
      event: `storage-${level}`,
      databaseBytes,
      ...(freeBytes === undefined ? {} : { freeBytes }),
    };
    if (level === 'ok') log.info(line, 'storage');
    else log[level === 'full' ? 'error' : 'warn'](line, 'storage');
  };
}
