import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import { enqueueJob } from '#lib/platform/queue.ts';
import { findOrderedStudy } from '#lib/studies/find-ordered-study.ts';
import { listStudies } from '#lib/studies/list-studies.ts';
import { findPatient } from '#lib/studies/read-patient.ts';
import { connectEhr } from './connect-ehr.ts';
import { requestAnalysis } from './request-analysis.ts';
import type { WorkerContext } from './worker-context.ts';

const LOOK_AGAIN_SECONDS = 5;

/**
 * The order's way in, with nobody watching: patient and study are found in the chart by what the order names, and the
 * same analysis begins as from a launch. A study that hasn't arrived yet is looked for again until the site's limit.
 */
export async function processOrder(
  context: WorkerContext,
  orderId: string,
  mayRetry: boolean,
): Promise<void> {
  const { db } = context;
  const order = await db
    .selectFrom('imaging_order')
    .selectAll()
    .where('id', '=', orderId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (!order) return;
  try {
    const ehr = connectEhr(db, context.config, { site: order.site, launchSessionId: undefined });
    const patient = await findPatient(ehr.read, order.patient_identifiers);
    const study = findOrderedStudy(await listStudies(ehr.read, patient.fhirId), {
      ...(order.study_uid === null ? {} : { studyInstanceUid: order.study_uid }),
      ...(order.accession_number === null ? {} : { accessionNumber: order.accession_number }),
      ...(order.placer_order_number === null ? {} : { placerOrderNumber: order.placer_order_number }),
    });
    if (!study) {
      await lookAgain(context, orderId, order.received_at, ehr.site.waitForStudySeconds);
      return;
    }
    const { id } = await requestAnalysis(db, context.queue, {
      site: order.site,
      study,
      model: context.model.manifest,
      origin: { orderId },
    });
    await db
      .updateTable('imaging_order')
      .set({ state: 'linked', analysis_id: id })
      .where('id', '=', orderId)
      .execute();
    context.log.info({ event: 'order-linked', order: orderId, analysis: id, site: order.site }, 'order');
  } catch (thrown) {
    const error = toAppError(thrown);
    context.log.warn(
      { event: 'order-stopped', order: orderId, site: order.site, ...errorFields(error) },
      'order',
    );
    if (error.failure === 'transient' && mayRetry) throw error;
    await refuse(context, orderId, error.code);
  }
}

async function lookAgain(
  context: WorkerContext,
  orderId: string,
  receivedAt: Date,
  waitSeconds: number,
): Promise<void> {
  if (Date.now() - receivedAt.getTime() > waitSeconds * 1000)
    throw new AppError('order-without-study', 'refused');
  await context.db
    .transaction()
    .execute((transaction) =>
      enqueueJob(context.queue, transaction, 'order', { orderId }, { startAfterSeconds: LOOK_AGAIN_SECONDS }),
    );
}

async function refuse(context: WorkerContext, orderId: string, problem: string): Promise<void> {
  await context.db
    .updateTable('imaging_order')
    .set({ state: 'refused', problem_code: problem })
    .where('id', '=', orderId)
    .where('state', '=', 'waiting')
    .execute();
}
