import { findDeliveredReport, sendFhirTransaction } from '#lib/delivery/send-fhir.ts';
import { sendOru } from '#lib/delivery/send-oru.ts';
import { claimDelivery, type ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { settleDelivery, type Settlement } from '#lib/outbox/settle-delivery.ts';
import { siteById } from '#lib/platform/config.ts';
import { withLock } from '#lib/platform/advisory-lock.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import { readPatient } from '#lib/studies/read-patient.ts';
import { verifyFhirSubject } from './verify-subject.ts';
import { connectEhr } from './connect-ehr.ts';
import { concludeAnalysis } from './conclude-analysis.ts';
import type { WorkerContext } from './worker-context.ts';

/**
 * One delivery: claimed in the ledger, looked up at its destination where an earlier attempt may have arrived, sent,
 * settled. Throws transient or ambiguous AppErrors for the queue to come back; all else is settled here.
 */
export async function deliverDocument(
  context: WorkerContext,
  deliveryId: string,
  mayRetry: boolean,
): Promise<void> {
  const claimed = await claimDelivery(context.db, deliveryId);
  if (!claimed) return;
  let references: string[];
  try {
    references = await send(context, claimed);
  } catch (thrown) {
    const error = toAppError(thrown);
    context.log.warn({ event: 'delivery-failed', delivery: claimed.id, ...errorFields(error) }, 'delivery');
    await settle(context, claimed, settlementOf(error, mayRetry, claimed.mayHaveArrived));
    if (mayRetry && (error.failure === 'transient' || error.failure === 'ambiguous')) throw error;
    return;
  }
  // Not within the try: what has arrived never becomes `failed` because the database was away for a moment.
  await settle(context, claimed, { state: 'acknowledged', references });
}

/**
 * One FHIR transaction at a time for each destination, over all workers: two that both find no Device of this model
 * would each create one, and every later conditional create would fail for ever (412, FHIR R4 http.html#ccreate).
 */
function send(context: WorkerContext, claimed: ClaimedDelivery): Promise<string[]> {
  if (claimed.kind === 'oru') return sendToEngine(context, claimed);
  return withLock(context.db, `delivery ${claimed.site} ${claimed.destination}`, () =>
    sendToEhr(context, claimed),
  );
}

async function sendToEhr(context: WorkerContext, claimed: ClaimedDelivery): Promise<string[]> {
  const analysis = await context.db
    .selectFrom('analysis')
    .select(['launch_session_id', 'patient_id'])
    .where('id', '=', claimed.analysisId)
    .executeTakeFirstOrThrow();
  const ehr = connectEhr(context.db, context.config, {
    site: claimed.site,
    launchSessionId: analysis.launch_session_id ?? undefined,
  });
  const base = ehr.site.fhir.issuer;
  if (claimed.mayHaveArrived) {
    const found = await findDeliveredReport(base, ehr.request, claimed.identity);
    if (found) return found;
  }
  const patient = await readPatient(ehr.read, analysis.patient_id);
  verifyFhirSubject(claimed.body, patient.fhirId);
  return sendFhirTransaction(base, ehr.request, claimed.body);
}

async function sendToEngine(context: WorkerContext, claimed: ClaimedDelivery): Promise<string[]> {
  const engine = siteById(context.config, claimed.site).hl7v2.results;
  if (!engine) throw new AppError('delivery-refused', 'permanent');
  // There is nowhere to look a message up: only an engine that drops repeated control ids may be sent it again.
  if (claimed.mayHaveArrived && !engine.deduplicatesControlIds)
    throw new AppError('delivery-ambiguous', 'permanent');
  const destination = `${claimed.site} ${claimed.destination}`;
  const { controlId, acknowledgement } = await sendOru(context.engines, destination, engine, claimed.body);
  return [`${controlId} ${acknowledgement}`];
}

async function settle(
  context: WorkerContext,
  claimed: ClaimedDelivery,
  settlement: Settlement,
): Promise<void> {
  const ours = await context.db.transaction().execute(async (transaction) => {
    const isOurs = await settleDelivery(transaction, claimed, settlement);
    if (isOurs) await concludeAnalysis(transaction, claimed.analysisId);
    return isOurs;
  });
  context.log.info(
    {
      event: 'delivery-settled',
      delivery: claimed.id,
      analysis: claimed.analysisId,
      destination: claimed.destination,
      state: settlement.state,
      ours,
    },
    'delivery',
  );
}

/** An attempt that surely didn't arrive says nothing of an earlier one that may have: that stays to be looked up. */
function settlementOf(error: AppError, mayRetry: boolean, mayHaveArrived: boolean): Settlement {
  const problem = error.code;
  if (problem === 'token-expired') return { state: 'held', problem };
  if (problem === 'delivery-ambiguous' && error.failure === 'permanent') return { state: 'held', problem };
  switch (error.failure) {
    case 'transient':
      return { state: !mayRetry ? 'held' : mayHaveArrived ? 'ambiguous' : 'pending', problem };
    case 'ambiguous':
      return { state: mayRetry ? 'ambiguous' : 'held', problem };
    case 'permanent':
    case 'refused':
      return { state: 'failed', problem };
  }
}
