import { purgeSessions } from '#lib/launch/purge-sessions.ts';
import { sweepDeliveries } from '#lib/outbox/sweep-deliveries.ts';
import { auditHead } from '#lib/platform/audit.ts';
import type { Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { errorFields, type Logger } from '#lib/platform/log.ts';
import type { Queue } from '#lib/platform/queue.ts';
import { purgeFilms } from './fetch-film.ts';
import { startRechecks } from './recheck-schedule.ts';
import { resumeSignatures } from './write-signature.ts';

const PURGE_EVERY_MS = 60_000;
const SWEEP_EVERY_MS = 5_000;
const RECHECK_EVERY_MS = 30_000;
const SIGNATURES_EVERY_MS = 15_000;
const ROOM_EVERY_MS = 5_000;
const AUDIT_HEAD_EVERY_MS = 3_600_000;

/** What a worker does again and again beside its jobs. Gives what ends it. */
export function runRoutines(
  config: Config,
  db: Db,
  queue: Queue,
  log: Logger,
  watchRoom: () => Promise<void>,
): () => void {
  const every = (ms: number, event: string, work: () => Promise<unknown>): NodeJS.Timeout =>
    setInterval(() => {
      work().catch((error: unknown) => {
        log.warn({ event, ...errorFields(error) }, 'worker');
      });
    }, ms);
  const timers = [
    every(PURGE_EVERY_MS, 'purge-failed', () => purgeSessions(db, config)),
    every(PURGE_EVERY_MS, 'films-not-purged', () => purgeFilms(db)),
    every(SWEEP_EVERY_MS, 'sweep-failed', () => sweepDeliveries(db, queue)),
    every(RECHECK_EVERY_MS, 'rechecks-not-started', () => startRechecks(db, queue)),
    every(SIGNATURES_EVERY_MS, 'signatures-not-resumed', () => resumeSignatures(db, queue)),
    every(ROOM_EVERY_MS, 'room-not-watched', watchRoom),
    // Kept where the database's owner can't reach it, it shows a trail that was cut or written anew.
    every(AUDIT_HEAD_EVERY_MS, 'audit-head-failed', async () => {
      log.info({ event: 'audit-head', ...(await auditHead(db)) }, 'audit');
    }),
  ];
  return () => {
    timers.forEach(clearInterval);
  };
}
