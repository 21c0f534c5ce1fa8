import { AppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import { findOrderedStudy, type OrderedStudy } from '#lib/studies/find-ordered-study.ts';
import { hasUid, listChartStudies, type ChartStudy } from '#lib/studies/list-studies.ts';
import { readPatient, type PatientRecord } from '#lib/studies/read-patient.ts';
import { findByAccession, findByUid, type SearchStudies } from '#lib/studies/search-archive.ts';
import { parseStudyInstanceUid } from '#lib/standards/identifiers.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import type { EhrConnection } from './connect-ehr.ts';
import { listArchived, toReference, type AskAccessions } from './list-archived.ts';
import { ownerOf, studySearch } from './locate-study.ts';

/**
 * The patient's studies as the EHR lists them, newest first; one that it lists without its UID gets that from the
 * archive by its accession number. Where the EHR lists none (Oracle Health has no ImagingStudy), those that the site's
 * archives hold under the patient's identifiers, or under the accession numbers of their orders and reports.
 */
export async function findStudies(
  ehr: EhrConnection,
  patientId: string,
  accessions?: AskAccessions,
): Promise<StudyReference[]> {
  const listed = await listIfServed(ehr, patientId);
  if (listed !== undefined && listed.length > 0 && listed.every(hasUid)) return listed;
  const roots = searchedRoots(ehr);
  if (roots.length === 0) return (listed ?? []).filter(hasUid);
  const patient = await readPatient(ehr.read, patientId);
  if (listed === undefined) return listArchived(ehr, roots, patient, accessions);
  // An empty list is an answer; that what is asked beside it is down must not close the chart.
  if (listed.length === 0) return listArchived(ehr, roots, patient, accessions).catch(emptyIfUnanswered);
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
  const studies = await findStudies(ehr, patient.fhirId, namedBy(ordered));
  const inChart = findOrderedStudy(studies, ordered);
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

/** An order is asked for again and again until its study is there: one that names it needs no other's number. */
function namedBy({ studyInstanceUid, accessionNumber }: OrderedStudy): AskAccessions | undefined {
  if (studyInstanceUid === undefined && accessionNumber === undefined) return undefined;
  return () => Promise.resolve(accessionNumber === undefined ? [] : [{ accessionNumber }]);
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
    const unserved = asksForImagingStudies(ehr) ? [400, 404, 405, 501] : [400, 403, 404, 405, 501];
    if (typeof status === 'number' && unserved.includes(status)) return undefined;
    throw thrown;
  }
}

/** A site whose EHR has none asks for no right to read them, and that is what it is then told. */
function asksForImagingStudies({ site }: EhrConnection): boolean {
  return /\/(ImagingStudy|\*)\./.test(site.fhir.scopes ?? 'patient/ImagingStudy.rs');
}

function emptyIfUnanswered(thrown: unknown): StudyReference[] {
  if (thrown instanceof AppError && /^(archive-|ehr-unreachable)/.test(thrown.code)) return [];
  throw thrown;
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
