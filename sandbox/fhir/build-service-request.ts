import type { CodeableConcept, Practitioner, ServiceRequest } from '@medplum/fhirtypes';
import type { DicomHeader } from '../archive/dicom-header.ts';
import { accessionIdentifier, serviceRequestFhirId } from './build-imaging-study.ts';
import { encounterFhirId, patientFhirId } from './build-patient.ts';
import {
  CLINICIAN_REFERENCE,
  deriveId,
  deriveNumber,
  FILLER_SYSTEM,
  IDENTIFIER_TYPE_SYSTEM,
  LOCAL_PROCEDURE_SYSTEM,
  ORGANIZATION_ID,
  PLACER_SYSTEM,
  toFhirDate,
} from './hospital-identity.ts';
import { readHeaderName } from './patient-name.ts';

/** The order behind a study. An accession number stands only where the header has one: matching must live without. */
export function buildServiceRequest(headers: readonly DicomHeader[]): ServiceRequest {
  const first = headers[0];
  if (first === undefined) throw new Error('an order needs a study');
  const patientId = patientFhirId(first);
  const accession = headers.map((header) => header.accessionNumber).find((value) => value !== '');
  const seed = `${patientId} ${first.studyInstanceUid}`;
  const authoredOn = toFhirDate(first.studyDate);
  return {
    resourceType: 'ServiceRequest',
    id: serviceRequestFhirId(first),
    identifier: [
      orderIdentifier('PLAC', 'Placer Identifier', PLACER_SYSTEM, `P${deriveNumber(seed, 9)}`),
      orderIdentifier('FILL', 'Filler Identifier', FILLER_SYSTEM, `F${deriveNumber(`${seed} filler`, 9)}`),
      ...(accession === undefined ? [] : [accessionIdentifier(accession)]),
    ],
    status: 'active',
    intent: 'order',
    category: [{ text: 'Imaging' }],
    code: procedureCode(headers),
    subject: { reference: `Patient/${patientId}` },
    encounter: { reference: `Encounter/${encounterFhirId(patientId)}` },
    ...(authoredOn === undefined ? {} : { authoredOn }),
    requester: { reference: requesterReference(first) },
    performer: [{ reference: `Organization/${ORGANIZATION_ID}` }],
  };
}

function orderIdentifier(
  code: string,
  display: string,
  system: string,
  value: string,
): NonNullable<ServiceRequest['identifier']>[number] {
  return { type: { coding: [{ system: IDENTIFIER_TYPE_SYSTEM, code, display }] }, system, value };
}

/** LOINC only where the header fits its meaning: 36572-6 is one AP view; a PA film does not say that it was taken upright. */
function procedureCode(headers: readonly DicomHeader[]): CodeableConcept {
  const [first] = headers;
  const isChest = headers.every((header) => header.bodyPartExamined === 'CHEST');
  const isRadiograph = headers.every((header) => ['CR', 'DX'].includes(header.modality));
  if (!isChest || !isRadiograph) {
    const text = [first?.modality, first?.bodyPartExamined, first?.studyDescription]
      .filter((part) => part !== '')
      .join(' ');
    return { text: text === '' ? 'Imaging' : text };
  }
  const isSingleAp = headers.length === 1 && first?.viewPosition === 'AP';
  return {
    coding: [
      { system: LOCAL_PROCEDURE_SYSTEM, code: 'XRCHEST', display: 'Chest X-ray' },
      ...(isSingleAp ? [{ system: 'http://loinc.org', code: '36572-6', display: 'XR Chest AP' }] : []),
    ],
    text: 'Chest X-ray',
  };
}

export function requesterReference(header: DicomHeader): string {
  const id =
    header.referringPhysicianName === ''
      ? undefined
      : deriveId('practitioner', header.referringPhysicianName);
  return id === undefined ? CLINICIAN_REFERENCE : `Practitioner/${id}`;
}

export function buildReferringPractitioner(name: string): Practitioner {
  const humanName = readHeaderName(name) ?? { text: name };
  return {
    resourceType: 'Practitioner',
    id: deriveId('practitioner', name),
    active: true,
    name: [humanName],
  };
}
