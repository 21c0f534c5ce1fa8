import type { Patient } from '@medplum/fhirtypes';
import { encounterFhirId } from '../fhir/build-patient.ts';
import type { HospitalState } from '../hospital-state.ts';
import { createLaunchUrl } from '../oauth/authorization-server.ts';

/** A fresh launch of the app for the patient's open encounter; undefined where there is no such patient. */
export async function launchPatient(
  state: HospitalState,
  patientId: string,
  fhirUser: string,
): Promise<string | undefined> {
  const patient = await state.fhir.read<Patient>('Patient', patientId);
  if (patient === undefined) return undefined;
  return createLaunchUrl(state.authorization, {
    patientId,
    encounterId: encounterFhirId(patientId),
    fhirUser,
  });
}
