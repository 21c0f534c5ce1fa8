import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import { enqueueJob } from '#lib/platform/queue.ts';
import { findPatient } from '#lib/studies/read-patient.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import { recordDeed } from './audit-event.ts';
import { connectEhr } from './connect-ehr.ts';
import { findOrdered } from './find-studies.ts';
import { requestAnalysisWithin } from './request-analysis.ts';
import type { WorkerContext } from './worker-context.ts';

const LOOK_AGAIN_SECONDS = 5;
/** What was answered AA is not given up because the EHR is down, be it for days. */
const AFTER_OUTAGE_SECONDS = 300;
const OUTAGE_AT_MOST_MS = 7 * 24 * 60 * 60 * 1000;

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
    await context.storage.requireRoom();
    const ehr = connectEhr(db, context.config, { site: order.site, launchSessionId: undefined });
    const patient = await findPatient(ehr.read, order.patient_identifiers);
    const study = await findOrdered(ehr, patient, {
      ...(order.study_uid === null ? {} : { studyInstanceUid: order.study_uid }),
      ...(order.accession_number === null ? {} : { accessionNumber: order.accession_number }),
      ...(order.placer_order_number === null ? {} : { placerOrderNumber: order.placer_order_number }),
    });
    if (!study) {
      await lookAgain(context, orderId, order.received_at, ehr.site.waitForStudySeconds);
      return;
    }
    await link(context, orderId, order.site, study);
  } catch (thrown) {
    const error = toAppError(thrown);
    context.log.warn(
      { event: 'order-stopped', order: orderId, site: order.site, ...errorFields(error) },
      'order',
    );
    if (error.failure === 'transient' && mayRetry) throw error;
    if (error.failure === 'transient' && isYoung(order.received_at))
      await lookLater(context, orderId, AFTER_OUTAGE_SECONDS);
    else await refuse(context, orderId, error.code);
  }
}

/** The order and its analysis, together; nothing begins for one that was cancelled while its study was looked for. */
async function link(
  context: WorkerContext,
  orderId: string,
  site: string,
  study: StudyReference,
): Promise<void> {
  const analysisId = await context.db.transaction().execute(async (transaction) => {
    const waiting = await transaction
      .selectFrom('imaging_order')
      .select('id')
      .where('id', '=', orderId)
      .where('state', '=', 'waiting')
      .forUpdate()
      .executeTakeFirst();
    if (!waiting) return undefined;
    const { id } = await requestAnalysisWithin(transaction, context.queue, {
      site,
      study,
      model: context.model.manifest,
      origin: { orderId },
    });
    await transaction
      .updateTable('imaging_order')
      .set({ state: 'linked', analysis_id: id })
      .where('id', '=', orderId)
      .execute();
    await recordDeed(transaction, {
      what: 'import',
      action: 'C',
      by: 'worker',
      site,
      patientId: study.patientId,
      objects: [
        { role: 'job', name: `order ${orderId}` },
        { role: 'job', name: `analysis ${id}` },
      ],
    });
    return id;
  });
  context.log.info({ event: 'order-linked', order: orderId, analysis: analysisId, site }, 'order');
}

function isYoung(receivedAt: Date): boolean {
  return Date.now() - receivedAt.getTime() < OUTAGE_AT_MOST_MS;
}

async function lookAgain(
  context: WorkerContext,
  orderId: string,
  receivedAt: Date,
  waitSeconds: number,
): Promise<void> {
  if (Date.now() - receivedAt.getTime() > waitSeconds * 1000)
    throw new AppError('order-without-study', 'refused');
  await lookLater(context, orderId, LOOK_AGAIN_SECONDS);
}

async function lookLater(context: WorkerContext, orderId: string, startAfterSeconds: number): Promise<void> {
  await context.db
    .transaction()
    .execute((transaction) =>
      enqueueJob(context.queue, transaction, 'order', { orderId }, { startAfterSeconds }),
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
