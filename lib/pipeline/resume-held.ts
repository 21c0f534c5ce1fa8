import { sql } from 'kysely';
import type { LaunchSession } from '#lib/launch/session.ts';
import { DROPPED } from '#lib/outbox/decide-delivery.ts';
import type { Db } from '#lib/platform/database.ts';
import { enqueueJob } from '#lib/platform/queue.ts';
import { notifyAnalysis } from '#lib/platform/notifications.ts';
import type { WebContext } from './web-context.ts';

/**
 * A relaunch loses nothing: what was held for this patient, because a token had died or a destination was away for too
 * long, is sent again, now with the new launch's token. It counts as possibly arrived: it is looked up first, and an
 * engine that can't be asked and doesn't drop repetitions leaves it held.
 */
export async function resumeHeld(context: WebContext, session: LaunchSession): Promise<void> {
  await context.db.transaction().execute(async (transaction) => {
    await recheckUnanswered(transaction, session);
    const held = await transaction
      .updateTable('delivery')
      .set({ state: 'ambiguous' })
      .where('state', 'in', ['held', 'dead'])
      .where((where) => where.or([where('problem_code', 'is', null), where('problem_code', '<>', DROPPED)]))
      .where('analysis_id', 'in', (query) =>
        query
          .selectFrom('analysis')
          .select('id')
          .where('site', '=', session.site)
          .where('patient_id', '=', session.patientId),
      )
      .returning(['id', 'analysis_id'])
      .execute();
    for (const { id, analysis_id: analysisId } of held) {
      await transaction
        .updateTable('analysis')
        .set({ launch_session_id: session.id, state: 'delivering', finished_at: null })
        .where('id', '=', analysisId)
        .execute();
      await enqueueJob(context.queue, transaction, 'delivery', { deliveryId: id });
      await notifyAnalysis(transaction, analysisId);
    }
  });
}

/** Where we have no login of our own, whose a result is can only be asked while somebody is here. */
async function recheckUnanswered(transaction: Db, session: LaunchSession): Promise<void> {
  await transaction
    .updateTable('analysis')
    .set({ recheck_at: sql`now()`, launch_session_id: session.id })
    .where('site', '=', session.site)
    .where('patient_id', '=', session.patientId)
    .where('recheck_problem', '=', 'token-expired')
    .execute();
}
