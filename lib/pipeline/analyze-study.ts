import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import { readPatient } from '#lib/studies/read-patient.ts';
import { advance, beginAttempt, type AnalysisRun } from './analysis-run.ts';
import { connectEhr } from './connect-ehr.ts';
import { fileResults } from './file-results.ts';
import { inferFilms } from './infer-films.ts';
import { locateStudy } from './locate-study.ts';
import { recordFilms } from './record-films.ts';
import { retrieveFilms } from './retrieve-films.ts';
import { stopwatch } from './stopwatch.ts';
import { watchRun } from './watch-run.ts';
import type { WorkerContext } from './worker-context.ts';

/** A clinician who waits is told within about a minute; an order, which nobody waits for, outlasts a long outage. */
const PATIENCE_MS = 20_000;
/** A film that brings down its worker brings down the next one too. */
const ATTEMPTS_OF_LAUNCH = 6;

/**
 * The main job: one study from the archive to results committed for delivery. It can be run again from the start as
 * often as its worker dies: nothing leaves before the one transaction at the end, and that happens once.
 * Throws transient AppErrors only, for the queue to try again.
 */
export async function analyzeStudy(
  context: WorkerContext,
  analysisId: string,
  mayRetry: boolean,
  signal: AbortSignal,
): Promise<void> {
  const run = await beginAttempt(context.db, analysisId);
  if (!run) return;
  try {
    if (isWornOut(run, mayRetry)) throw new AppError(run.lastProblem ?? 'analysis-abandoned', 'permanent');
    await runWatched(context, run, signal);
  } catch (thrown) {
    await endWithProblem(context, run, toAppError(thrown), mayRetry);
  }
}

/** Films are fetched and run for minutes; whoever lost the analysis meanwhile lets go of them. */
async function runWatched(context: WorkerContext, run: AnalysisRun, job: AbortSignal): Promise<void> {
  const { signal, stop } = watchRun(context.db, run, job);
  try {
    await runStages(context, run, signal);
  } catch (thrown) {
    throw signal.reason instanceof AppError ? signal.reason : thrown;
  } finally {
    stop();
  }
}

async function runStages(context: WorkerContext, run: AnalysisRun, signal: AbortSignal): Promise<void> {
  const { db, model } = context;
  const watch = stopwatch();
  const ehr = connectEhr(db, context.config, run);
  const patient = await readPatient(ehr.read, run.patientId);
  const archives = await locateStudy(ehr, run.study, patient, signal);
  const retrieved = await retrieveFilms(context, { run, ehr, archives, patient, signal });
  await advance(db, run, 'inferring', {
    timings: { retrieveMs: watch.lap() - retrieved.decodeMs, decodeMs: retrieved.decodeMs },
  });
  const analysed = await inferFilms(context, run, retrieved.films, signal);
  await recordFilms(db, run, analysed);
  // Before the step is told as done: no model ran where every film was refused.
  if (!analysed.some((film) => film.outcome === 'analysed'))
    throw refusalOf(analysed.map((film) => film.reason));
  await advance(db, run, 'writing', { timings: { inferenceMs: watch.lap() } });
  await fileResults(context, run, ehr, { analysed, patient, model, watch });
}

/** One reason for all films is the study's reason; several are told film by film. */
function refusalOf(reasons: readonly (string | undefined)[]): AppError {
  const different = new Set(reasons);
  const [only] = different;
  return new AppError(different.size === 1 && only !== undefined ? only : 'no-film-accepted', 'refused');
}

async function endWithProblem(
  context: WorkerContext,
  run: AnalysisRun,
  error: AppError,
  mayRetry: boolean,
): Promise<void> {
  const line = {
    event: 'analysis-stopped',
    analysis: run.id,
    site: run.site,
    attempt: run.attempt,
    ...errorFields(error),
  };
  if (error.code === 'attempt-superseded') {
    context.log.warn(line, 'analysis');
    return;
  }
  if (error.failure === 'transient' && mayRetry && isWorthWaiting(run)) {
    context.log.warn({ ...line, event: 'analysis-retried' }, 'analysis');
    await advance(context.db, run, 'queued', { problem: error.code });
    throw error;
  }
  context.log.warn(line, 'analysis');
  await advance(context.db, run, error.failure === 'refused' ? 'refused' : 'failed', { problem: error.code });
}

/**
 * The queue's last attempt ends the analysis by name and does nothing else: were its worker to die in it too, nobody
 * would come back, and the analysis would stay under way for ever.
 */
function isWornOut(run: AnalysisRun, mayRetry: boolean): boolean {
  return !mayRetry || (run.origin === 'launch' && run.attempt > ATTEMPTS_OF_LAUNCH);
}

function isWorthWaiting(run: AnalysisRun): boolean {
  return run.origin === 'order' || Date.now() - run.startedAt.getTime() < PATIENCE_MS;
}
