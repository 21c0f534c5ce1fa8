/** The pixels of one film for the page; they come from the archive when they are first asked for. */
import { sql } from 'kysely';
import type { LaunchSession } from '#lib/launch/session.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJob } from '#lib/platform/queue.ts';
import { findOwnAnalysis } from './own-analysis.ts';
import { recordSeen } from './record-session-deed.ts';
import type { WebContext } from './web-context.ts';

/**
 * Gzipped (lib/viewing/film-parcel.ts); undefined while it is under way. Throws AppError `analysis-unknown` for what is
 * not of the launched patient or was taken back (it may be another's film), and what kept this launch from having it: told
 * once, so that asking again tries again.
 */
export async function readFilmValues(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
  filmIndex: number,
): Promise<Buffer | undefined> {
  const analysis = await findOwnAnalysis(context.db, session, analysisId);
  const film = await context.db
    .selectFrom('analysis_film')
    .select('outcome')
    .where('analysis_id', '=', analysisId)
    .where('film_index', '=', filmIndex)
    .executeTakeFirst();
  if (film?.outcome !== 'analysed' || analysis.result_status === 'entered-in-error')
    throw new AppError('analysis-unknown', 'refused');
  const problem = await takeProblem(context, session, analysisId, filmIndex);
  if (problem !== undefined) throw new AppError(problem, 'transient');
  const body = await takeUp(context, analysisId, filmIndex);
  if (body === undefined) await ask(context, session, analysisId, filmIndex);
  else await recordSeen(context, session, analysisId, 'film');
  return body;
}

/** Forgotten once it was told; another launch's is none of this one's. */
async function takeProblem(
  { db }: WebContext,
  session: LaunchSession,
  analysisId: string,
  filmIndex: number,
): Promise<string | undefined> {
  const told = await db
    .deleteFrom('film_values')
    .where('analysis_id', '=', analysisId)
    .where('film_index', '=', filmIndex)
    .where('launch_session_id', '=', session.id)
    .where('problem_code', 'is not', null)
    .returning('problem_code')
    .executeTakeFirst();
  return told?.problem_code ?? undefined;
}

/** A film is kept longer for having been looked at. */
async function takeUp(
  { db }: WebContext,
  analysisId: string,
  filmIndex: number,
): Promise<Buffer | undefined> {
  const kept = await db
    .updateTable('film_values')
    .set({ used_at: sql`now()` })
    .where('analysis_id', '=', analysisId)
    .where('film_index', '=', filmIndex)
    .where('body', 'is not', null)
    .returning('body')
    .executeTakeFirst();
  return kept?.body ?? undefined;
}

async function ask(
  { db, queue }: WebContext,
  session: LaunchSession,
  analysisId: string,
  filmIndex: number,
): Promise<void> {
  await db
    .transaction()
    .execute((transaction) =>
      enqueueJob(
        queue,
        transaction,
        'film',
        { analysisId, filmIndex, launchSessionId: session.id },
        { priority: 10, once: { key: `${analysisId} ${String(filmIndex)} ${session.id}` } },
      ),
    );
}
