import type { Selectable } from 'kysely';
import type { LaunchSession } from '#lib/launch/session.ts';
import type { AnalysisTable, Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';

/** The analysis, if it is of the launched patient. Throws AppError `analysis-unknown` for all others alike. */
export async function findOwnAnalysis(
  db: Db,
  session: LaunchSession,
  analysisId: string,
): Promise<Selectable<AnalysisTable>> {
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(analysisId);
  const row = isUuid
    ? await db
        .selectFrom('analysis')
        .selectAll()
        .where('id', '=', analysisId)
        .where('site', '=', session.site)
        .where('patient_id', '=', session.patientId)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError('analysis-unknown', 'refused', { fields: { launch: session.id } });
  return row;
}
