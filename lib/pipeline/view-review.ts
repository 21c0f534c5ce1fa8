import { sql } from 'kysely';
import { undecided } from '#lib/attestation/apply-draft.ts';
import { readDraft, type Reader, type ReviewDraft } from '#lib/attestation/review-draft.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import type { Db } from '#lib/platform/database.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { openReview, readerOf } from './open-review.ts';
import { recordSeen } from './record-session-deed.ts';
import type { ReviewView } from './views.ts';
import type { WebContext } from './web-context.ts';

/** Whoever has asked within this time has the page open: it asks every few seconds. */
const HERE_SECONDS = 20;

/** The reading of one result, and who else has it open; that this launch has is written down. Throws what openReview throws. */
export async function viewReview(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
): Promise<ReviewView> {
  const versions = await openReview(context, session, analysisId);
  const reader = await readerOf(context, session);
  // Written down when it is opened, not at each look: the page looks every few seconds.
  if (await isFirstLook(context.db, session, analysisId))
    await recordSeen(context, session, analysisId, 'review');
  await noteHere(context.db, session, analysisId, reader);
  const [row, others, signing] = await Promise.all([
    context.db.selectFrom('review').select('draft').where('analysis_id', '=', analysisId).executeTakeFirst(),
    readOthers(context.db, session, analysisId),
    lastSignature(context.db, analysisId),
  ]);
  return composeView(versions, readDraft(row?.draft), { reader, others, signing });
}

interface Around {
  readonly reader: Reader | undefined;
  readonly others: readonly string[];
  readonly signing: Signing | undefined;
}

function composeView(
  versions: readonly [StudyResult, ...StudyResult[]],
  draft: ReviewDraft,
  { reader, others, signing }: Around,
): ReviewView {
  const [last] = versions;
  const signed = signing?.state === 'written' ? signing.revision : 0;
  return {
    revision: draft.revision,
    findings: Object.fromEntries(
      Object.entries(draft.findings).map(([label, { reading, author }]) => [
        label,
        { reading, by: author.by.display },
      ]),
    ),
    added: Object.entries(draft.added)
      .toSorted(([, a], [, b]) => a.author.revision - b.author.revision)
      .map(([id, { finding, author }]) => ({ id, finding, by: author.by.display })),
    ...(draft.comment === undefined
      ? {}
      : { comment: { text: draft.comment.text, by: draft.comment.author.by.display } }),
    undecided: undecided(last.findings, draft),
    others,
    ...(reader?.reference === undefined ? {} : { signer: reader.display }),
    version: last.version,
    isUnsigned: last.status === 'preliminary' || draft.revision > signed,
    ...(signing?.state === 'pending' ? { isBeingSigned: true as const } : {}),
    ...(signing?.state === 'refused' && signing.revision === draft.revision
      ? { signatureProblem: signing.problem }
      : {}),
    history: versions.map(({ version, status, issuedAt, signedBy }) => ({
      version,
      status,
      at: issuedAt,
      ...(signedBy === undefined ? {} : { by: signedBy.display }),
    })),
  };
}

async function isFirstLook(db: Db, session: LaunchSession, analysisId: string): Promise<boolean> {
  const known = await db
    .selectFrom('review_reader')
    .select('opened_at')
    .where('analysis_id', '=', analysisId)
    .where('launch_session_id', '=', session.id)
    .executeTakeFirst();
  return known === undefined;
}

async function noteHere(
  db: Db,
  session: LaunchSession,
  analysisId: string,
  reader: Reader | undefined,
): Promise<void> {
  await db
    .insertInto('review_reader')
    .values({
      analysis_id: analysisId,
      launch_session_id: session.id,
      reader: JSON.stringify(reader ?? { display: '' }),
    })
    .onConflict((conflict) =>
      conflict.columns(['analysis_id', 'launch_session_id']).doUpdateSet({ seen_at: sql`now()` }),
    )
    .execute();
}

async function readOthers(db: Db, session: LaunchSession, analysisId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('review_reader')
    .select('reader')
    .where('analysis_id', '=', analysisId)
    .where('launch_session_id', '<>', session.id)
    .where('seen_at', '>', sql<Date>`now() - make_interval(secs => ${HERE_SECONDS})`)
    .execute();
  return [...new Set(rows.map(({ reader }) => (reader as Reader).display))];
}

interface Signing {
  readonly state: 'pending' | 'written' | 'refused';
  readonly problem: string;
  /** Of the draft that was signed. */
  readonly revision: number;
}

async function lastSignature(db: Db, analysisId: string): Promise<Signing | undefined> {
  const row = await db
    .selectFrom('signature')
    .select(['state', 'problem_code', 'draft'])
    .where('analysis_id', '=', analysisId)
    .orderBy('signed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      state: row.state,
      problem: row.problem_code ?? 'unexpected',
      revision: readDraft(row.draft).revision,
    }
  );
}
