import type { DicomHeader } from './dicom-header.ts';
import type { JsonAttribute, JsonDataset } from './dicom-json.ts';
import { toPersonName } from './person-name.ts';
import type { StoredInstance } from './stored-instance.ts';

type MatchingKey = Exclude<keyof DicomHeader, 'rows' | 'columns' | 'numberOfFrames' | 'frames'>;
export type QueryLevel = 'studies' | 'series' | 'instances';

/** QIDO-RS matching keys (DICOM PS3.18 table 10.6.1-5), by keyword and by tag. */
const MATCHING_KEYS: Readonly<Record<string, MatchingKey>> = {
  StudyInstanceUID: 'studyInstanceUid',
  '0020000D': 'studyInstanceUid',
  SeriesInstanceUID: 'seriesInstanceUid',
  '0020000E': 'seriesInstanceUid',
  SOPInstanceUID: 'sopInstanceUid',
  '00080018': 'sopInstanceUid',
  SOPClassUID: 'sopClassUid',
  '00080016': 'sopClassUid',
  PatientID: 'patientId',
  '00100020': 'patientId',
  AccessionNumber: 'accessionNumber',
  '00080050': 'accessionNumber',
  StudyDate: 'studyDate',
  '00080020': 'studyDate',
  Modality: 'modality',
  '00080060': 'modality',
  ModalitiesInStudy: 'modality',
  '00080061': 'modality',
};
const CONTROLS = new Set(['limit', 'offset', 'includefield', 'fuzzymatching']);

export class UnknownQueryKey extends Error {}

/** The page of matches that a QIDO-RS query asks for. Throws UnknownQueryKey. */
export function queryInstances(
  instances: readonly StoredInstance[],
  level: QueryLevel,
  parameters: URLSearchParams,
  archiveUrl: string,
): readonly JsonDataset[] {
  const matches = instances.filter(({ header }) => matchesAll(header, parameters));
  const groups = Map.groupBy(matches, ({ header }) => groupKey(header, level));
  const offset = toCount(parameters.get('offset'), 0);
  const limit = toCount(parameters.get('limit'), 1000);
  return [...groups.values()]
    .slice(offset, offset + limit)
    .map((group) => describe(group, level, archiveUrl));
}

function matchesAll(header: DicomHeader, parameters: URLSearchParams): boolean {
  return [...parameters].every(([name, value]) => {
    if (CONTROLS.has(name)) return true;
    const key = MATCHING_KEYS[name];
    if (key === undefined) throw new UnknownQueryKey(name);
    return value === '' || value.split(/[,\\]/).some((wanted) => matchesValue(header[key], wanted, key));
  });
}

/** Single value, wildcard and date range matching (DICOM PS3.4 C.2.2.2). */
function matchesValue(actual: string, wanted: string, key: MatchingKey): boolean {
  if (key === 'studyDate' && wanted.includes('-')) {
    const [from = '', to = ''] = wanted.split('-');
    return actual !== '' && actual >= from && (to === '' || actual <= to);
  }
  if (!/[*?]/.test(wanted)) return actual === wanted;
  const pattern = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`).test(actual);
}

/** Patient ID is part of the key: one Study Instance UID under two patients is two rows, never a mixture. */
function groupKey(header: DicomHeader, level: QueryLevel): string {
  const study = `${header.patientId} ${header.studyInstanceUid}`;
  if (level === 'studies') return study;
  return level === 'series' ? `${study} ${header.seriesInstanceUid}` : header.sopInstanceUid;
}

function toCount(text: string | null, fallback: number): number {
  const count = Number(text ?? fallback);
  return Number.isInteger(count) && count >= 0 ? count : fallback;
}

function describe(group: readonly StoredInstance[], level: QueryLevel, archiveUrl: string): JsonDataset {
  const [first] = group;
  if (first === undefined) return {};
  const url = `${archiveUrl}/studies/${first.header.studyInstanceUid}`;
  const study = describeStudy(first.header, group);
  if (level === 'studies') return { ...study, '00081190': attribute('UR', url) };
  const seriesUrl = `${url}/series/${first.header.seriesInstanceUid}`;
  const series = { ...study, ...describeSeries(first.header) };
  if (level === 'series')
    return { ...series, '00201209': count(group.length), '00081190': attribute('UR', seriesUrl) };
  const instanceUrl = `${seriesUrl}/instances/${first.header.sopInstanceUid}`;
  return { ...series, ...describeInstance(first.header), '00081190': attribute('UR', instanceUrl) };
}

function describeStudy(header: DicomHeader, group: readonly StoredInstance[]): JsonDataset {
  const modalities = [...new Set(group.map((instance) => instance.header.modality))].filter(
    (modality) => modality !== '',
  );
  return {
    '00080005': attribute('CS', 'ISO_IR 192'),
    '00080020': attribute('DA', header.studyDate),
    '00080030': attribute('TM', header.studyTime),
    '00080050': attribute('SH', header.accessionNumber),
    '00080056': attribute('CS', 'ONLINE'),
    '00080061': { vr: 'CS', Value: modalities },
    '00081030': attribute('LO', header.studyDescription),
    '00100010':
      header.patientName === '' ? { vr: 'PN' } : { vr: 'PN', Value: [toPersonName(header.patientName)] },
    '00100020': attribute('LO', header.patientId),
    '00100021': attribute('LO', header.issuerOfPatientId),
    '00100030': attribute('DA', header.patientBirthDate),
    '00100040': attribute('CS', header.patientSex),
    '0020000D': attribute('UI', header.studyInstanceUid),
    '00200010': attribute('SH', header.studyId),
    '00201206': count(new Set(group.map((instance) => instance.header.seriesInstanceUid)).size),
    '00201208': count(group.length),
  };
}

function describeSeries(header: DicomHeader): JsonDataset {
  return {
    '00080060': attribute('CS', header.modality),
    '0008103E': attribute('LO', header.seriesDescription),
    '00180015': attribute('CS', header.bodyPartExamined),
    '0020000E': attribute('UI', header.seriesInstanceUid),
    '00200011': integer(header.seriesNumber),
  };
}

function describeInstance(header: DicomHeader): JsonDataset {
  return {
    '00080008': { vr: 'CS', Value: header.imageType === '' ? [] : header.imageType.split('\\') },
    '00080064': attribute('CS', header.conversionType),
    '00080068': attribute('CS', header.presentationIntent),
    '00280004': attribute('CS', header.photometricInterpretation),
    '00080016': attribute('UI', header.sopClassUid),
    '00080018': attribute('UI', header.sopInstanceUid),
    '00083002': attribute('UI', header.transferSyntaxUid),
    '00185101': attribute('CS', header.viewPosition),
    '00200013': integer(header.instanceNumber),
    '00280008': { vr: 'IS', Value: [header.numberOfFrames] },
    '00280010': { vr: 'US', Value: [header.rows] },
    '00280011': { vr: 'US', Value: [header.columns] },
  };
}

function attribute(vr: string, value: string): JsonAttribute {
  return value === '' ? { vr } : { vr, Value: [value] };
}

function integer(text: string): JsonAttribute {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? { vr: 'IS' } : { vr: 'IS', Value: [value] };
}

function count(value: number): JsonAttribute {
  return { vr: 'IS', Value: [value] };
}
