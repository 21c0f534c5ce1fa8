import type { Encounter, Patient } from '@medplum/fhirtypes';
import { deriveUid } from '../archive/instance-store.ts';
import type { DicomHeader } from '../archive/dicom-header.ts';
import {
  CLINICIAN_REFERENCE,
  deriveId,
  deriveNumber,
  HOSPITAL_NAME,
  IDENTIFIER_TYPE_SYSTEM,
  MADE_UP_TAG,
  MRN_SYSTEM,
  ORGANIZATION_ID,
  toFhirDate,
  VISIT_SYSTEM,
} from './hospital-identity.ts';
import { makeUpName, readHeaderName } from './patient-name.ts';

const SEXES: Readonly<Record<string, NonNullable<Patient['gender']>>> = {
  F: 'female',
  M: 'male',
  O: 'other',
};

/** One Patient for each DICOM Patient ID with its issuer: two issuers may give the same id to two people. */
export function patientFhirId(header: DicomHeader): string {
  return deriveId('patient', header.issuerOfPatientId, header.patientId);
}

/**
 * `headers`: all that the archive holds of this patient; the first that knows something is believed. The hospital takes
 * over another issuer's number as its own, as on import, unless it has the same number from somebody else (`isShared`).
 */
export function buildPatient(headers: readonly DicomHeader[], isShared: boolean): Patient {
  const first = headers[0];
  if (first === undefined) throw new Error('a patient needs an instance');
  const id = patientFhirId(first);
  const sex = headers.map((header) => header.patientSex).find((value) => value in SEXES) ?? '';
  const headerName = headers
    .map((header) => readHeaderName(header.patientName))
    .find((name) => name !== undefined);
  const birthDate = headers
    .map((header) => toFhirDate(header.patientBirthDate))
    .find((date) => date !== undefined);
  const issuer = isShared ? first.issuerOfPatientId : '';
  return {
    resourceType: 'Patient',
    id,
    ...(headerName === undefined
      ? { meta: { tag: [{ ...MADE_UP_TAG, display: 'Name made up: the DICOM header has none' }] } }
      : {}),
    identifier: [
      {
        use: 'usual',
        type: { coding: [{ system: IDENTIFIER_TYPE_SYSTEM, code: 'MR', display: 'Medical record number' }] },
        system: issuer === '' ? MRN_SYSTEM : `urn:oid:${deriveUid(`issuer ${issuer}`)}`,
        value: first.patientId,
        assigner:
          issuer === ''
            ? { reference: `Organization/${ORGANIZATION_ID}`, display: HOSPITAL_NAME }
            : { display: issuer },
      },
    ],
    active: true,
    name: [headerName ?? makeUpName(id, sex)],
    gender: SEXES[sex] ?? 'unknown',
    ...(birthDate === undefined ? {} : { birthDate }),
    managingOrganization: { reference: `Organization/${ORGANIZATION_ID}` },
  };
}

export function encounterFhirId(patientId: string): string {
  return deriveId('encounter', patientId);
}

export function buildEncounter(patientId: string): Encounter {
  return {
    resourceType: 'Encounter',
    id: encounterFhirId(patientId),
    identifier: [
      {
        type: { coding: [{ system: IDENTIFIER_TYPE_SYSTEM, code: 'VN', display: 'Visit number' }] },
        system: VISIT_SYSTEM,
        value: `V${deriveNumber(patientId, 8)}`,
      },
    ],
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
    subject: { reference: `Patient/${patientId}` },
    participant: [{ individual: { reference: CLINICIAN_REFERENCE } }],
    serviceProvider: { reference: `Organization/${ORGANIZATION_ID}` },
  };
}
