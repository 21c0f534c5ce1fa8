/** The chart of an EHR that names no studies: what the site's archives hold of the patient. */
import { runInOrder } from '#lib/pixels/run-in-order.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import { listAccessions, type KnownAccession } from '#lib/studies/list-accessions.ts';
import type { PatientRecord } from '#lib/studies/read-patient.ts';
import {
  listByAccession,
  listByPatient,
  type ArchivedStudy,
  type SearchStudies,
} from '#lib/studies/search-archive.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import type { EhrConnection } from './connect-ehr.ts';
import { ownerOf, studySearch } from './locate-study.ts';

const QUESTIONS_AT_ONCE = 4;

export type AskAccessions = () => Promise<readonly KnownAccession[]>;

/**
 * By the patient's identifiers, newest first; at an archive that has nothing under them, doesn't allow that search or
 * must not be asked so, by the accession numbers of the patient's orders and reports. Each study is proved to be this
 * patient's either way.
 */
export async function listArchived(
  ehr: EhrConnection,
  roots: readonly DicomwebRoot[],
  patient: PatientRecord,
  askAccessions: AskAccessions = () => listAccessions(ehr.read, patient.fhirId),
): Promise<StudyReference[]> {
  const accessions = once(askAccessions);
  const found = new Map<string, StudyReference>();
  for (const root of roots)
    for (const study of await listAt(ehr, root, patient, accessions))
      if (!found.has(study.studyInstanceUid)) found.set(study.studyInstanceUid, study);
  return [...found.values()].sort((a, b) => (b.started ?? '').localeCompare(a.started ?? ''));
}

export function toReference(study: ArchivedStudy, patient: PatientRecord): StudyReference {
  return { ...study, modalities: [...study.modalities], patientId: patient.fhirId, endpoints: [] };
}

async function listAt(
  ehr: EhrConnection,
  root: DicomwebRoot,
  patient: PatientRecord,
  accessions: AskAccessions,
): Promise<StudyReference[]> {
  const search = await studySearch(ehr, root);
  const byPatient = await searchByPatient(root, search, ehr, patient);
  if (byPatient.studies.length > 0) return byPatient.studies.map((study) => toReference(study, patient));
  const known = await accessions();
  // Without a number to ask by, the archive's no is all that is known: it is no empty chart.
  if (known.length === 0 && byPatient.refusal !== undefined) throw byPatient.refusal;
  return searchByAccession(search, ehr, patient, known);
}

interface Searched {
  readonly studies: readonly ArchivedStudy[];
  readonly refusal?: AppError;
}

async function searchByPatient(
  root: DicomwebRoot,
  search: SearchStudies,
  ehr: EhrConnection,
  patient: PatientRecord,
): Promise<Searched> {
  if (root.search === 'by-accession') return { studies: [] };
  try {
    return { studies: await listByPatient(search, ownerOf(ehr, patient)) };
  } catch (thrown) {
    if (thrown instanceof AppError && isRefusal(thrown)) return { studies: [], refusal: thrown };
    throw thrown;
  }
}

/** The archive answered, and its answer was that it is not asked like this. */
function isRefusal({ code, fields }: AppError): boolean {
  const status = Number(fields['status']);
  return code === 'archive-refused' || (code === 'archive-answer-broken' && status >= 400);
}

async function searchByAccession(
  search: SearchStudies,
  ehr: EhrConnection,
  patient: PatientRecord,
  known: readonly KnownAccession[],
): Promise<StudyReference[]> {
  const owner = ownerOf(ehr, patient);
  const answers = runInOrder(
    known,
    QUESTIONS_AT_ONCE,
    (answer: Promise<StudyReference[]>) => answer,
    async ({ accessionNumber, order }) =>
      (await listByAccession(search, accessionNumber, owner)).map((study) => ({
        ...toReference(study, patient),
        ...(order === undefined ? {} : { order }),
      })),
  );
  const found: StudyReference[] = [];
  for await (const answer of answers) found.push(...answer);
  return found;
}

/** Asks the EHR once, however many archives want to know. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}
