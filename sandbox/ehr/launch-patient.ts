import type { ImagingStudy, Patient } from '@medplum/fhirtypes';
import { encounterFhirId } from '../fhir/build-patient.ts';
import { CLINICIAN_REFERENCE } from '../fhir/hospital-identity.ts';
import type { HospitalState } from '../hospital-state.ts';
import { createLaunchUrl } from '../oauth/authorization-server.ts';

/**
 * A fresh launch of the app by the clinician, for the patient's open encounter and, where the launch is from one of the
 * patient's studies, for that. Undefined where there is no such patient or study of theirs.
 */
export async function launchPatient(
  state: HospitalState,
  patientId: string,
  from: { readonly study?: string | undefined; readonly intent?: string | undefined } = {},
): Promise<string | undefined> {
  const { study, intent } = from;
  const patient = await state.fhir.read<Patient>('Patient', patientId);
  if (patient === undefined) return undefined;
  if (study !== undefined && !(await isOfPatient(state, study, patientId))) return undefined;
  return createLaunchUrl(state.authorization, {
    patientId,
    encounterId: encounterFhirId(patientId),
    fhirUser: CLINICIAN_REFERENCE,
    ...(study === undefined ? {} : { imagingStudyId: study }),
    ...(intent === undefined ? {} : { intent }),
  });
}

async function isOfPatient(state: HospitalState, studyId: string, patientId: string): Promise<boolean> {
  const study = await state.fhir.read<ImagingStudy>('ImagingStudy', studyId);
  return study?.subject.reference === `Patient/${patientId}`;
}
