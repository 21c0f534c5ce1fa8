import { AppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import { findOrderedStudy, type OrderedStudy } from '#lib/studies/find-ordered-study.ts';
import { hasUid, listChartStudies, type ChartStudy } from '#lib/studies/list-studies.ts';
import { readPatient, type PatientRecord } from '#lib/studies/read-patient.ts';
import {
  findByAccession,
  findByUid,
  listByPatient,
  type ArchivedStudy,
  type SearchStudies,
} from '#lib/studies/search-archive.ts';
import { parseStudyInstanceUid } from '#lib/standards/identifiers.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import type { EhrConnection } from './connect-ehr.ts';
import { studySearch } from './locate-study.ts';

/**
 * The patient's studies as the EHR lists them, newest first; one that it lists without its UID gets that from the
 * archive by its accession number. Where the EHR lists none (Oracle Health has no ImagingStudy), those that the site's
 * archives hold under the patient's identifiers.
 */
export async function findStudies(ehr: EhrConnection, patientId: string): Promise<StudyReference[]> {
  const listed = await listIfServed(ehr, patientId);
  if (listed !== undefined && listed.length > 0 && listed.every(hasUid)) return listed;
  const roots = searchedRoots(ehr);
  if (roots.length === 0) return (listed ?? []).filter(hasUid);
  const patient = await readPatient(ehr.read, patientId);
  if (listed === undefined) return listArchived(ehr, roots, patient);
  // An empty list is an answer; that the archive is down must not close the chart.
  if (listed.length === 0) return listArchived(ehr, roots, patient).catch(emptyIfArchiveFails);
  const completed: (StudyReference | undefined)[] = [];
  for (const study of listed) completed.push(await withUid(ehr, roots, patient, study));
  return completed.filter((study) => study !== undefined);
}

/**
 * The study that an order asked for: in the chart, else in the archives by its UID or accession number. Undefined where
 * it hasn't arrived. Throws AppError (refused) `order-invalid`, `study-ambiguous`, `patient-mismatch`,
 * `patient-unverifiable`.
 */
export async function findOrdered(
  ehr: EhrConnection,
  patient: PatientRecord,
  ordered: OrderedStudy,
): Promise<StudyReference | undefined> {
  const inChart = findOrderedStudy(await findStudies(ehr, patient.fhirId), ordered);
  if (inChart !== undefined) return inChart;
  const owner = ownerOf(ehr, patient);
  const found = await atFirst(ehr, searchedRoots(ehr), async (search) => {
    const { studyInstanceUid, accessionNumber } = ordered;
    const uid = parseStudyInstanceUid(studyInstanceUid);
    if (studyInstanceUid !== undefined) return uid === undefined ? undefined : findByUid(search, uid, owner);
    return accessionNumber === undefined ? undefined : findByAccession(search, accessionNumber, owner);
  });
  return found && toReference(found, patient);
}

function searchedRoots(ehr: EhrConnection): readonly DicomwebRoot[] {
  return ehr.site.dicomweb.filter(({ search }) => search !== 'forbidden');
}

/** Undefined where the EHR has no ImagingStudy at all, which it may say in several ways. */
async function listIfServed(ehr: EhrConnection, patientId: string): Promise<ChartStudy[] | undefined> {
  try {
    return await listChartStudies(ehr.read, patientId);
  } catch (thrown) {
    const status = thrown instanceof AppError ? thrown.fields['status'] : undefined;
    if (typeof status === 'number' && [400, 404, 405, 501].includes(status)) return undefined;
    throw thrown;
  }
}

function emptyIfArchiveFails(thrown: unknown): StudyReference[] {
  if (thrown instanceof AppError && thrown.code.startsWith('archive-')) return [];
  throw thrown;
}

async function listArchived(
  ehr: EhrConnection,
  roots: readonly DicomwebRoot[],
  patient: PatientRecord,
): Promise<StudyReference[]> {
  const found = new Map<string, StudyReference>();
  for (const root of roots)
    for (const study of await listByPatient(await studySearch(ehr, root), ownerOf(ehr, patient)))
      if (!found.has(study.studyInstanceUid)) found.set(study.studyInstanceUid, toReference(study, patient));
  return [...found.values()].sort((a, b) => (b.started ?? '').localeCompare(a.started ?? ''));
}

/** A study that isn't surely one of this patient's stays out of the list: it has no name to be shown under. */
async function withUid(
  ehr: EhrConnection,
  roots: readonly DicomwebRoot[],
  patient: PatientRecord,
  study: ChartStudy,
): Promise<StudyReference | undefined> {
  const { accessionNumber } = study;
  if (hasUid(study) || accessionNumber === undefined) return hasUid(study) ? study : undefined;
  const found = await atFirst(ehr, roots, (search) =>
    findByAccession(search, accessionNumber, ownerOf(ehr, patient)),
  ).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.failure === 'refused') return undefined;
    throw thrown;
  });
  return found && { ...study, studyInstanceUid: found.studyInstanceUid };
}

async function atFirst<T>(
  ehr: EhrConnection,
  roots: readonly DicomwebRoot[],
  find: (search: SearchStudies) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const root of roots) {
    const found = await find(await studySearch(ehr, root));
    if (found !== undefined) return found;
  }
  return undefined;
}

function ownerOf(ehr: EhrConnection, patient: PatientRecord) {
  return { patient, systems: ehr.site.fhir.patientIdentifierSystems };
}

function toReference(study: ArchivedStudy, patient: PatientRecord): StudyReference {
  return { ...study, modalities: [...study.modalities], patientId: patient.fhirId, endpoints: [] };
}
