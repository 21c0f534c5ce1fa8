import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { notifyAnalysis } from '#lib/platform/notifications.ts';

/**
 * Once its deliveries are settled the analysis is completed, or undelivered where one needs a person; a delivery that
 * is sent after all completes it later. In the caller's transaction: the row is locked before the deliveries are
 * counted, or two that settle at once would each count the other as under way.
 */
export async function concludeAnalysis(transaction: Db, analysisId: string): Promise<void> {
  await sql`SELECT 1 FROM analysis WHERE id = ${analysisId} FOR UPDATE`.execute(transaction);
  await sql`
    WITH open AS (
      SELECT count(*) FILTER (WHERE state IN ('pending', 'sending', 'ambiguous')) AS under_way,
             count(*) FILTER (WHERE state IN ('held', 'failed', 'dead')) AS stuck,
             extract(epoch FROM now() - min(created_at)) * 1000 AS elapsed
      FROM delivery WHERE analysis_id = ${analysisId})
    UPDATE analysis SET
      state = CASE WHEN under_way > 0 THEN 'delivering' WHEN stuck > 0 THEN 'undelivered' ELSE 'completed' END,
      finished_at = CASE WHEN under_way > 0 THEN NULL ELSE now() END,
      timings = CASE WHEN under_way > 0 THEN timings ELSE timings || jsonb_build_object('deliverMs', round(elapsed, 1)) END,
      updated_at = now()
    FROM open
    WHERE id = ${analysisId} AND state IN ('delivering', 'undelivered', 'completed')`.execute(transaction);
  await notifyAnalysis(transaction, analysisId);
}
