/** The next version of a result that stands: filed again under who its patient is by now, or withdrawn. Never silently. */
import { sql } from 'kysely';
import { enqueueDocuments, type OutgoingDocument } from '#lib/outbox/enqueue-documents.ts';
import { siteById } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Queue } from '#lib/platform/queue.ts';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { ReissueReason, ReportStatus, ResultPatient, StudyResult } from '#lib/results/study-result.ts';
import { studyReferenceSchema } from '#lib/studies/study-reference.ts';
import { recordDeed } from './audit-event.ts';
import { concludeAnalysis } from './conclude-analysis.ts';
import { recheckCompared } from './find-prior.ts';
import { keepResult, keptVersions } from './keep-result.ts';
import type { WorkerContext } from './worker-context.ts';
import { writeVersion, type WrittenVersion } from './write-version.ts';

export interface Reissue {
  readonly reason: ReissueReason;
  /** It is taken back: what it stated is stated no more. */
  readonly withdrawn?: true;
  /** Whose it is now. */
  readonly patient?: ResultPatient;
  /** Who decided it, where a person did. */
  readonly who?: string;
}

type ReissueContext = Pick<WorkerContext, 'db' | 'queue' | 'config' | 'log' | 'readStatement'>;

/**
 * Writes, keeps and sends the version after the last; documents that have not left are superseded by its own. Gives false
 * where there is nothing to reissue: no result stands. Throws AppError `result-changed-meanwhile` (transient) where
 * another has reissued it in the same moment.
 */
export async function reissueResult(
  context: ReissueContext,
  analysisId: string,
  reissue: Reissue,
): Promise<boolean> {
  const [last] = await keptVersions(context.db, analysisId);
  if (last === undefined || isWithdrawn(last)) return false;
  const next = composeNext(last, reissue, new Date().toISOString());
  await issueVersion(context, { last, next }, (transaction, site) =>
    recordReissue(transaction, { site, next, reissue }),
  );
  const { version, status } = next;
  context.log.warn(
    { event: 'result-reissued', analysis: analysisId, version, status, reason: reissue.reason },
    'result',
  );
  return true;
}

/**
 * Writes, keeps and sends `next` in the place of `last`; `beside` stands in the same transaction. Throws AppError
 * `result-changed-meanwhile` (transient) where `last` is not the last any more.
 */
export async function issueVersion(
  context: ReissueContext,
  { last, next }: { readonly last: StudyResult; readonly next: StudyResult },
  beside: (transaction: Db, site: string) => Promise<void>,
): Promise<void> {
  const { analysisId } = last;
  const { site } = await context.db
    .selectFrom('analysis')
    .select('site')
    .where('id', '=', analysisId)
    .executeTakeFirstOrThrow();
  const earlier = await keptVersions(context.db, analysisId);
  const written = await writeVersion(context, siteById(context.config, site), [next, ...earlier]);
  await context.db.transaction().execute(async (transaction) => {
    await lockStanding(transaction, analysisId, last.version);
    await commitVersion(transaction, context.queue, { site, next, ...written });
    await beside(transaction, site);
    await concludeAnalysis(transaction, analysisId);
  });
}

