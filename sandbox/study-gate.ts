import type { ArchiveAccess } from './archive/archive.ts';
import { patientFhirId } from './fhir/build-patient.ts';
import type { HospitalState } from './hospital-state.ts';

/**
 * Which studies a token reaches in the archive. A launched patient's token reaches a study that holds an instance of
 * that patient, or that the EHR's record files under that patient. It then reaches the whole study: an archive guards
 * studies, so that a study of two patients, or a misfiled one, does arrive, and the reader has to see it.
 */
export function createStudyGate(state: HospitalState): ArchiveAccess {
  return {
    authorize: (authorization) => state.authorization.tokens.authorize(authorization),
    mayReadStudy: async (grant, studyInstanceUid) => {
      if (grant.patientId === undefined) return true;
      const holds = state.archive.store
        .find(studyInstanceUid)
        .some(({ header }) => patientFhirId(header) === grant.patientId);
      if (holds) return true;
      const identifier = encodeURIComponent(`urn:dicom:uid|urn:oid:${studyInstanceUid}`);
      const filed = await state.fhir.search(
        `/ImagingStudy?patient=${grant.patientId}&identifier=${identifier}`,
      );
      return filed.length > 0;
    },
  };
}
