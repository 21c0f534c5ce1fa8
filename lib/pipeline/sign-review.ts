import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { undecided } from '#lib/attestation/apply-draft.ts';
import type { Reader } from '#lib/attestation/review-draft.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import type { SignatureTable } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJob } from '#lib/platform/queue.ts';
import type { Signer, StudyResult } from '#lib/results/study-result.ts';
import { recordDeed } from './audit-event.ts';
import { lockDraft } from './change-review.ts';
import { openReview, readerOf } from './open-review.ts';
import { viewReview } from './view-review.ts';
import type { ReviewView } from './views.ts';
import type { WebContext } from './web-context.ts';

export const signingSchema = z.strictObject({
  /** The draft's revision and the result's version that the signer has before them. */
  revision: z.int().min(0),
  version: z.int().positive(),
  /** After the first signature: whether something is added, or was wrong. */
  as: z.enum(['final', 'amended', 'corrected']),
});
export type Signing = z.infer<typeof signingSchema>;

/**
 * Signs exactly what the signer saw; a worker then writes the version, and files it. Throws AppError
 * `review-changed-meanwhile` where draft or result are others by now, `review-undecided`, `review-being-signed`,
 * `signer-unknown` where the EHR names no practitioner, `request-invalid`, and what openReview throws.
 */
export async function signReview(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
  signing: Signing,
): Promise<ReviewView> {
  const [last] = await openReview(context, session, analysisId);
  const signer = signerFor(await readerOf(context, session));
  if ((last.status === 'preliminary') !== (signing.as === 'final'))
    throw new AppError('request-invalid', 'refused');
  const id = randomUUID();
  await context.db.transaction().execute(async (transaction) => {
    const draft = await lockDraft(transaction, analysisId);
    if (draft.revision !== signing.revision || last.version !== signing.version)
      throw new AppError('review-changed-meanwhile', 'refused');
    if (undecided(last.findings, draft).length > 0) throw new AppError('review-undecided', 'refused');
    const { numInsertedOrUpdatedRows: inserted = 0n } = await transaction
      .insertInto('signature')
      .values({
        id,
        analysis_id: analysisId,
        base_version: last.version,
        status: signing.as,
        signer: JSON.stringify(signer),
        draft: JSON.stringify(draft),
      })
      .onConflict((conflict) => conflict.column('analysis_id').where('state', '=', 'pending').doNothing())
      .executeTakeFirstOrThrow();
    if (inserted === 0n) throw new AppError('review-being-signed', 'refused');
    await recordSignature(transaction, session, last, signing.as);
    await enqueueJob(context.queue, transaction, 'signature', { signatureId: id }, { priority: 10 });
  });
  return viewReview(context, session, analysisId);
}

function signerFor(reader: Reader | undefined): Signer {
  if (reader?.reference === undefined || reader.display.trim() === '')
    throw new AppError('signer-unknown', 'refused');
  return { reference: reader.reference, display: reader.display, signedAt: new Date().toISOString() };
}

async function recordSignature(
  transaction: Parameters<typeof recordDeed>[0],
  { site, patientId, userReference }: LaunchSession,
  { analysisId, version }: StudyResult,
  as: SignatureTable['status'],
): Promise<void> {
  await recordDeed(transaction, {
    what: 'patientRecord',
    subtype: 'update',
    action: 'U',
    ...(userReference === undefined ? {} : { user: { reference: userReference } }),
    by: 'web',
    site,
    patientId,
    objects: [{ role: 'report', name: `analysis ${analysisId} version ${String(version)}` }],
    note: `signed: ${as}`,
  });
}