/** The version, its documents and their deliveries: together or not at all. */
async function commitVersion(
  transaction: Db,
  queue: Queue,
  { site, next, documents, told }: { readonly site: string; readonly next: StudyResult } & WrittenVersion,
): Promise<void> {
  const { analysisId: id, version } = next;
  const needed = isWithdrawn(next) ? await onlyToThoseThatKnow(transaction, id, documents) : documents;
  await movePatient(transaction, id, next);
  await keepResult(transaction, next);
  await transaction
    .updateTable('analysis')
    .set({
      state: 'delivering',
      finished_at: null,
      rechecks: 0,
      routing: JSON.stringify(told),
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
  await supersedeUnsent(transaction, id, version);
  if (isWithdrawn(next)) await recheckCompared(transaction, id);
  await enqueueDocuments(transaction, queue, { id, site, version }, needed);
}

/**
 * What a clinician signed stays signed by them, and is a corrected report from now on; what nobody signed claims no more
 * than before.
 */
export function composeNext(
  last: StudyResult,
  { reason, withdrawn, patient }: Reissue,
  now: string,
): StudyResult {
  const { prior, ...stated } = last;
  return {
    ...stated,
    ...(prior === undefined || reason === 'prior-withdrawn' ? {} : { prior }),
    version: last.version + 1,
    status: statusOfNext(last.status, withdrawn === true),
    reason,
    issuedAt: now,
    ...(patient === undefined ? {} : { patient }),
  };
}

function statusOfNext(last: ReportStatus, isTakenBack: boolean): ReportStatus {
  if (isTakenBack) return 'entered-in-error';
  return last === 'preliminary' ? last : 'corrected';
}

/** One reissue at a time, and only of the version that it was made of. */
async function lockStanding(transaction: Db, analysisId: string, version: number): Promise<void> {
  await sql`SELECT 1 FROM analysis WHERE id = ${analysisId} FOR UPDATE`.execute(transaction);
  const { newest } = await transaction
    .selectFrom('result')
    .select(({ fn }) => fn.max('version').as('newest'))
    .where('analysis_id', '=', analysisId)
    .executeTakeFirstOrThrow();
  if (newest !== version) throw new AppError('result-changed-meanwhile', 'transient');
}

/** A place that has surely never had the result is told nothing of its withdrawal: it would learn of it by that. */
async function onlyToThoseThatKnow(
  transaction: Db,
  analysisId: string,
  documents: readonly OutgoingDocument[],
): Promise<OutgoingDocument[]> {
  const rows = await transaction
    .selectFrom('delivery')
    .select(['destination', 'state', 'progress'])
    .where('analysis_id', '=', analysisId)
    .execute();
  const knowing = new Set(
    rows
      .filter(({ state, progress }) => !SURELY_ABSENT.has(state) || JSON.stringify(progress) !== '{}')
      .map(({ destination }) => destination),
  );
  return documents.filter(({ destination }) => knowing.has(destination));
}

const SURELY_ABSENT: ReadonlySet<string> = new Set(['pending', 'failed', 'superseded']);

/** From now on the survivor's chart shows it, and no other. */
async function movePatient(transaction: Db, analysisId: string, { patient }: StudyResult): Promise<void> {
  const { study } = await transaction
    .selectFrom('analysis')
    .select('study')
    .where('id', '=', analysisId)
    .executeTakeFirstOrThrow();
  const moved = { ...studyReferenceSchema.parse(study), patientId: patient.fhirId };
  await transaction
    .updateTable('analysis')
    .set({ patient_id: patient.fhirId, study: JSON.stringify(moved) })
    .where('id', '=', analysisId)
    .execute();
}

/** Also where the new version goes nowhere: an old one that hasn't left doesn't leave any more. */
async function supersedeUnsent(transaction: Db, analysisId: string, version: number): Promise<void> {
  await transaction
    .updateTable('delivery')
    .set({ state: 'superseded', updated_at: sql`now()` })
    .where('analysis_id', '=', analysisId)
    .where('version', '<', version)
    .where('state', 'in', ['pending', 'failed'])
    .execute();
}

async function recordReissue(
  transaction: Db,
  { site, next, reissue }: { readonly site: string; readonly next: StudyResult; readonly reissue: Reissue },
): Promise<void> {
  await recordDeed(transaction, {
    what: 'patientRecord',
    subtype: 'update',
    action: 'U',
    ...(reissue.who === undefined ? {} : { user: { name: reissue.who } }),
    by: 'worker',
    site,
    patientId: next.patient.fhirId,
    objects: [{ role: 'report', name: `analysis ${next.analysisId} version ${String(next.version)}` }],
    note: `${next.status}: ${reissue.reason}`,
  });
}
