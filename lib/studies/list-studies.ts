import { AppError } from '#lib/platform/errors.ts';
import { parseStudyInstanceUid } from '#lib/standards/identifiers.ts';
import {
  identifierOfType,
  imagingStudySchema,
  serviceRequestSchema,
  type FhirImagingStudy,
  type FhirServiceRequest,
} from './fhir-schemas.ts';
import { addressesOf, readEndpoints, type Endpoints } from './read-endpoints.ts';
import { readResource, searchResources, type ReadFhir } from './read-fhir.ts';
import { orderOf } from './order-of-request.ts';
import { relativeReference } from './resolve-reference.ts';
import type { StudyReference } from './study-reference.ts';

/** A study as the chart has it: some EHRs know its accession number and not its UID. */
export type ChartStudy = Omit<StudyReference, 'studyInstanceUid'> &
  Partial<Pick<StudyReference, 'studyInstanceUid'>>;

/**
 * The patient's imaging studies by FHIR search, newest first. A study whose subject is another patient is left out,
 * whatever the server's search says; so is one without a valid Study Instance UID.
 */
export async function listStudies(read: ReadFhir, patientId: string): Promise<StudyReference[]> {
  return (await listChartStudies(read, patientId)).filter(hasUid);
}

export function hasUid(study: ChartStudy): study is StudyReference {
  return study.studyInstanceUid !== undefined;
}

/** The same with those that have no UID. */
export async function listChartStudies(read: ReadFhir, patientId: string): Promise<ChartStudy[]> {
  const own = await searchOwn(read, patientId);
  const endpoints = await readEndpoints(read, own);
  const studies = await Promise.all(own.map((study) => toReference(read, study, patientId, endpoints)));
  return studies.sort((a, b) => (b.started ?? '').localeCompare(a.started ?? ''));
}

async function searchOwn(read: ReadFhir, patientId: string): Promise<FhirImagingStudy[]> {
  const path = `ImagingStudy?patient=${encodeURIComponent(patientId)}`;
  const found = await searchResources(read, path, imagingStudySchema);
  return found.filter(
    (study) =>
      relativeReference(study.subject.reference, read.base) === `Patient/${patientId}` &&
      study.status !== 'entered-in-error',
  );
}

/** Whether the chart has this study under this patient, asked in the way in which it was found. */
export async function isListed(read: ReadFhir, patientId: string, imagingStudyId: string): Promise<boolean> {
  return (await searchOwn(read, patientId)).some(({ id }) => id === imagingStudyId);
}

/** Whose the EHR says that this study is, as `Patient/id`; undefined where it has no such study (any more). */
export async function readStudySubject(read: ReadFhir, imagingStudyId: string): Promise<string | undefined> {
  const path = `ImagingStudy/${encodeURIComponent(imagingStudyId)}`;
  const study = await readResource(read, path, imagingStudySchema);
  if (study === undefined || study.status === 'entered-in-error') return undefined;
  return relativeReference(study.subject.reference, read.base) ?? study.subject.reference;
}

async function toReference(
  read: ReadFhir,
  study: FhirImagingStudy,
  patientId: string,
  endpoints: Endpoints,
): Promise<ChartStudy> {
  const uid = parseStudyInstanceUid(
    study.identifier.find((each) => each.system === 'urn:dicom:uid')?.value?.replace(/^urn:oid:/, ''),
  );
  const request = await readRequest(read, study);
  const modalities = [...study.modality, ...study.series.map((series) => series.modality)];
  const encounter = relativeReference(study.encounter?.reference, read.base);
  const accessionNumber =
    identifierOfType(study.identifier, 'ACSN') ?? identifierOfType(request?.identifier ?? [], 'ACSN');
  return {
    patientId,
    imagingStudyId: study.id,
    ...addressesOf(study, endpoints, read.base),
    modalities: [...new Set(modalities.flatMap((modality) => modality?.code ?? []))],
    ...(uid === undefined ? {} : { studyInstanceUid: uid }),
    ...(accessionNumber === undefined ? {} : { accessionNumber }),
    ...(study.started === undefined ? {} : { started: study.started }),
    ...(study.description === undefined ? {} : { description: study.description }),
    ...(study.numberOfInstances === undefined ? {} : { instanceCount: study.numberOfInstances }),
    ...(encounter?.startsWith('Encounter/') ? { encounterId: encounter.slice('Encounter/'.length) } : {}),
    ...(request ? { order: orderOf(request) } : {}),
  };
}

/** The study's order, where it is of the same patient: by its numbers a result is filed. */
async function readRequest(read: ReadFhir, study: FhirImagingStudy): Promise<FhirServiceRequest | undefined> {
  const reference = study.basedOn
    .map((each) => relativeReference(each.reference, read.base))
    .find((each) => each?.startsWith('ServiceRequest/'));
  if (reference === undefined) return undefined;
  const request = await readResource(read, reference, serviceRequestSchema).catch((thrown: unknown) => {
    // Another patient's order is out of this launch's reach: one misfiled study must not close the whole chart.
    if (thrown instanceof AppError && thrown.code === 'ehr-refused') return undefined;
    throw thrown;
  });
  const subject = relativeReference(request?.subject.reference, read.base);
  const isOwn = subject !== undefined && subject === relativeReference(study.subject.reference, read.base);
  return isOwn ? request : undefined;
}
