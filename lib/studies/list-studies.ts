import { AppError } from '#lib/platform/errors.ts';
import { parseStudyInstanceUid } from '#lib/standards/identifiers.ts';
import {
  endpointSchema,
  identifierOfType,
  imagingStudySchema,
  serviceRequestSchema,
  type FhirEndpoint,
  type FhirImagingStudy,
  type FhirServiceRequest,
} from './fhir-schemas.ts';
import { readResource, searchResources, type ReadFhir } from './read-fhir.ts';
import type { StudyReference } from './study-reference.ts';

/**
 * The patient's imaging studies by FHIR search, newest first. A study whose subject is another patient is left out,
 * whatever the server's search says; so is one without a valid Study Instance UID.
 */
export async function listStudies(read: ReadFhir, patientId: string): Promise<StudyReference[]> {
  const found = await searchResources(
    read,
    `ImagingStudy?patient=${encodeURIComponent(patientId)}`,
    imagingStudySchema,
  );
  const own = found.filter(
    (study) => study.subject.reference === `Patient/${patientId}` && study.status !== 'entered-in-error',
  );
  const endpoints = await readEndpoints(read, own);
  const studies = await Promise.all(own.map((study) => toReference(read, study, patientId, endpoints)));
  return studies
    .filter((study) => study !== undefined)
    .sort((a, b) => (b.started ?? '').localeCompare(a.started ?? ''));
}

/** Many studies share one Endpoint: each is read once. */
async function readEndpoints(
  read: ReadFhir,
  studies: readonly FhirImagingStudy[],
): Promise<Map<string, FhirEndpoint>> {
  const references = new Set(studies.flatMap(endpointReferences));
  const endpoints = new Map<string, FhirEndpoint>();
  for (const reference of references) {
    const endpoint = await readResource(read, reference, endpointSchema);
    if (endpoint) endpoints.set(reference, endpoint);
  }
  return endpoints;
}

function endpointReferences(study: FhirImagingStudy): string[] {
  const all = [...study.endpoint, ...study.series.flatMap((series) => series.endpoint)];
  return all.flatMap(({ reference }) => (reference?.startsWith('Endpoint/') ? [reference] : []));
}

async function toReference(
  read: ReadFhir,
  study: FhirImagingStudy,
  patientId: string,
  endpoints: ReadonlyMap<string, FhirEndpoint>,
): Promise<StudyReference | undefined> {
  const uid = parseStudyInstanceUid(
    study.identifier.find((each) => each.system === 'urn:dicom:uid')?.value?.replace(/^urn:oid:/, ''),
  );
  if (uid === undefined) return undefined;
  const request = await readRequest(read, study);
  const own = [...new Set(endpointReferences(study))].map((reference) => endpoints.get(reference));
  const modalities = [...study.modality, ...study.series.map((series) => series.modality)];
  const accessionNumber =
    identifierOfType(study.identifier, 'ACSN') ?? identifierOfType(request?.identifier ?? [], 'ACSN');
  return {
    studyInstanceUid: uid,
    patientId,
    imagingStudyId: study.id,
    endpoints: own.flatMap((endpoint) =>
      endpoint?.status === 'active' && endpoint.connectionType.code === 'dicom-wado-rs'
        ? [endpoint.address]
        : [],
    ),
    modalities: [...new Set(modalities.flatMap((modality) => modality?.code ?? []))],
    ...(accessionNumber === undefined ? {} : { accessionNumber }),
    ...(study.started === undefined ? {} : { started: study.started }),
    ...(study.description === undefined ? {} : { description: study.description }),
    ...(study.numberOfInstances === undefined ? {} : { instanceCount: study.numberOfInstances }),
    ...(study.encounter?.reference === undefined
      ? {}
      : { encounterId: study.encounter.reference.replace(/^Encounter\//, '') }),
    ...(request ? { order: toOrder(request) } : {}),
  };
}

/** The study's order, where it is of the same patient: by its numbers a result is filed. */
async function readRequest(read: ReadFhir, study: FhirImagingStudy): Promise<FhirServiceRequest | undefined> {
  const reference = study.basedOn.find((each) => each.reference?.startsWith('ServiceRequest/'))?.reference;
  if (reference === undefined) return undefined;
  const request = await readResource(read, reference, serviceRequestSchema).catch((thrown: unknown) => {
    // Another patient's order is out of this launch's reach: one misfiled study must not close the whole chart.
    if (thrown instanceof AppError && thrown.code === 'ehr-refused') return undefined;
    throw thrown;
  });
  return request?.subject.reference === study.subject.reference ? request : undefined;
}

function toOrder(request: FhirServiceRequest): NonNullable<StudyReference['order']> {
  const placer = identifierOfType(request.identifier, 'PLAC');
  const filler = identifierOfType(request.identifier, 'FILL');
  const coding = request.code?.coding?.[0];
  const text = request.code?.text ?? coding?.display;
  return {
    serviceRequestId: request.id,
    ...(placer === undefined ? {} : { placerOrderNumber: placer }),
    ...(filler === undefined ? {} : { fillerOrderNumber: filler }),
    ...(coding?.code === undefined
      ? {}
      : {
          universalServiceId: {
            code: coding.code,
            text: text ?? coding.code,
            system: coding.system === 'http://loinc.org' ? 'LN' : 'L',
          },
        }),
  };
}
