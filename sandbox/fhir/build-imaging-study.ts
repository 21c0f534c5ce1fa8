import type {
  Coding,
  Identifier,
  ImagingStudy,
  ImagingStudySeries,
  ImagingStudySeriesInstance,
} from '@medplum/fhirtypes';
import type { DicomHeader } from '../archive/dicom-header.ts';
import { patientFhirId } from './build-patient.ts';
import {
  ACCESSION_SYSTEM,
  deriveId,
  ENDPOINT_ID,
  IDENTIFIER_TYPE_SYSTEM,
  toFhirDate,
} from './hospital-identity.ts';

const MODALITY_SYSTEM = 'http://dicom.nema.org/resources/ontology/DCM';

export function serviceRequestFhirId(header: DicomHeader): string {
  return deriveId('order', patientFhirId(header), header.studyInstanceUid);
}

export function accessionIdentifier(accessionNumber: string): Identifier {
  return {
    use: 'usual',
    type: { coding: [{ system: IDENTIFIER_TYPE_SYSTEM, code: 'ACSN', display: 'Accession ID' }] },
    system: ACCESSION_SYSTEM,
    value: accessionNumber,
  };
}

/** The study as one patient's instances show it: `headers` are all of one patient and one Study Instance UID. */
export function buildImagingStudy(headers: readonly DicomHeader[]): ImagingStudy {
  const first = headers[0];
  if (first === undefined) throw new Error('a study needs an instance');
  const accession = headers.map((header) => header.accessionNumber).find((value) => value !== '');
  const started = toFhirDate(first.studyDate);
  const bySeries = Map.groupBy(headers, (header) => header.seriesInstanceUid);
  const modalities = [...new Set(headers.map((header) => header.modality))].filter(
    (modality) => modality !== '',
  );
  return {
    resourceType: 'ImagingStudy',
    id: deriveId('study', patientFhirId(first), first.studyInstanceUid),
    identifier: [
      { system: 'urn:dicom:uid', value: `urn:oid:${first.studyInstanceUid}` },
      ...(accession === undefined ? [] : [accessionIdentifier(accession)]),
    ],
    status: 'available',
    ...(modalities.length === 0 ? {} : { modality: modalities.map(toModality) }),
    subject: { reference: `Patient/${patientFhirId(first)}` },
    ...(started === undefined ? {} : { started }),
    basedOn: [{ reference: `ServiceRequest/${serviceRequestFhirId(first)}` }],
    endpoint: [{ reference: `Endpoint/${ENDPOINT_ID}` }],
    numberOfSeries: bySeries.size,
    numberOfInstances: headers.length,
    ...(first.studyDescription === '' ? {} : { description: first.studyDescription }),
    series: [...bySeries.values()].map(buildSeries),
  };
}

function toModality(code: string): Coding {
  return { system: MODALITY_SYSTEM, code };
}

function buildSeries(headers: readonly DicomHeader[]): ImagingStudySeries {
  const first = headers[0];
  if (first === undefined) throw new Error('a series needs an instance');
  const number = Number.parseInt(first.seriesNumber, 10);
  return {
    uid: first.seriesInstanceUid,
    ...(number >= 0 ? { number } : {}),
    modality: first.modality === '' ? { system: MODALITY_SYSTEM, code: 'OT' } : toModality(first.modality),
    ...(first.seriesDescription === '' ? {} : { description: first.seriesDescription }),
    numberOfInstances: headers.length,
    endpoint: [{ reference: `Endpoint/${ENDPOINT_ID}` }],
    ...(first.bodyPartExamined === '' ? {} : { bodySite: { display: first.bodyPartExamined } }),
    instance: headers.map(buildInstance),
  };
}

function buildInstance(header: DicomHeader): ImagingStudySeriesInstance {
  const number = Number.parseInt(header.instanceNumber, 10);
  return {
    uid: header.sopInstanceUid,
    sopClass: { system: 'urn:ietf:rfc:3986', code: `urn:oid:${header.sopClassUid}` },
    ...(number >= 0 ? { number } : {}),
  };
}
