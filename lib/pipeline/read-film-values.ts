/** The pixels of one film for the page; they come from the archive when they are first asked for. */
import { sql } from 'kysely';
import type { LaunchSession } from '#lib/launch/session.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJob } from '#lib/platform/queue.ts';
import { findOwnAnalysis } from './own-analysis.ts';
import { recordSeen } from './record-session-deed.ts';
import type { WebContext } from './web-context.ts';

/** No second one is begun so soon. */
const ASK_AGAIN_SECONDS = 10;

/**
 * Gzipped (lib/viewing/film-parcel.ts); undefined while it is under way. Throws AppError `analysis-unknown` for what is
 * not of the launched patient, and what kept it from being fetched: told once, so that asking again tries again.
 */
export async function readFilmValues(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
  filmIndex: number,
): Promise<Buffer | undefined> {
  await findOwnAnalysis(context.db, session, analysisId);
  const film = await context.db
    .selectFrom('analysis_film')
    .select('outcome')
    .where('analysis_id', '=', analysisId)
    .where('film_index', '=', filmIndex)
    .executeTakeFirst();
  if (film?.outcome !== 'analysed') throw new AppError('analysis-unknown', 'refused');
  const kept = await takeUp(context, analysisId, filmIndex);
  if (kept?.problem_code != null) throw new AppError(kept.problem_code, 'transient');
  if (kept?.body == null) {
    await ask(context, session, analysisId, filmIndex);
    return undefined;
  }
  await recordSeen(context, session, analysisId, 'film');
  return kept.body;
}

/** A film is kept longer for having been looked at; a problem is forgotten once it was told. */
async function takeUp({ db }: WebContext, analysisId: string, filmIndex: number) {
  const told = await db
    .deleteFrom('film_values')
    .where('analysis_id', '=', analysisId)
    .where('film_index', '=', filmIndex)
    .where('problem_code', 'is not', null)
    .returning(['body', 'problem_code'])
    .executeTakeFirst();
  return (
    told ??
    (await db
      .updateTable('film_values')
      .set({ used_at: sql`now()` })
      .where('analysis_id', '=', analysisId)
      .where('film_index', '=', filmIndex)
      .returning(['body', 'problem_code'])
      .executeTakeFirst())
  );
}

async function ask(
  { db, queue }: WebContext,
  session: LaunchSession,
  analysisId: string,
  filmIndex: number,
): Promise<void> {
  await db.transaction().execute((transaction) =>
    enqueueJob(
      queue,
      transaction,
      'film',
      { analysisId, filmIndex, launchSessionId: session.id },
      {
        priority: 10,
        once: { key: `${analysisId} ${String(filmIndex)} ${session.id}`, inSeconds: ASK_AGAIN_SECONDS },
      },
    ),
  );
}
