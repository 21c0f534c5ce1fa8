import type { ReportText } from '#lib/results/write-report-text.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import {
  ENCAPSULATED_PDF_STORAGE,
  KEY_OBJECT_DESCRIPTION,
  KEY_OBJECT_SELECTION_STORAGE,
  REJECTED_FOR_PATIENT_SAFETY,
  uidOfName,
} from '#lib/standards/dicom-objects.ts';
import { codeItem, element, instanceItem, type DataSet } from './data-set.ts';
import { objectHeader, rejectionInstanceUid, reportInstanceUid, reportSeriesUid } from './object-header.ts';

/**
 * What takes a report back in an archive: a Key Object Selection that rejects every version before this one (IHE RAD
 * TF-3 4.66, Image Object Change Management; PS3.16 TID 2010). It shows no page of a patient whose study this may be no
 * more. Time and patient are added when it leaves, and versions that the archive doesn't hold are left out then.
 */
export function writeRejectionNote(result: StudyResult, report: ReportText): DataSet {
  const { analysisId, version, study } = result;
  const earlier = Array.from({ length: version - 1 }, (_, index) =>
    instanceItem(ENCAPSULATED_PDF_STORAGE, reportInstanceUid({ analysisId, version: index + 1 })),
  );
  return {
    ...objectHeader(result, {
      sopClassUid: KEY_OBJECT_SELECTION_STORAGE,
      sopInstanceUid: rejectionInstanceUid(result),
      seriesInstanceUid: uidOfName(`rejection series ${analysisId}`),
      modality: 'KO',
    }),
    '00081111': element('SQ'),
    '0040A040': element('CS', 'CONTAINER'),
    '0040A043': element('SQ', codeItem(REJECTED_FOR_PATIENT_SAFETY)),
    '0040A050': element('CS', 'SEPARATE'),
    '0040A375': element('SQ', {
      '0020000D': element('UI', study.studyInstanceUid),
      '00081115': element('SQ', {
        '0020000E': element('UI', reportSeriesUid(result)),
        '00081199': element('SQ', ...earlier),
      }),
    }),
    '0040A504': element('SQ', { '00080105': element('CS', 'DCMR'), '0040DB00': element('CS', '2010') }),
    '0040A730': element(
      'SQ',
      {
        '0040A010': element('CS', 'CONTAINS'),
        '0040A040': element('CS', 'TEXT'),
        '0040A043': element('SQ', codeItem(KEY_OBJECT_DESCRIPTION)),
        '0040A160': element('UT', report.banner),
      },
      ...earlier.map((instance) => ({
        '0040A010': element('CS', 'CONTAINS'),
        '0040A040': element('CS', 'COMPOSITE'),
        '00081199': element('SQ', instance),
      })),
    ),
  };
}
