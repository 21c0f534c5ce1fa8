import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { HttpMethod } from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { z } from 'zod';
import type { Grant } from '../oauth/token-store.ts';
import type { InteractionCode, ServedResource } from '../manners/manners.ts';
import { checkConditionalCreate, checkVersion } from './check-condition.ts';
import { checkWriteRules, dropUnsupported } from './check-write-rules.ts';
import { mayRead, mayWrite, narrowSearch } from './compartment.ts';
import type { FhirAnswer, FhirServer } from './fhir-server.ts';
import { FhirRefusal } from './operation-outcome.ts';
import { allows } from './scopes.ts';
import type { Interaction } from './scopes.ts';
import { servedResource } from './served-resource.ts';

export interface FhirInteraction {
  readonly method: HttpMethod;
  /** Below the base, with no leading slash: `Patient/1`, `Observation`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: unknown;
  readonly ifNoneExist?: string;
  readonly ifMatch?: string;
}

const CODES: Readonly<Record<Interaction, InteractionCode>> = {
  c: 'create',
  r: 'read',
  u: 'update',
  d: 'delete',
  s: 'search-type',
};
/** Of the answer's form; `_offset` is this server's own, in its links to the next page. */
const CONTROL_PARAMETERS = new Set(['_format', '_offset']);
const formSchema = z.record(z.string(), z.unknown());

export const resourceSchema = z.looseObject({ resourceType: z.string() });

/** One FHIR interaction under a grant's scopes and patient. Throws FhirRefusal, before anything is written. */
export async function performInteraction(
  server: FhirServer,
  grant: Grant,
  interaction: FhirInteraction,
): Promise<FhirAnswer> {
  const checked = await checkInteraction(server, grant, interaction);
  const query = checked.query.size === 0 ? '' : `?${checked.query.toString()}`;
  const answer = await server.request(
    checked.method,
    `/${checked.path}${query}`,
    checked.body,
    server.conditionalCreates === 'performed' ? checked.ifNoneExist : undefined,
  );
  return grant.patientId === undefined ? answer : filterAnswer(server, grant.patientId, answer);
}

/** The interaction as it may be performed: searches narrowed to the patient, bodies as they are stored. Throws FhirRefusal. */
export async function checkInteraction(
  server: FhirServer,
  grant: Grant,
  interaction: FhirInteraction,
): Promise<FhirInteraction> {
  const [type = '', id] = interaction.path.split('/');
  const served = servedResource(server.manners, type);
  if (served === undefined) throw new FhirRefusal(404, 'not-supported', 'no such resource type');
  const letter = toLetter(interaction.method, id);
  if (!served.interactions.includes(CODES[letter]))
    throw new FhirRefusal(405, 'not-supported', `${CODES[letter]} of ${type} is not supported`);
  if (!allows(grant.scope, type, letter) && !(letter === 'r' && isOwnUser(grant, interaction.path)))
    throw new FhirRefusal(403, 'forbidden', `the token's scopes do not allow this interaction with ${type}`);
  refuseUnsupported(interaction.method, id);
  if (letter === 's') return narrow(grant, type, checkSearch(served, interaction));
  if (letter === 'c') checkConditionalCreate(server, interaction.ifNoneExist);
  const checked =
    letter === 'c' || letter === 'u' ? await checkWrite(server, grant, type, interaction) : interaction;
  if (letter !== 'c' && id !== undefined && grant.patientId !== undefined)
    await checkExisting(server, grant.patientId, type, id);
  if (letter === 'u' && id !== undefined) await checkVersion(server, type, id, interaction.ifMatch);
  return checked;
}

/** Whoever asked for fhirUser may read who that is (SMART App Launch 2.2, scopes for requesting identity data). */
function isOwnUser({ scope, fhirUser }: Grant, path: string): boolean {
  return fhirUser === path && scope.split(' ').includes('fhirUser');
}

/** What happens to a parameter that an EHR does not state is not known of either: here it is refused, and never ignored. */
function checkSearch(served: ServedResource, interaction: FhirInteraction): FhirInteraction {
  if (served.searchParams.length === 0) return interaction;
  const form = formSchema.safeParse(interaction.body).data ?? {};
  const unknown = [...interaction.query.keys(), ...Object.keys(form)]
    .map((name) => name.replace(/[:.].*$/, ''))
    .find((name) => !served.searchParams.includes(name) && !CONTROL_PARAMETERS.has(name));
  if (unknown !== undefined)
    throw new FhirRefusal(400, 'not-supported', `the search parameter ${unknown} is not supported`);
  return interaction;
}

function narrow({ patientId }: Grant, type: string, interaction: FhirInteraction): FhirInteraction {
  if (patientId === undefined) return interaction;
  return { ...interaction, query: narrowSearch(type, interaction.query, patientId) };
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
async function checkWrite(
  server: FhirServer,
  grant: Grant,
  type: string,
  interaction: FhirInteraction,
): Promise<FhirInteraction> {
  const parsed = resourceSchema.safeParse(interaction.body);
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
  checkWriteRules(server.manners, parsed.data);
  return { ...interaction, body: dropUnsupported(server.manners, parsed.data) };
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
