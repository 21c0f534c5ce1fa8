/** The patient's last AI result, to compare with, for as long as that one stands. */
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { PriorResult, StudyResult } from '#lib/results/study-result.ts';
import { keptVersions } from './keep-result.ts';
import { inMinutes } from './recheck-schedule.ts';

type Compared = Pick<StudyResult, 'analysisId' | 'patient' | 'study' | 'model'>;

/**
 * Of the studies made before this one, the last that the same model has read, in whatever version. Where a study says not
 * when it was made, nobody can tell which came first, and nothing is compared.
 */
export async function findPrior(db: Db, site: string, now: Compared): Promise<PriorResult | undefined> {
  const { rows } = await sql<{ body: StudyResult }>`
    SELECT DISTINCT ON (result.analysis_id) result.body
    FROM result JOIN analysis ON analysis.id = result.analysis_id
    WHERE analysis.site = ${site} AND analysis.patient_id = ${now.patient.fhirId} AND analysis.id <> ${now.analysisId}
      AND analysis.study_uid <> ${now.study.studyInstanceUid} AND analysis.model_id = ${now.model.id}
    ORDER BY result.analysis_id, result.version DESC`.execute(db);
  const earlier = rows
    .map(({ body }) => body)
    .filter((each) => !isWithdrawn(each) && isBefore(each.study.started, now.study.started));
  const last = earlier.reduce<StudyResult | undefined>(
    (latest, each) =>
      latest === undefined || isBefore(latest.study.started, each.study.started) ? each : latest,
    undefined,
  );
  return last === undefined ? undefined : toPrior(last, now);
}

/** What was compared with a result that no longer stands is looked at again, and says so no more. */
export async function recheckCompared(transaction: Db, withdrawnId: string): Promise<void> {
  await transaction
    .updateTable('analysis')
    .set({ recheck_at: inMinutes(0) })
    .where('result_status', 'is not', null)
    .where('id', 'in', (query) =>
      query
        .selectFrom('result')
        .select('analysis_id')
        .where(sql<string>`body -> 'prior' ->> 'analysisId'`, '=', withdrawnId),
    )
    .execute();
}

export async function isPriorGone(db: Db, { prior }: Pick<StudyResult, 'prior'>): Promise<boolean> {
  if (prior?.analysisId === undefined) return false;
  const [last] = await keptVersions(db, prior.analysisId);
  return last === undefined || isWithdrawn(last);
}

/** By the day alone where one of the two says no more. */
function isBefore(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (!a.includes('T') || !b.includes('T')) return a.slice(0, 10) < b.slice(0, 10);
  return Date.parse(a) < Date.parse(b);
}

function toPrior({ analysisId, study, model, findings }: StudyResult, now: Compared): PriorResult {
  return {
    analysisId,
    studyDate: study.started ?? '',
    sameModelVersion: model.version === now.model.version && model.sha256 === now.model.sha256,
    findings: findings.map(({ label, concept, presence, probability }) => ({
      label,
      concept,
      presence,
      probability,
    })),
  };
}
