/** Does what a filed result says of its patient, its study and its order still hold? What doesn't is reissued or withdrawn. */
import { siteById } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import type { PatientRecord } from '#lib/studies/read-patient.ts';
import { studyReferenceSchema, type StudyReference } from '#lib/studies/study-reference.ts';
import { askArchive, askChart } from './ask-whose-study.ts';
import { connectEhr, type EhrConnection } from './connect-ehr.ts';
import { isPriorGone } from './find-prior.ts';
import { findSurvivor } from './find-survivor.ts';
import { keptVersions } from './keep-result.ts';
import { inMinutes, nextRecheck } from './recheck-schedule.ts';
import { reissueResult, type Reissue } from './reissue-result.ts';
import { isSamePerson, patientOfResult } from './subject-of-result.ts';
import type { WorkerContext } from './worker-context.ts';

const AFTER_PROBLEM_MINUTES = 60;

/**
 * Asks the EHR and the archive as they are now: a message that told of a merge only says when to look. What can't be told
 * is left as it is, with the reason beside it, and looked at again.
 */
export async function recheckResult(context: WorkerContext, analysisId: string): Promise<void> {
  const versions = await keptVersions(context.db, analysisId);
  const [last] = versions;
  if (last === undefined) return;
  try {
    const reissue = isWithdrawn(last) ? undefined : await findChange(context, last, versions);
    if (reissue !== undefined) await reissueResult(context, analysisId, reissue);
    await noteLooked(context.db, analysisId, isWithdrawn(last));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'database-unreachable') throw error;
    context.log.warn({ event: 'recheck-unanswered', analysis: analysisId, ...errorFields(error) }, 'result');
    await context.db
      .updateTable('analysis')
      .set({ recheck_problem: error.code, recheck_at: inMinutes(AFTER_PROBLEM_MINUTES) })
      .where('id', '=', analysisId)
      .execute();
  }
}

async function noteLooked(db: Db, analysisId: string, isOver: boolean): Promise<void> {
  const { rechecks } = await db
    .selectFrom('analysis')
    .select('rechecks')
    .where('id', '=', analysisId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('analysis')
    .set({
      recheck_problem: null,
      rechecks: rechecks + 1,
      recheck_at: isOver ? null : nextRecheck(rechecks + 1),
    })
    .where('id', '=', analysisId)
    .execute();
}

async function findChange(
  context: WorkerContext,
  last: StudyResult,
  versions: readonly StudyResult[],
): Promise<Reissue | undefined> {
  const row = await context.db
    .selectFrom('analysis')
    .select(['id', 'site', 'launch_session_id', 'study', 'model_id', 'model_version'])
    .where('id', '=', last.analysisId)
    .executeTakeFirstOrThrow();
  const site = siteById(context.config, row.site);
  const launchSessionId = site.fhir.backend === undefined ? (row.launch_session_id ?? undefined) : undefined;
  const ehr = connectEhr(context.db, context.config, { site: site.id, launchSessionId });
  const study = studyReferenceSchema.parse(row.study);
  const patient = await findSurvivor(context.db, ehr, last.patient);
  if (await hasMoved(ehr, study, patient, versions)) return { reason: 'study-moved', withdrawn: true };
  const isMerged = patient.fhirId !== last.patient.fhirId;
  if (isMerged && (await isReadThere(context.db, row, patient.fhirId)))
    return { reason: 'analysed-twice', withdrawn: true };
  const now = patientOfResult(patient, site);
  if (await isPriorGone(context.db, last)) return { reason: 'prior-withdrawn', patient: now };
  if (!isSamePerson(now, last.patient))
    return { reason: isMerged ? 'patient-merged' : 'patient-updated', patient: now };
  const isTold = versions.some(({ reason }) => reason === 'order-cancelled');
  if (!isTold && (await isOrderCancelled(context.db, row.id))) return { reason: 'order-cancelled' };
  return undefined;
}

/** Throws AppError where neither chart nor archive can say: such a result waits for a person. */
async function hasMoved(
  ehr: EhrConnection,
  study: StudyReference,
  patient: PatientRecord,
  versions: readonly StudyResult[],
): Promise<boolean> {
  const fhirIds = [patient.fhirId, ...versions.map((each) => each.patient.fhirId)];
  const inChart = await askChart(ehr, study, [...new Set(fhirIds)]);
  const earlier = versions.flatMap((each) => each.patient.identifiers);
  const inArchive = await askArchive(ehr, study, patient, earlier);
  if (inChart === 'other' || inArchive === 'other') return true;
  if (inArchive === 'contradicted') throw new AppError('patient-mismatch', 'refused');
  if (inChart === 'gone' && inArchive !== 'own') throw new AppError('study-not-found', 'refused');
  return false;
}

/** The survivor's chart has a result of this very study by this model: two would count as two readings. */
async function isReadThere(
  db: Db,
  own: {
    readonly id: string;
    readonly site: string;
    readonly study: object;
    readonly model_id: string;
    readonly model_version: string;
  },
  patientId: string,
): Promise<boolean> {
  const other = await db
    .selectFrom('analysis')
    .select('id')
    .where('site', '=', own.site)
    .where('patient_id', '=', patientId)
    .where('study_uid', '=', studyReferenceSchema.parse(own.study).studyInstanceUid)
    .where('model_id', '=', own.model_id)
    .where('model_version', '=', own.model_version)
    .where('id', '<>', own.id)
    .where('state', 'not in', ['refused', 'failed'])
    .where('result_status', 'is distinct from', 'entered-in-error')
    .executeTakeFirst();
  return other !== undefined;
}

/** Every order that asked for it was cancelled, and nobody else asked. */
async function isOrderCancelled(db: Db, analysisId: string): Promise<boolean> {
  const { origin } = await db
    .selectFrom('analysis')
    .select('origin')
    .where('id', '=', analysisId)
    .executeTakeFirstOrThrow();
  const orders = await db
    .selectFrom('imaging_order')
    .select('problem_code')
    .where('analysis_id', '=', analysisId)
    .execute();
  const isEach = orders.every(({ problem_code: problem }) => problem === 'order-cancelled');
  return origin === 'order' && orders.length > 0 && isEach;
}
