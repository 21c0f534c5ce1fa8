import type { Attachment } from '@medplum/fhirtypes';
import { writeAttachment } from '#lib/results/fhir/write-attachment.ts';
import { writeReportHtml } from '#lib/results/fhir/write-narrative.ts';
import type { FhirWriting } from '#lib/results/fhir/write-options.ts';
import { wordsOf } from '#lib/results/report-words.ts';

/** The whole report as files: HTML always, PDF where one was made. */
export function writeReportForms(writing: FhirWriting): Attachment[] {
  const html = writeAttachment(Buffer.from(writeReportHtml(writing.report), 'utf8'), {
    contentType: 'text/html',
    ...describeForm(writing),
  });
  return writing.pdf === undefined ? [html] : [html, pdfForm(writing, writing.pdf)];
}

/** One file, for a destination that takes one: the PDF, or the HTML where none could be made. */
export function writeReportFile(writing: FhirWriting): Attachment {
  return writeReportForms(writing).at(-1) ?? {};
}

function pdfForm(writing: FhirWriting, pdf: Uint8Array): Attachment {
  return writeAttachment(pdf, { contentType: 'application/pdf', ...describeForm(writing) });
}

/** The status stands in the title too, because lists of files show nothing else. */
function describeForm({ result, report }: FhirWriting): Pick<Attachment, 'language' | 'title' | 'creation'> {
  const status = wordsOf(report.locale).t(`report.status.${result.status}`);
  return { language: report.locale, title: `${report.title} (${status})`, creation: result.issuedAt };
}
