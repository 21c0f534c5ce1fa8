import type { ArchiveAccess } from './archive/archive.ts';
import { patientFhirId } from './fhir/build-patient.ts';
import { ARCHIVE_ACCOUNT } from './fhir/hospital-identity.ts';
import type { HospitalState } from './hospital-state.ts';
import type { Grant } from './oauth/token-store.ts';

/**
 * Which studies a token reaches in the archive. A launched patient's token reaches a study that holds an instance of
 * that patient, or that the EHR's record files under that patient. It then reaches the whole study: an archive guards
 * studies, so that a study of two patients, or a misfiled one, does arrive, and the reader has to see it.
 */
export function createStudyGate(state: HospitalState): ArchiveAccess {
  const isAccount = state.authorization.manners.archive === 'account';
  return {
    challenge: isAccount ? 'Basic realm="image archive"' : 'Bearer error="invalid_token"',
    authorize: (authorization) =>
      isAccount ? authorizeAccount(authorization) : state.authorization.tokens.authorize(authorization),
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

/** Another vendor's archive knows nothing of the EHR's tokens: one account reads everything, and whoever has it must look. */
function authorizeAccount(authorization: string | undefined): Grant | undefined {
  const { user, password } = ARCHIVE_ACCOUNT;
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return authorization === expected ? { clientId: user, scope: '' } : undefined;
}
