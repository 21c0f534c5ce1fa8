import { claimDelivery, type ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { noteAnswer, noteFailure } from '#lib/outbox/destination-rest.ts';
import { GIVE_UP_AFTER_MS, retryDelayMs } from '#lib/outbox/retry-schedule.ts';
import { takeTurn } from '#lib/outbox/wait-in-line.ts';
import { settleDelivery, type Settlement } from '#lib/outbox/settle-delivery.ts';
import { withLockUnlessHeld } from '#lib/platform/advisory-lock.ts';
import { toAppError, type AppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import type { Db } from '#lib/platform/database.ts';
import { recordDeed } from './audit-event.ts';
import { concludeAnalysis } from './conclude-analysis.ts';
import { recheckSoon } from './recheck-schedule.ts';
import { sendDelivery, type Delivered } from './send-delivery.ts';
import { SUBJECT_PROBLEMS } from './verify-subject.ts';
import type { WorkerContext } from './worker-context.ts';

/**
 * One delivery: claimed in the ledger, looked up at its destination where an earlier attempt may have arrived, sent,
 * settled. However often its job comes, one worker at a time has it: the lock ends with the process that holds it.
 */
export async function deliverDocument(context: WorkerContext, deliveryId: string): Promise<void> {
  await takeTurn(context.db, context.queue, deliveryId, async () => {
    await withLockUnlessHeld(context.db, `delivery ${deliveryId}`, () => deliver(context, deliveryId));
  });
}

async function deliver(context: WorkerContext, deliveryId: string): Promise<void> {
  const turn = await claimDelivery(context.db, deliveryId);
  if (turn.kind === 'claimed') await attempt(context, turn.delivery);
  if (turn.kind === 'superseded')
    await context.db.transaction().execute((transaction) => concludeAnalysis(transaction, turn.analysisId));
}

async function attempt(context: WorkerContext, claimed: ClaimedDelivery): Promise<void> {
  let delivered: Delivered;
  try {
    delivered = await sendDelivery(context, claimed);
  } catch (thrown) {
    const error = toAppError(thrown);
    // Another worker has it, or the database is away: neither is this attempt's to write down.
    if (error.code === 'attempt-superseded') return;
    if (error.code === 'database-unreachable') throw error;
    context.log.warn({ event: 'delivery-failed', delivery: claimed.id, ...errorFields(error) }, 'delivery');
    await settle(context, claimed, settlementOf(error, claimed), heardOf(error), error.retryAfterMs);
    if (isAboutSubject(error)) await recheckSoon(context, claimed.analysisId);
    return;
  }
  // Not within the try: what has arrived never becomes `failed` because the database was away for a moment.
  await settle(context, claimed, delivered, 'an answer');
}

/** Long enough for a merge to reach EHR and archive, which do it one after the other. */
const SUBJECT_RETRY_MS = 5 * 60_000;

function isAboutSubject({ code, failure }: AppError): boolean {
  return failure === 'refused' && SUBJECT_PROBLEMS.has(code);
}

/** What an attempt says of its destination: nothing where it ended before it was asked. */
type Heard = 'an answer' | 'an outage' | 'nothing';

/** A refusal of this one message, be it for now, says nothing of others. */
function heardOf({ code, failure }: AppError): Heard {
  if (code === 'subject-unchecked') return 'nothing';
  if (code === 'delivery-refused' || code === 'delivery-rejected') return 'an answer';
  return failure === 'ambiguous' || failure === 'transient' ? 'an outage' : 'nothing';
}

async function settle(
  context: WorkerContext,
  claimed: ClaimedDelivery,
  settlement: Settlement,
  heard: Heard,
  askedMs?: number,
): Promise<void> {
  const { site, destination: name } = claimed;
  const { ours, rest } = await context.db.transaction().execute(async (transaction) => {
    const isOurs = await settleDelivery(transaction, context.queue, claimed, settlement);
    if (isOurs) await concludeAnalysis(transaction, claimed.analysisId);
    if (isOurs && heard === 'an answer') await recordSending(transaction, claimed, settlement);
    const restMs =
      heard === 'an outage' ? await noteFailure(transaction, { site, name }, askedMs) : undefined;
    if (heard === 'an answer') await noteAnswer(transaction, context.queue, { site, name });
    return { ours: isOurs, rest: restMs };
  });
  const about = { delivery: claimed.id, analysis: claimed.analysisId, destination: name };
  context.log.info({ event: 'delivery-settled', ...about, state: settlement.state, ours }, 'delivery');
  if (rest !== undefined)
    context.log.warn({ event: 'destination-rests', site, destination: name, restMs: rest }, 'delivery');
}

/** What was sent where, and whether it was taken. What was not answered is told once it is known what became of it. */
async function recordSending(
  transaction: Db,
  claimed: ClaimedDelivery,
  settlement: Settlement,
): Promise<void> {
  const { patient_id: patientId } = await transaction
    .selectFrom('analysis')
    .select('patient_id')
    .where('id', '=', claimed.analysisId)
    .executeTakeFirstOrThrow();
  const arrived = 'references' in settlement;
  await recordDeed(transaction, {
    what: 'export',
    action: 'R',
    outcome: arrived ? 'success' : 'failure',
    by: 'worker',
    site: claimed.site,
    patientId,
    objects: [
      { role: 'report', name: `analysis ${claimed.analysisId} version ${String(claimed.version)}` },
      { role: 'job', name: `delivery ${claimed.id} to ${claimed.destination}` },
    ],
    note: arrived ? settlement.state : settlement.problem,
  });
}

/** An attempt that surely didn't arrive says nothing of an earlier one that may have: that stays to be looked up. */
function settlementOf(error: AppError, claimed: ClaimedDelivery): Settlement {
  const told = { problem: error.code, detail: error.detail };
  if (error.code === 'token-expired') return { state: 'held', ...told };
  // Surely not sent: a recheck finds out whose it is, and a new version takes this one's place, or it goes after all.
  if (isAboutSubject(error))
    return { state: claimed.mayHaveArrived ? 'ambiguous' : 'pending', ...told, retryInMs: SUBJECT_RETRY_MS };
  const mayHaveArrived =
    claimed.mayHaveArrived || error.failure === 'ambiguous' || error.code === 'delivery-ambiguous';
  // Only what is surely absent is `failed`: a retry sends that as new, and no withdrawal follows it.
  if (error.failure === 'permanent' || error.failure === 'refused')
    return { state: mayHaveArrived ? 'held' : 'failed', ...told };
  if (Date.now() - claimed.createdAt.getTime() > GIVE_UP_AFTER_MS)
    return { state: mayHaveArrived ? 'held' : 'dead', ...told };
  const retryInMs = retryDelayMs(claimed.attempts, Math.random(), error.retryAfterMs);
  return { state: mayHaveArrived ? 'ambiguous' : 'pending', ...told, retryInMs };
}
