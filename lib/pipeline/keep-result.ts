/** Each version of a result as it was stated: what a later one is made of, and compared with. Nothing kept is changed. */
import type { Db } from '#lib/platform/database.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { nextRecheck } from './recheck-schedule.ts';

/** In the caller's transaction, beside the documents that say it. A second of the same version is refused by the database. */
export async function keepResult(transaction: Db, result: StudyResult): Promise<void> {
  const { analysisId, version, status, reason = null } = result;
  await transaction
    .insertInto('result')
    .values({ analysis_id: analysisId, version, status, reason, body: JSON.stringify(result) })
    .execute();
  await transaction
    .updateTable('analysis')
    .set({ result_status: status, result_reason: reason, recheck_at: nextRecheck(0) })
    .where('id', '=', analysisId)
    .execute();
}

/** All versions of one result, the newest first. */
export async function keptVersions(db: Db, analysisId: string): Promise<StudyResult[]> {
  const rows = await db
    .selectFrom('result')
    .select('body')
    .where('analysis_id', '=', analysisId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ body }) => body as StudyResult);
}
