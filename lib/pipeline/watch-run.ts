import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { AnalysisRun } from './analysis-run.ts';

const LOOK_EVERY_MS = 2000;

export interface RunWatch {
  /** Aborted with AppError `attempt-superseded` once another attempt has the analysis, or it has ended; or with the job. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** While films are fetched for minutes, the analysis may be cancelled or given to another worker: then fetching stops. */
export function watchRun(db: Db, run: AnalysisRun, job?: AbortSignal, everyMs = LOOK_EVERY_MS): RunWatch {
  const superseded = new AbortController();
  const look = async (): Promise<void> => {
    const row = await db
      .selectFrom('analysis')
      .select(['attempt', 'state'])
      .where('id', '=', run.id)
      .executeTakeFirst();
    const isOurs = row?.attempt === run.attempt && ['retrieving', 'decoding'].includes(row.state);
    if (!isOurs)
      superseded.abort(
        new AppError('attempt-superseded', 'permanent', {
          fields: { analysis: run.id, attempt: run.attempt },
        }),
      );
  };
  const timer = setInterval(() => {
    // A database that is away for a moment ends nothing: the next write will tell.
    look().catch(() => undefined);
  }, everyMs);
  return {
    signal: job === undefined ? superseded.signal : AbortSignal.any([superseded.signal, job]),
    stop: () => {
      clearInterval(timer);
    },
  };
}
