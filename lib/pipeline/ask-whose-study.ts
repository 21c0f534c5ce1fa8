/** Whose a study is at this moment, in the chart and in the archive: the two may part long after it was analysed. */
import { AppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';
import { chooseArchives } from '#lib/studies/choose-archive.ts';
import { isListed, readStudySubject } from '#lib/studies/list-studies.ts';
import { findOwner } from '#lib/studies/search-archive.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import { verifyPatient, type ChartPatient, type DicomPatient } from '#lib/studies/verify-patient.ts';
import type { EhrConnection } from './connect-ehr.ts';
import { studySearch } from './locate-study.ts';

/**
 * `other`: somebody else's; `contradicted`: the number is the patient's, birth date or sex are not; `gone`: not the
 * patient's any more, and nobody's that could be told.
 */
export type Whose = 'own' | 'other' | 'contradicted' | 'gone' | 'unknown';

/**
 * By the EHR's ImagingStudy, under any of these patients; `unknown` where it names none. A launch's token shows nothing
 * of other patients: there a study that has moved is `gone`.
 */
export async function askChart(
  { read }: EhrConnection,
  { imagingStudyId: id }: StudyReference,
  fhirIds: readonly string[],
): Promise<Whose> {
  if (id === undefined) return 'unknown';
  for (const patientId of fhirIds) if (await unlessRefused(isListed(read, patientId, id))) return 'own';
  const subject = await unlessRefused(readStudySubject(read, id));
  if (subject === undefined) return 'gone';
  return fhirIds.some((each) => subject === `Patient/${each}`) ? 'own' : 'other';
}

function unlessRefused<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'ehr-refused') return undefined;
    throw thrown;
  });
}

/**
 * By the archive's own list. `earlier`: numbers that this patient bore before a merge, which an archive may go on using.
 * Throws what the search throws, and AppError `study-ambiguous` where it lies under several patients.
 */
export async function askArchive(
  ehr: EhrConnection,
  study: StudyReference,
  patient: ChartPatient,
  earlier: readonly PatientIdentifier[],
): Promise<Whose> {
  for (const archive of archivesOf(ehr, study)) {
    const owner = await findOwner(await studySearch(ehr, archive), study.studyInstanceUid);
    if (owner !== undefined) return judge(ehr, owner, patient, earlier);
  }
  return 'unknown';
}

function archivesOf({ site }: EhrConnection, study: StudyReference): readonly DicomwebRoot[] {
  return chooseArchives(site, study) ?? site.dicomweb.filter(({ search }) => search !== 'forbidden');
}

/** Throws AppError `patient-mismatch`, `patient-unverifiable` (refused) where a film's own header doesn't name this patient. */
export function compareFilm(
  { site }: EhrConnection,
  film: DicomPatient,
  patient: ChartPatient,
  earlier: readonly PatientIdentifier[],
): void {
  const { patientIdentifierSystems: systems, patientIdIssuers: issuers } = site.fhir;
  verifyPatient(film, { ...patient, identifiers: [...patient.identifiers, ...earlier] }, systems, issuers);
}

function judge(
  { site }: EhrConnection,
  owner: DicomPatient,
  patient: ChartPatient,
  earlier: readonly PatientIdentifier[],
): Whose {
  const { patientIdentifierSystems: systems, patientIdIssuers: issuers } = site.fhir;
  const known = { ...patient, identifiers: [...patient.identifiers, ...earlier] };
  const compare = (dicom: DicomPatient) => verdictOf(() => verifyPatient(dicom, known, systems, issuers));
  const { id, issuer } = owner;
  const whole = compare(owner);
  if (whole !== 'patient-mismatch') return whole === undefined ? 'own' : 'unknown';
  const byNumber = compare({
    ...(id === undefined ? {} : { id }),
    ...(issuer === undefined ? {} : { issuer }),
  });
  return byNumber === 'patient-mismatch' ? 'other' : 'contradicted';
}

/** A list that doesn't tell enough proves nothing: the films themselves were compared when they were read. */
function verdictOf(verify: () => void): string | undefined {
  try {
    verify();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.failure === 'refused') return thrown.code;
    throw thrown;
  }
}
