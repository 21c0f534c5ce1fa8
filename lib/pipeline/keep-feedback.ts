import { sql, type Selectable } from 'kysely';
import type { ReviewDraft } from '#lib/attestation/review-draft.ts';
import type { Db, SignatureTable } from '#lib/platform/database.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/**
 * What the signer made of each finding, beside what the model had said, in the signature's transaction: for monitoring a
 * model version. It names no patient. Findings that nobody decided are kept too: signed as the model had them.
 */
export async function keepFeedback(
  transaction: Db,
  signature: Selectable<SignatureTable>,
  result: StudyResult,
  draft: ReviewDraft,
): Promise<void> {
  const { site } = await transaction
    .selectFrom('analysis')
    .select('site')
    .where('id', '=', signature.analysis_id)
    .executeTakeFirstOrThrow();
  const opened = await openedAt(transaction, signature.analysis_id);
  const about = {
    signature_id: signature.id,
    site,
    model_id: result.model.id,
    model_version: result.model.version,
  };
  const read = result.findings.map(({ label, probability, presence, reading }) => ({
    ...about,
    label,
    probability,
    model_presence: presence,
    decision: reading?.decision ?? 'undecided',
    presence: (reading ?? { presence }).presence,
    reason: reading?.reason ?? null,
    seconds: secondsUntil(draft.findings[label]?.author.at, opened),
  }));
  const added = Object.entries(draft.added).map(([id, { author }]) => ({
    ...about,
    label: `added-${id}`,
    probability: null,
    model_presence: null,
    decision: 'added',
    presence: 'present',
    reason: null,
    seconds: secondsUntil(author.at, opened),
  }));
  const rows = [...read, ...added];
  if (rows.length > 0) await transaction.insertInto('feedback').values(rows).execute();
}

/** When somebody first had it open. */
async function openedAt(transaction: Db, analysisId: string): Promise<Date | null> {
  const row = await transaction
    .selectFrom('review_reader')
    .select(sql<Date | null>`min(opened_at)`.as('opened'))
    .where('analysis_id', '=', analysisId)
    .executeTakeFirst();
  return row?.opened ?? null;
}

function secondsUntil(at: string | undefined, opened: Date | null): number | null {
  if (at === undefined || opened === null) return null;
  return Math.max(0, (Date.parse(at) - opened.getTime()) / 1000);
}
