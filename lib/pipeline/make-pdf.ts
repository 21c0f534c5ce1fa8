import type { Locale } from '#lib/i18n/locales.ts';
import { toAppError } from '#lib/platform/errors.ts';
import { errorFields, type Logger } from '#lib/platform/log.ts';
import { typeset } from '#lib/platform/typesetter.ts';
import { type Typeset, writePdf } from '#lib/results/pdf/write-pdf.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';

/**
 * The report's PDF, or undefined where this machine can't set it: a result is filed without its PDF rather than not at
 * all, and the log says so. Throws only what forbids the report itself (AppError `report-not-signed`).
 */
export async function makePdf(
  result: StudyResult,
  locale: Locale,
  log: Pick<Logger, 'warn'>,
  typesetter: Typeset = typeset,
): Promise<Uint8Array | undefined> {
  const report = writeReportText(result, writeAiStatement(result, locale), locale);
  try {
    return await writePdf(result, report, typesetter);
  } catch (error) {
    log.warn(
      { event: 'pdf-left-out', analysis: result.analysisId, ...errorFields(toAppError(error)) },
      'pdf',
    );
    return undefined;
  }
}
