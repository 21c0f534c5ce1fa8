import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { AnalysisRun } from './analysis-run.ts';

const LOOK_EVERY_MS = 2000;
/** Of an attempt whose work has not been committed yet. */
const UNDER_WAY: ReadonlySet<string> = new Set(['retrieving', 'decoding', 'inferring', 'writing']);

export interface RunWatch {
  /** Aborted with AppError `attempt-superseded` once another attempt has the analysis, or it has ended; or with the job. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/** The analysis may be cancelled or given to another worker while this one works on it: then the work stops. */
export function watchRun(db: Db, run: AnalysisRun, job: AbortSignal, everyMs = LOOK_EVERY_MS): RunWatch {
  const superseded = new AbortController();
  const look = async (): Promise<void> => {
    const row = await db
      .selectFrom('analysis')
      .select(['attempt', 'state'])
      .where('id', '=', run.id)
      .executeTakeFirst();
    const isOurs = row?.attempt === run.attempt && UNDER_WAY.has(row.state);
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
    signal: AbortSignal.any([superseded.signal, job]),
    stop: () => {
      clearInterval(timer);
    },
  };
}
