import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { notifyAnalysis } from '#lib/platform/notifications.ts';
import { studyReferenceSchema, type StudyReference } from '#lib/studies/study-reference.ts';
import type { AnalysisState } from './views.ts';

/** One attempt at one analysis. Every write names its attempt, so that a worker thought dead can't write any more. */
export interface AnalysisRun {
  readonly id: string;
  readonly site: string;
  readonly origin: 'launch' | 'order';
  readonly launchSessionId: string | undefined;
  readonly orderId: string | undefined;
  readonly patientId: string;
  readonly study: StudyReference;
  readonly modelVersion: string;
  readonly attempt: number;
  /** When the first attempt began. */
  readonly startedAt: Date;
  /** Why the attempt before this one was given up; undefined where its worker died. */
  readonly lastProblem: string | undefined;
}

/** States in which nothing has been committed for delivery yet: a restart begins again from the start. */
const UNFINISHED: readonly AnalysisState[] = ['queued', 'retrieving', 'decoding', 'inferring', 'writing'];

/** Takes the analysis up; undefined where its results already stand or it has ended. */
export async function beginAttempt(db: Db, analysisId: string): Promise<AnalysisRun | undefined> {
  const row = await db
    .updateTable('analysis')
    .set({
      attempt: sql`attempt + 1`,
      state: 'retrieving',
      started_at: sql`coalesce(started_at, now())`,
      updated_at: sql`now()`,
    })
    .where('id', '=', analysisId)
    .where('state', 'in', UNFINISHED)
    .returning([
      'id',
      'site',
      'origin',
      'launch_session_id',
      'order_id',
      'patient_id',
      'study',
      'model_version',
      'attempt',
      'started_at',
      'problem_code',
    ])
    .executeTakeFirst();
  if (!row) return undefined;
  await notifyAnalysis(db, analysisId);
  return {
    id: row.id,
    site: row.site,
    origin: row.origin,
    launchSessionId: row.launch_session_id ?? undefined,
    orderId: row.order_id ?? undefined,
    patientId: row.patient_id,
    study: studyReferenceSchema.parse(row.study),
    modelVersion: row.model_version,
    attempt: row.attempt,
    startedAt: row.started_at ?? new Date(),
    lastProblem: row.problem_code ?? undefined,
  };
}

/** What an update may say beside the state. */
export interface RunChange {
  readonly timings?: Readonly<Record<string, number>>;
  readonly problem?: string;
  readonly findings?: readonly object[];
  readonly triage?: object;
  readonly execution?: object;
  readonly routing?: readonly object[];
}

/**
 * Moves the analysis on. Throws AppError `attempt-superseded` where another worker has it now, or where its results
 * stand already: a commit whose answer was lost must not be followed by `failed`, which may be asked for again.
 */
export async function advance(
  db: Db,
  run: AnalysisRun,
  state: AnalysisState,
  change: RunChange = {},
): Promise<void> {
  const ended = state === 'refused' || state === 'failed' || state === 'completed' || state === 'undelivered';
  const updated = await db
    .updateTable('analysis')
    .set({
      state,
      updated_at: sql`now()`,
      problem_code: change.problem ?? null,
      ...(ended ? { finished_at: sql`now()` } : {}),
      ...(change.timings ? { timings: sql`timings || ${JSON.stringify(change.timings)}::jsonb` } : {}),
      ...(change.findings ? { findings: JSON.stringify(change.findings) } : {}),
      ...(change.triage ? { triage: JSON.stringify(change.triage) } : {}),
      ...(change.execution ? { execution: JSON.stringify(change.execution) } : {}),
      ...(change.routing ? { routing: JSON.stringify(change.routing) } : {}),
    })
    .where('id', '=', run.id)
    .where('attempt', '=', run.attempt)
    .where('state', 'in', UNFINISHED)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) {
    throw new AppError('attempt-superseded', 'permanent', {
      fields: { analysis: run.id, attempt: run.attempt },
    });
  }
  await notifyAnalysis(db, run.id);
}
