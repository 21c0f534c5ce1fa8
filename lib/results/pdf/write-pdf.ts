import { join } from 'node:path';
import { describePage, type ReportPage } from '#lib/results/pdf/describe-page.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import type { ReportText } from '#lib/results/write-report-text.ts';

/** Sets a page by a template as PDF/A-2a, dated as told (lib/platform/typesetter.ts). */
export type Typeset = (template: string, page: ReportPage, writtenAt: Date) => Promise<Uint8Array>;

const TEMPLATE = join(import.meta.dirname, 'report.typ');

/**
 * The report as a PDF, in the report's language; the same report gives the same bytes. Throws AppError
 * `pdf-writer-absent` where this machine has no typesetter, `pdf-not-typeset` where a character has no font: a report is
 * filed without PDF then, never with a box for a name.
 */
export async function writePdf(
  result: StudyResult,
  report: ReportText,
  typeset: Typeset,
): Promise<Uint8Array> {
  return await typeset(TEMPLATE, describePage(result, report), new Date(result.issuedAt));
}
