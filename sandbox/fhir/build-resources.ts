import type { Endpoint, Organization, Practitioner, Resource } from '@medplum/fhirtypes';
import type { DicomHeader } from '../archive/dicom-header.ts';
import { buildImagingStudy } from './build-imaging-study.ts';
import { buildEncounter, buildPatient, patientFhirId } from './build-patient.ts';
import { buildReferringPractitioner, buildServiceRequest } from './build-service-request.ts';
import { CLINICIAN, ENDPOINT_ID, HOSPITAL_NAME, HOSPITAL_OID, ORGANIZATION_ID } from './hospital-identity.ts';

/** The hospital's record, made from what its archive holds. */
export function buildResources(headers: readonly DicomHeader[], archiveUrl: string): readonly Resource[] {
  const patients = [...Map.groupBy(headers, patientFhirId).values()];
  const issuersOf = new Map<string, Set<string>>();
  for (const { patientId, issuerOfPatientId } of headers)
    issuersOf.set(patientId, (issuersOf.get(patientId) ?? new Set()).add(issuerOfPatientId));
  const studies = patients.flatMap((group) => [
    ...Map.groupBy(group, (header) => header.studyInstanceUid).values(),
  ]);
  const referring = new Set(
    headers.map((header) => header.referringPhysicianName).filter((name) => name !== ''),
  );
  return [
    organization,
    clinician,
    buildEndpoint(archiveUrl),
    ...[...referring].map(buildReferringPractitioner),
    ...patients.flatMap((group) => {
      const isShared = (issuersOf.get(group[0]?.patientId ?? '')?.size ?? 0) > 1;
      const patient = buildPatient(group, isShared);
      return [patient, buildEncounter(patient.id ?? '')];
    }),
    ...studies.flatMap((group) => [buildServiceRequest(group), buildImagingStudy(group)]),
  ];
}

const organization: Organization = {
  resourceType: 'Organization',
  id: ORGANIZATION_ID,
  identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:oid:${HOSPITAL_OID}` }],
  active: true,
  name: HOSPITAL_NAME,
};

const clinician: Practitioner = {
  resourceType: 'Practitioner',
  id: CLINICIAN.id,
  active: true,
  name: [{ family: CLINICIAN.family, given: [CLINICIAN.given], prefix: ['Dr.'] }],
};

export function buildEndpoint(archiveUrl: string): Endpoint {
  return {
    resourceType: 'Endpoint',
    id: ENDPOINT_ID,
    status: 'active',
    connectionType: {
      system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
      code: 'dicom-wado-rs',
    },
    name: 'Image archive',
    managingOrganization: { reference: `Organization/${ORGANIZATION_ID}` },
    payloadType: [{ text: 'DICOM' }],
    payloadMimeType: ['application/dicom'],
    address: archiveUrl,
  };
}
