/** What every step of a review begins with: whose result it is, and who reads it. */
import type { Reader } from '#lib/attestation/review-draft.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import { sessionUserName } from '#lib/launch/session-user.ts';
import { AppError } from '#lib/platform/errors.ts';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { keptVersions } from './keep-result.ts';
import { findOwnAnalysis } from './own-analysis.ts';
import type { WebContext } from './web-context.ts';

/**
 * All versions of the launched patient's result, the newest first. Throws AppError `analysis-unknown`, and
 * `result-not-reviewable` where none stands.
 */
export async function openReview(
  { db }: Pick<WebContext, 'db'>,
  session: LaunchSession,
  analysisId: string,
): Promise<readonly [StudyResult, ...StudyResult[]]> {
  await findOwnAnalysis(db, session, analysisId);
  const [last, ...earlier] = await keptVersions(db, analysisId);
  if (last === undefined || isWithdrawn(last))
    throw new AppError('result-not-reviewable', 'refused', { fields: { analysis: analysisId } });
  return [last, ...earlier];
}

/** The launched user, as far as the EHR names them; without a name or a reference nobody signs. */
export async function readerOf(
  { db, config }: Pick<WebContext, 'db' | 'config'>,
  session: LaunchSession,
): Promise<Reader | undefined> {
  const display = await sessionUserName(db, config, session.id);
  const { userReference: reference } = session;
  if (display === undefined && reference === undefined) return undefined;
  return { display: display ?? reference ?? '', ...(reference === undefined ? {} : { reference }) };
}
