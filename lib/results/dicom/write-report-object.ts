import type { ReportText } from '#lib/results/write-report-text.ts';
import { signerOf } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { ENCAPSULATED_PDF_STORAGE } from '#lib/standards/dicom-objects.ts';
import { IMAGING_STUDY_REPORT } from '#lib/standards/observation-codes.ts';
import { codeItem, element, type DataSet } from './data-set.ts';
import { objectHeader, reportInstanceUid, reportSeriesUid } from './object-header.ts';

/** ST holds 1024 characters (PS3.5 table 6.2-1). */
const LONGEST_TITLE = 1024;

/**
 * The report as an object of its study: Encapsulated PDF (PS3.3 A.45.1), without patient, study, time and the films that
 * it was made of, which are added when it leaves (complete-object.ts). Its title says first whether anybody signed it.
 */
export function writeReportObject(result: StudyResult, report: ReportText, pdf: Uint8Array): DataSet {
  const title = [report.banner, report.title].join('. ');
  return {
    ...objectHeader(result, {
      sopClassUid: ENCAPSULATED_PDF_STORAGE,
      sopInstanceUid: reportInstanceUid(result),
      seriesInstanceUid: reportSeriesUid(result),
      modality: 'DOC',
    }),
    // Workstation: it comes from no film that was scanned (PS3.3 C.8.6.1).
    '00080064': element('CS', 'WSD'),
    '0008002A': element('DT'),
    // The patient's name stands on the page.
    '00280301': element('CS', 'YES'),
    '0040A043': element('SQ', codeItem(IMAGING_STUDY_REPORT)),
    '0040A493': element('CS', signerOf(result) === undefined ? 'UNVERIFIED' : 'VERIFIED'),
    '00420010': element('ST', title.slice(0, LONGEST_TITLE)),
    '00420012': element('LO', 'application/pdf'),
    '00420011': { vr: 'OB', InlineBinary: Buffer.from(pdf).toString('base64') },
    '00420015': element('UL', pdf.byteLength),
  };
}
