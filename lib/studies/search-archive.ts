/** Studies that an archive knows of a patient, for EHRs that don't name them (QIDO-RS, DICOM PS3.18 section 10.6). */
import { AppError } from '#lib/platform/errors.ts';
import { parseStudyInstanceUid, type StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { firstOf, type QidoRow } from './qido-row.ts';
import {
  verifyPatient,
  type ChartPatient,
  type DicomPatient,
  type PatientIdIssuers,
} from './verify-patient.ts';

/** Searches one archive's studies; nothing found is an empty list. */
export type SearchStudies = (match: Readonly<Record<string, string>>) => Promise<readonly QidoRow[]>;

/** A study as an archive lists it, proved to be this patient's as far as the list tells. */
export interface ArchivedStudy {
  readonly studyInstanceUid: StudyInstanceUid;
  readonly accessionNumber?: string;
  readonly description?: string;
  /** YYYY-MM-DD */
  readonly started?: string;
  readonly modalities: readonly string[];
  readonly instanceCount?: number;
}

/** What the search's answers must hold to tell whose a study is. */
export const STUDY_TAGS = {
  studyInstanceUid: '0020000D',
  patientId: '00100020',
  issuer: '00100021',
  birthDate: '00100030',
  sex: '00100040',
  accessionNumber: '00080050',
  studyDate: '00080020',
  description: '00081030',
  modalities: '00080061',
  instanceCount: '00201208',
} as const;

export interface StudyOwner {
  readonly patient: ChartPatient;
  /** Identifier systems whose values stand in DICOM PatientID. */
  readonly systems: readonly string[];
  readonly issuers?: PatientIdIssuers;
}

/**
 * The study with this UID, if the archive has it. Throws AppError `study-ambiguous` where it lies there under several
 * patients, `patient-mismatch` or `patient-unverifiable` where under another one than this.
 */
export async function findByUid(
  search: SearchStudies,
  uid: StudyInstanceUid,
  owner: StudyOwner,
): Promise<ArchivedStudy | undefined> {
  const rows = await search({ StudyInstanceUID: uid });
  // Under a second patient the archive would hand out both patients' films as one study.
  return only(
    rows.filter((row) => firstOf(row, STUDY_TAGS.studyInstanceUid) === uid),
    owner,
  );
}

/** Whose the archive says that this study is; undefined where it has none such. Throws AppError `study-ambiguous`. */
export async function findOwner(
  search: SearchStudies,
  uid: StudyInstanceUid,
): Promise<DicomPatient | undefined> {
  const rows = await search({ StudyInstanceUID: uid });
  const [row, ...others] = rows.filter((each) => firstOf(each, STUDY_TAGS.studyInstanceUid) === uid);
  if (others.length > 0)
    throw new AppError('study-ambiguous', 'refused', { fields: { studies: others.length + 1 } });
  return row && patientOf(row);
}

/**
 * The patient's one study with this accession number. Throws AppError `study-ambiguous` where there are several,
 * `patient-mismatch` where it is another patient's: accession numbers repeat between departments and years.
 */
export async function findByAccession(
  search: SearchStudies,
  accessionNumber: string,
  owner: StudyOwner,
): Promise<ArchivedStudy | undefined> {
  if (!isLiteral(accessionNumber)) return undefined;
  const rows = await search({ AccessionNumber: accessionNumber });
  const found = rows.filter((row) => firstOf(row, STUDY_TAGS.accessionNumber) === accessionNumber);
  const own = found.filter((row) => isOwn(row, owner));
  return only(own.length === 0 ? found.slice(0, 1) : own, owner);
}

/** All of the patient's studies. What the archive brings of anybody else is left out, whatever was asked for. */
export async function listByPatient(
  search: SearchStudies,
  owner: StudyOwner,
): Promise<readonly ArchivedStudy[]> {
  const numbers = new Map(
    owner.patient.identifiers.flatMap(({ system, value }) => {
      if (system === undefined || !owner.systems.includes(system) || !isLiteral(value)) return [];
      const issuer = owner.issuers?.[system];
      return [[`${issuer ?? ''}|${value}`, { value, issuer }]];
    }),
  );
  const found = new Map<string, ArchivedStudy>();
  for (const { value, issuer } of numbers.values())
    for (const study of ownOf(await searchByNumber(search, value, issuer), owner))
      found.set(study.studyInstanceUid, study);
  return [...found.values()];
}

/** With the authority that gave the number; an archive that can't be asked so, or keeps none, by the number alone. */
async function searchByNumber(
  search: SearchStudies,
  value: string,
  issuer: string | undefined,
): Promise<readonly QidoRow[]> {
  if (issuer !== undefined && isLiteral(issuer)) {
    const rows = await search({ PatientID: value, IssuerOfPatientID: issuer }).catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.fields['status'] === 400) return [];
      throw thrown;
    });
    if (rows.length > 0) return rows;
  }
  return search({ PatientID: value });
}

