import { sql } from 'kysely';
import { changeDraft, readDraft, type ReviewChange } from '#lib/attestation/review-draft.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { openReview, readerOf } from './open-review.ts';
import { viewReview } from './view-review.ts';
import type { ReviewView } from './views.ts';
import type { WebContext } from './web-context.ts';

/**
 * Keeps one decision at once, so that a reload or a launch that ends loses nothing. It needs nothing of the EHR. Throws
 * AppError `review-changed-meanwhile` where another reader decided the same after what this one saw, `review-being-signed`,
 * `reader-unknown`, `request-invalid`, and what openReview throws.
 */
export async function changeReview(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
  change: ReviewChange,
): Promise<ReviewView> {
  const [last] = await openReview(context, session, analysisId);
  if ('label' in change && !last.findings.some(({ label }) => label === change.label))
    throw new AppError('request-invalid', 'refused');
  const reader = await readerOf(context, session);
  if (reader === undefined) throw new AppError('reader-unknown', 'refused');
  await context.db.transaction().execute(async (transaction) => {
    const draft = await lockDraft(transaction, analysisId);
    await requireUnsigned(transaction, analysisId);
    const next = changeDraft(draft, change, reader, new Date().toISOString());
    await transaction
      .updateTable('review')
      .set({ draft: JSON.stringify(next), updated_at: sql`now()` })
      .where('analysis_id', '=', analysisId)
      .execute();
  });
  return viewReview(context, session, analysisId);
}

/** One change at a time; the draft that it is made on. */
export async function lockDraft(transaction: Db, analysisId: string): Promise<ReturnType<typeof readDraft>> {
  await transaction
    .insertInto('review')
    .values({ analysis_id: analysisId, draft: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await transaction
    .selectFrom('review')
    .select('draft')
    .where('analysis_id', '=', analysisId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return readDraft(row.draft);
}

/** What is being signed is not changed under the signature. */
async function requireUnsigned(transaction: Db, analysisId: string): Promise<void> {
  const pending = await transaction
    .selectFrom('signature')
    .select('id')
    .where('analysis_id', '=', analysisId)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (pending !== undefined) throw new AppError('review-being-signed', 'refused');
}
