import type { Locale } from '#lib/i18n/locales.ts';
import { isWithdrawn, signerOf } from '#lib/results/report-status.ts';
import { wordsOf } from '#lib/results/report-words.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/**
 * That AI produced this, and how far a clinician stands behind it. Throws AppError `report-not-signed`, as every writer
 * does for a status that claims a signature which is not there.
 */
export function writeAiStatement(
  result: Pick<StudyResult, 'status' | 'signedBy' | 'model'>,
  locale: Locale,
): string {
  const { t } = wordsOf(locale);
  const model = { model: result.model.title, version: result.model.version };
  const signer = signerOf(result);
  if (signer !== undefined) return t('report.aiStatementSigned', { ...model, signer: signer.display });
  return t(isWithdrawn(result) ? 'report.aiStatementWithdrawn' : 'report.aiStatement', model);
}
