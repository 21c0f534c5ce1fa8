import type { Resource } from '@medplum/fhirtypes';
import { z } from 'zod';
import type { FhirServer } from './fhir-server.ts';

/** Resources that belong to no patient: a launched app may read them. */
const SHARED_TYPES = new Set([
  'Endpoint',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Device',
]);
/** What may be written with no patient named in it. */
const WRITABLE_SHARED_TYPES = new Set(['Device', 'Provenance', 'Binary']);

const referenceSchema = z.object({ reference: z.string().optional() });
const patientLinksSchema = z.object({
  id: z.string().optional(),
  subject: referenceSchema.optional(),
  patient: referenceSchema.optional(),
  target: z.array(referenceSchema).optional(),
});

/** Logical ids of the patients that a resource is about. */
export async function patientsOf(server: FhirServer, resource: Resource): Promise<readonly string[]> {
  const links = patientLinksSchema.safeParse(resource).data ?? {};
  if (resource.resourceType === 'Patient') return links.id === undefined ? [] : [links.id];
  const direct = [links.subject, links.patient].flatMap((link) => toPatientId(link?.reference) ?? []);
  if (resource.resourceType !== 'Provenance') return direct;
  const targets = await Promise.all(
    (links.target ?? []).map((target) => patientsOfReference(server, target.reference)),
  );
  return [...direct, ...targets.flat()];
}

async function patientsOfReference(server: FhirServer, reference = ''): Promise<readonly string[]> {
  const patientId = toPatientId(reference);
  if (patientId !== undefined) return [patientId];
  const local = /(?:^|\/)([A-Z][A-Za-z]+)\/([\w.-]+)(?:\/_history\/.+)?$/.exec(reference);
  if (local === null || local[1] === 'Provenance') return [];
  const { status, resource } = await server.request('GET', `/${local[1] ?? ''}/${local[2] ?? ''}`);
  return status === 200 ? patientsOf(server, resource) : [];
}

function toPatientId(reference = ''): string | undefined {
  return /(?:^|\/)Patient\/([\w.-]+)(?:\/_history\/.+)?$/.exec(reference)?.[1];
}

export async function mayRead(server: FhirServer, patientId: string, resource: Resource): Promise<boolean> {
  const patients = await patientsOf(server, resource);
  return patients.length === 0
    ? SHARED_TYPES.has(resource.resourceType)
    : patients.every((id) => id === patientId);
}

export async function mayWrite(server: FhirServer, patientId: string, resource: Resource): Promise<boolean> {
  const patients = await patientsOf(server, resource);
  return patients.length === 0
    ? WRITABLE_SHARED_TYPES.has(resource.resourceType)
    : patients.every((id) => id === patientId);
}

/** Narrows a search to the patient, so that totals and pages are those of the compartment. */
export function narrowSearch(
  resourceType: string,
  query: URLSearchParams,
  patientId: string,
): URLSearchParams {
  const narrowed = new URLSearchParams(query);
  if (resourceType === 'Patient') narrowed.append('_id', patientId);
  else if (!SHARED_TYPES.has(resourceType) && resourceType !== 'Provenance')
    narrowToPatient(narrowed, patientId);
  return narrowed;
}

/** The same condition twice would cost the repository twice the time. */
function narrowToPatient(query: URLSearchParams, patientId: string): void {
  if (!query.getAll('patient').includes(patientId)) query.append('patient', patientId);
}