/** The patient's studies with this accession number: one order may have brought several. Never anybody else's. */
export async function listByAccession(
  search: SearchStudies,
  accessionNumber: string,
  owner: StudyOwner,
): Promise<readonly ArchivedStudy[]> {
  if (!isLiteral(accessionNumber)) return [];
  const rows = await search({ AccessionNumber: accessionNumber });
  return ownOf(
    rows.filter((row) => firstOf(row, STUDY_TAGS.accessionNumber) === accessionNumber),
    owner,
  );
}

function ownOf(rows: readonly QidoRow[], owner: StudyOwner): ArchivedStudy[] {
  return rows.flatMap((row) => (isOwn(row, owner) ? (toStudy(row) ?? []) : []));
}

/** `*` and `?` are wildcards, a backslash or comma makes a list (DICOM PS3.4 C.2.2.2): such a value would find others'. */
function isLiteral(value: string): boolean {
  return value.trim() !== '' && !/[*?\\,]/.test(value);
}

function only(rows: readonly QidoRow[], owner: StudyOwner): ArchivedStudy | undefined {
  const [row, ...others] = rows;
  if (others.length > 0)
    throw new AppError('study-ambiguous', 'refused', { fields: { studies: rows.length } });
  if (row === undefined) return undefined;
  verifyPatient(patientOf(row), owner.patient, owner.systems, owner.issuers);
  return toStudy(row);
}

function isOwn(row: QidoRow, { patient, systems, issuers }: StudyOwner): boolean {
  try {
    verifyPatient(patientOf(row), patient, systems, issuers);
    return true;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.failure === 'refused') return false;
    throw thrown;
  }
}

function patientOf(row: QidoRow): DicomPatient {
  const [id, issuer, birthDate, sex] = [
    firstOf(row, STUDY_TAGS.patientId),
    firstOf(row, STUDY_TAGS.issuer),
    firstOf(row, STUDY_TAGS.birthDate),
    firstOf(row, STUDY_TAGS.sex),
  ];
  return {
    ...(id === undefined ? {} : { id }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex: sex.toUpperCase() }),
  };
}

function toStudy(row: QidoRow): ArchivedStudy | undefined {
  const studyInstanceUid = parseStudyInstanceUid(firstOf(row, STUDY_TAGS.studyInstanceUid));
  if (studyInstanceUid === undefined) return undefined;
  const accessionNumber = firstOf(row, STUDY_TAGS.accessionNumber);
  const description = firstOf(row, STUDY_TAGS.description);
  const date = /^(\d{4})(\d{2})(\d{2})$/.exec(firstOf(row, STUDY_TAGS.studyDate) ?? '');
  const count = Number(firstOf(row, STUDY_TAGS.instanceCount) ?? Number.NaN);
  return {
    studyInstanceUid,
    modalities: row.get(STUDY_TAGS.modalities) ?? [],
    ...(accessionNumber === undefined ? {} : { accessionNumber }),
    ...(description === undefined ? {} : { description }),
    ...(date === null ? {} : { started: date.slice(1).join('-') }),
    ...(Number.isInteger(count) ? { instanceCount: count } : {}),
  };
}
