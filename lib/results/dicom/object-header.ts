import type { StudyResult } from '#lib/results/study-result.ts';
import { versionIdentifier } from '#lib/results/identify-result.ts';
import { uidOfName } from '#lib/standards/dicom-objects.ts';
import { element, type DataSet } from './data-set.ts';

/** The UID of the report of one version; written again it is the same. */
export function reportInstanceUid(result: Pick<StudyResult, 'analysisId' | 'version'>): string {
  return uidOfName(`report ${versionIdentifier(result)}`);
}

/** All versions of a report lie in one series of their own. */
export function reportSeriesUid({ analysisId }: Pick<StudyResult, 'analysisId'>): string {
  return uidOfName(`report series ${analysisId}`);
}

/** The UID of what takes a report back. */
export function rejectionInstanceUid(result: Pick<StudyResult, 'analysisId' | 'version'>): string {
  return uidOfName(`rejection ${versionIdentifier(result)}`);
}

/** Where PACS sort series by number, ours come after the films. */
const SERIES_NUMBER = 9900;

export interface ObjectIdentity {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly modality: 'DOC' | 'KO';
}

/**
 * Series, General Equipment and SOP Common modules (PS3.3 C.7.3.1, C.7.5.1, C.12.1). Patient and study are the archive's
 * to say, and are added when the object leaves (complete-object.ts).
 */
export function objectHeader(result: StudyResult, identity: ObjectIdentity): DataSet {
  const { model, version } = result;
  return {
    '00080005': element('CS', 'ISO_IR 192'),
    '00080016': element('UI', identity.sopClassUid),
    '00080018': element('UI', identity.sopInstanceUid),
    '00080060': element('CS', identity.modality),
    '00080070': element('LO', 'Sightline'),
    '0008103E': element('LO', 'AI report'),
    '00081090': element('LO', shortened(model.id)),
    '00181020': element('LO', shortened(model.version)),
    '0020000D': element('UI', result.study.studyInstanceUid),
    '0020000E': element('UI', identity.seriesInstanceUid),
    '00200011': element('IS', SERIES_NUMBER + (identity.modality === 'KO' ? 1 : 0)),
    '00200013': element('IS', version),
  };
}

/** LO holds 64 characters (PS3.5 table 6.2-1). */
function shortened(text: string): string {
  return text.slice(0, 64);
}
