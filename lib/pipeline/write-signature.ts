/** The version that a reader signed: written, kept and sent by the worker. */
import { sql, type Selectable } from 'kysely';
import { addedIn, applyDraft } from '#lib/attestation/apply-draft.ts';
import { readDraft, type ReviewDraft } from '#lib/attestation/review-draft.ts';
import type { Db, SignatureTable } from '#lib/platform/database.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import { enqueueJob, type Queue } from '#lib/platform/queue.ts';
import type { Signer, StudyResult } from '#lib/results/study-result.ts';
import { keepFeedback } from './keep-feedback.ts';
import { keptVersions } from './keep-result.ts';
import { issueVersion } from './reissue-result.ts';
import { nameOf } from './stored-finding.ts';
import type { WorkerContext } from './worker-context.ts';

type Signature = Selectable<SignatureTable>;

const OVERDUE_SECONDS = 30;
/** The queue itself tries a job again in the meantime. */
const AGAIN_SECONDS = 600;

/**
 * However often its job comes, its version is written once. A result that has changed since it was signed (its patient
 * was merged, it was withdrawn) is not signed by that: the reader looks again. Throws what may pass, for the queue.
 */
export async function writeSignature(context: WorkerContext, signatureId: string): Promise<void> {
  const signature = await context.db
    .selectFrom('signature')
    .selectAll()
    .where('id', '=', signatureId)
    .executeTakeFirst();
  if (signature?.state !== 'pending') return;
  try {
    await write(context, signature);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.failure === 'transient' && error.code !== 'result-changed-meanwhile') throw error;
    context.log.warn({ event: 'signature-refused', signature: signatureId, ...errorFields(error) }, 'result');
    await settle(context.db, signatureId, { state: 'refused', problem_code: error.code });
  }
}

/**
 * What has waited longer than its job takes gets a new one: a signature that nobody writes would lock its review for ever.
 * A job too many finds nothing to do.
 */
export async function resumeSignatures(db: Db, queue: Queue): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const waiting = await transaction
      .selectFrom('signature')
      .select('id')
      .where('state', '=', 'pending')
      .where('signed_at', '<', sql<Date>`now() - make_interval(secs => ${OVERDUE_SECONDS})`)
      .execute();
    for (const { id } of waiting)
      await enqueueJob(
        queue,
        transaction,
        'signature',
        { signatureId: id },
        { once: { key: id, inSeconds: AGAIN_SECONDS } },
      );
  });
}

async function write(context: WorkerContext, signature: Signature): Promise<void> {
  const [last] = await keptVersions(context.db, signature.analysis_id);
  if (last?.version !== signature.base_version) throw new AppError('result-changed-meanwhile', 'refused');
  const draft = readDraft(signature.draft);
  const next = composeSigned(last, draft, signature, new Date().toISOString());
  await issueVersion(context, { last, next }, async (transaction) => {
    await settle(transaction, signature.id, { state: 'written' });
    await showSigned(transaction, next);
    await keepFeedback(transaction, signature, next, draft);
  });
}

/** What stood, with what the reader says of it, under their name. */
export function composeSigned(
  last: StudyResult,
  draft: ReviewDraft,
  { status, signer }: Pick<Signature, 'status' | 'signer'>,
  now: string,
): StudyResult {
  const { reason, added: earlier, comment, ...stated } = last;
  const added = addedIn(draft);
  return {
    ...stated,
    version: last.version + 1,
    status,
    ...(status === 'final' ? {} : { reason: `${status}-by-reader` as const }),
    issuedAt: now,
    signedBy: signer as Signer,
    findings: applyDraft(last.findings, draft),
    ...(added.length === 0 ? {} : { added }),
    ...(draft.comment === undefined ? {} : { comment: draft.comment.text }),
  };
}

/** What the chart's list names from now on. */
async function showSigned(transaction: Db, { analysisId, findings, added = [] }: StudyResult): Promise<void> {
  const present = findings
    .filter((finding) => (finding.reading ?? finding).presence === 'present')
    .map(nameOf);
  const own = added.map(({ words }, index) => ({ label: `added-${String(index)}`, ownName: words }));
  await transaction
    .updateTable('analysis')
    .set({ signed_findings: JSON.stringify([...present, ...own]) })
    .where('id', '=', analysisId)
    .execute();
}

async function settle(
  db: Db,
  id: string,
  change: { readonly state: Signature['state']; readonly problem_code?: string },
): Promise<void> {
  await db.updateTable('signature').set(change).where('id', '=', id).where('state', '=', 'pending').execute();
}
