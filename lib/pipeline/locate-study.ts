import { queryArchive } from '#lib/pixels/query-archive.ts';
import { openArchive } from '#lib/pixels/retrieve-instances.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import { chooseArchives, searchableArchives } from '#lib/studies/choose-archive.ts';
import type { PatientRecord } from '#lib/studies/read-patient.ts';
import { findByUid, STUDY_TAGS, type SearchStudies, type StudyOwner } from '#lib/studies/search-archive.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import type { EhrConnection } from './connect-ehr.ts';

/**
 * The site's archives that hold the study: those that the EHR's Endpoints name; else the first at which it is found
 * under this patient. Throws AppError (refused) `endpoint-not-allowed`, `endpoint-missing` or `endpoint-unusable` (the
 * site forbids the search), `study-not-found`, `study-ambiguous`, `patient-mismatch`, `patient-unverifiable`.
 */
export async function locateStudy(
  ehr: EhrConnection,
  study: StudyReference,
  patient: PatientRecord,
  signal?: AbortSignal,
): Promise<readonly DicomwebRoot[]> {
  const named = chooseArchives(ehr.site, study);
  if (named !== undefined) return named;
  for (const archive of searchableArchives(ehr.site, study)) {
    const search = await studySearch(ehr, archive, signal);
    if ((await findByUid(search, study.studyInstanceUid, ownerOf(ehr, patient))) !== undefined)
      return [archive];
  }
  throw new AppError('study-not-found', 'refused', { fields: { site: ehr.site.id } });
}

/** Whose a listed study must be, by this site's identifier systems and their issuers. */
export function ownerOf(ehr: EhrConnection, patient: PatientRecord): StudyOwner {
  const { patientIdentifierSystems, patientIdIssuers } = ehr.site.fhir;
  return {
    patient,
    systems: patientIdentifierSystems,
    ...(patientIdIssuers === undefined ? {} : { issuers: patientIdIssuers }),
  };
}

/** QIDO-RS at one root, as the studies stage asks it. */
export async function studySearch(
  ehr: EhrConnection,
  archive: DicomwebRoot,
  signal?: AbortSignal,
): Promise<SearchStudies> {
  const access = await ehr.reach(archive);
  const opened = openArchive(signal === undefined ? access : { ...access, signal }, ehr.site.retrieval);
  return async (match) => {
    try {
      return await queryArchive(opened, {
        path: '/studies',
        match,
        include: Object.values(STUDY_TAGS),
        identity: [STUDY_TAGS.studyInstanceUid, STUDY_TAGS.patientId, STUDY_TAGS.issuer],
      });
    } catch (thrown) {
      // Some archives say so where others send an empty list.
      if (thrown instanceof AppError && thrown.code === 'study-not-found') return [];
      throw thrown;
    }
  };
}
