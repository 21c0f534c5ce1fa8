import { isResourceType, OperationOutcomeError, validateResource } from '@medplum/core';
import type { HttpMethod } from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { z } from 'zod';
import type { Grant } from '../oauth/token-store.ts';
import { mayRead, mayWrite, narrowSearch } from './compartment.ts';
import type { FhirAnswer, FhirServer } from './fhir-server.ts';
import { FhirRefusal } from './operation-outcome.ts';
import { allows } from './scopes.ts';
import type { Interaction } from './scopes.ts';

export interface FhirInteraction {
  readonly method: HttpMethod;
  /** Below the base, with no leading slash: `Patient/1`, `Observation`. Empty for a transaction. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: unknown;
  readonly ifNoneExist?: string;
}

const resourceSchema = z.looseObject({ resourceType: z.string() });
const bundleSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.enum(['transaction', 'batch']),
  entry: z.array(
    z.looseObject({
      resource: resourceSchema.optional(),
      request: z.looseObject({ method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), url: z.string() }),
    }),
  ),
});

/** One FHIR interaction under a grant's scopes and patient. Throws FhirRefusal, before anything is written. */
export async function performInteraction(
  server: FhirServer,
  grant: Grant,
  interaction: FhirInteraction,
): Promise<FhirAnswer> {
  if (interaction.path === '') return performBundle(server, grant, interaction.body);
  const checked = await checkInteraction(server, grant, interaction);
  const query = checked.query.size === 0 ? '' : `?${checked.query.toString()}`;
  const answer = await server.request(
    checked.method,
    `/${checked.path}${query}`,
    checked.body,
    checked.ifNoneExist,
  );
  return grant.patientId === undefined ? answer : filterAnswer(server, grant.patientId, answer);
}

/** Every entry is checked before the first is performed: the repository's transactions are not atomic. */
async function performBundle(server: FhirServer, grant: Grant, body: unknown): Promise<FhirAnswer> {
  const bundle = bundleSchema.safeParse(body);
  if (!bundle.success) throw new FhirRefusal(400, 'invalid', 'the body is not a transaction or batch Bundle');
  for (const { resource, request } of bundle.data.entry) {
    const [path = '', query = ''] = request.url.replace(/^\//, '').split('?');
    const isWrite = request.method !== 'GET';
    if (!isWrite) throw new FhirRefusal(400, 'not-supported', 'transactions here hold writes only');
    await checkInteraction(server, grant, {
      method: request.method,
      path,
      query: new URLSearchParams(query),
      body: resource,
    });
  }
  return server.request('POST', '/', bundle.data);
}

async function checkInteraction(
  server: FhirServer,
  grant: Grant,
  interaction: FhirInteraction,
): Promise<FhirInteraction> {
  const [type = '', id] = interaction.path.split('/');
  if (!isResourceType(type)) throw new FhirRefusal(404, 'not-supported', 'no such resource type');
  const letter = toLetter(interaction.method, id);
  if (!allows(grant.scope, type, letter))
    throw new FhirRefusal(403, 'forbidden', `the token's scopes do not allow this interaction with ${type}`);
  refuseUnsupported(interaction.method, id);
  if (letter === 'c' || letter === 'u') await checkWrite(server, grant, type, interaction.body);
  if (grant.patientId === undefined) return interaction;
  if (letter === 's')
    return { ...interaction, query: narrowSearch(type, interaction.query, grant.patientId) };
  if (letter !== 'c' && id !== undefined) await checkExisting(server, grant.patientId, type, id);
  return interaction;
}

/** A patch, and a condition instead of an id, would change what has not been looked at: this hospital takes neither. */
function refuseUnsupported(method: HttpMethod, id: string | undefined): void {
  const isBlind = (method === 'PUT' || method === 'DELETE') && id === undefined;
  if (method === 'PATCH' || isBlind) {
    throw new FhirRefusal(
      400,
      'not-supported',
      'patch, conditional update and conditional delete are not supported',
    );
  }
}

function toLetter(method: HttpMethod, id: string | undefined): Interaction {
  if (method === 'GET') return id === undefined ? 's' : 'r';
  if (method === 'POST') return id === '_search' ? 's' : 'c';
  return method === 'DELETE' ? 'd' : 'u';
}

/** Base FHIR R4 structure and invariants; no codes (facts: validateResource checks no bindings). */
async function checkWrite(server: FhirServer, grant: Grant, type: string, body: unknown): Promise<void> {
  const parsed = resourceSchema.safeParse(body);
  if (!parsed.success || parsed.data.resourceType !== type)
    throw new FhirRefusal(400, 'invalid', `the body is not a ${type}`);
  const resource = parsed.data as unknown as Resource;
  try {
    validateResource(resource);
  } catch (thrown) {
    if (!(thrown instanceof OperationOutcomeError)) throw thrown;
    throw new FhirRefusal(400, 'invalid', thrown.message);
  }
  if (grant.patientId !== undefined && !(await mayWrite(server, grant.patientId, resource))) {
    throw new FhirRefusal(403, 'forbidden', "the resource is outside the launched patient's compartment");
  }
}

async function checkExisting(server: FhirServer, patientId: string, type: string, id: string): Promise<void> {
  const { status, resource } = await server.request('GET', `/${type}/${id}`);
  if (status === 200 && !(await mayRead(server, patientId, resource))) {
    throw new FhirRefusal(403, 'forbidden', "the resource is outside the launched patient's compartment");
  }
}

/** Included resources pass the same gate as matches. */
async function filterAnswer(server: FhirServer, patientId: string, answer: FhirAnswer): Promise<FhirAnswer> {
  const { resource } = answer;
  if (resource.resourceType !== 'Bundle' || resource.type !== 'searchset') return answer;
  const kept: NonNullable<Bundle['entry']> = [];
  for (const entry of resource.entry ?? []) {
    if (entry.resource !== undefined && (await mayRead(server, patientId, entry.resource))) kept.push(entry);
  }
  return { ...answer, resource: { ...resource, entry: kept } };
}
