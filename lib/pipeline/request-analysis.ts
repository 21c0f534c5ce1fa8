import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';

export interface AnalysisRequest {
  readonly site: string;
  readonly study: StudyReference;
  readonly model: { readonly id: string; readonly version: string };
  readonly origin: { readonly launchSessionId: string } | { readonly orderId: string };
}

/**
 * Asks for an analysis, once: where this patient's study has a result (or one under way) by this model version, that
 * one is given back and nothing is filed a second time. The row and its job are one transaction.
 */
export async function requestAnalysis(
  db: Db,
  queue: Queue,
  request: AnalysisRequest,
): Promise<{ id: string; isNew: boolean }> {
  return db.transaction().execute((transaction) => requestAnalysisWithin(transaction, queue, request));
}

/** The same inside the caller's transaction. */
export async function requestAnalysisWithin(
  transaction: Db,
  queue: Queue,
  request: AnalysisRequest,
): Promise<{ id: string; isNew: boolean }> {
  const { site, study, model, origin } = request;
  const id = randomUUID();
  const inserted = await transaction
    .insertInto('analysis')
    .values({
      id,
      site,
      origin: 'orderId' in origin ? 'order' : 'launch',
      launch_session_id: 'launchSessionId' in origin ? origin.launchSessionId : null,
      order_id: 'orderId' in origin ? origin.orderId : null,
      patient_id: study.patientId,
      study_uid: study.studyInstanceUid,
      study: JSON.stringify(study),
      model_id: model.id,
      model_version: model.version,
      state: 'queued',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) {
    await doubtOthers(transaction, request);
    await enqueueJob(queue, transaction, 'analysis', { analysisId: id });
    return { id, isNew: true };
  }
  const existing = await transaction
    .selectFrom('analysis')
    .select('id')
    .where('site', '=', site)
    .where('patient_id', '=', study.patientId)
    .where('study_uid', '=', study.studyInstanceUid)
    .where('model_id', '=', model.id)
    .where('model_version', '=', model.version)
    .where('state', 'not in', ['refused', 'failed'])
    .where('result_status', 'is distinct from', 'entered-in-error')
    .executeTakeFirst();
  // Between the two statements it may have been refused: the user presses again.
  if (!existing) throw new AppError('analysis-ended-meanwhile', 'transient');
  return { id: existing.id, isNew: false };
}

/** The same films under another patient: one of the two is wrong, and what was filed is looked at again. */
async function doubtOthers(transaction: Db, { site, study }: AnalysisRequest): Promise<void> {
  await transaction
    .updateTable('analysis')
    .set({ recheck_at: sql`now()` })
    .where('site', '=', site)
    .where('study_uid', '=', study.studyInstanceUid)
    .where('patient_id', '<>', study.patientId)
    .where('result_status', 'is not', null)
    .where('result_status', '<>', 'entered-in-error')
    .execute();
}
