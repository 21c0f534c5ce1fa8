import type { Db } from '#lib/platform/database.ts';
import type { AnalysisRun } from './analysis-run.ts';
import type { AnalysedFilm } from './film.ts';

/** What became of each film, with its picture for the page; replaces what an earlier attempt left. */
export async function recordFilms(db: Db, run: AnalysisRun, films: readonly AnalysedFilm[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const current = await transaction
      .selectFrom('analysis')
      .select('attempt')
      .where('id', '=', run.id)
      .forUpdate()
      .executeTakeFirst();
    if (current?.attempt !== run.attempt) return;
    await transaction.deleteFrom('analysis_film').where('analysis_id', '=', run.id).execute();
    for (const [index, film] of films.entries()) {
      await transaction
        .insertInto('analysis_film')
        .values({
          analysis_id: run.id,
          film_index: index,
          sop_uid: film.sopInstanceUid,
          series_uid: film.seriesInstanceUid,
          outcome: film.outcome,
          reason: film.reason ?? null,
          view_position: film.header?.view ?? null,
          rows: film.header?.rows ?? null,
          columns: film.header?.columns ?? null,
          findings: JSON.stringify(film.findings),
          preview: film.preview ? Buffer.from(film.preview.bytes) : null,
          preview_type: film.preview?.contentType ?? null,
        })
        .execute();
    }
  });
}
