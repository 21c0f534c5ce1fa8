import type { BundleEntry, Resource } from '@medplum/fhirtypes';
import { z } from 'zod';
import type { Grant } from '../oauth/token-store.ts';
import type { FhirAnswer, FhirServer } from './fhir-server.ts';
import { FhirRefusal, toOutcome } from './operation-outcome.ts';
import { checkInteraction, performInteraction, resourceSchema } from './perform-interaction.ts';
import type { FhirInteraction } from './perform-interaction.ts';

const bundleSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.enum(['transaction', 'batch']),
  entry: z.array(
    z.looseObject({
      resource: resourceSchema.optional(),
      request: z.looseObject({
        method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
        url: z.string(),
        ifNoneExist: z.string().optional(),
        ifMatch: z.string().optional(),
      }),
    }),
  ),
});
type IncomingBundle = z.infer<typeof bundleSchema>;

/** A Bundle sent to the base (FHIR R4 http.html#transaction). Throws FhirRefusal, before anything is written. */
export async function performBundle(server: FhirServer, grant: Grant, body: unknown): Promise<FhirAnswer> {
  const { bundles } = server.manners;
  if (bundles.length === 0) throw new FhirRefusal(405, 'not-supported', 'no Bundle is taken here');
  const bundle = bundleSchema.safeParse(body);
  if (!bundle.success) throw new FhirRefusal(400, 'invalid', 'the body is not a transaction or batch Bundle');
  if (!bundles.includes(bundle.data.type))
    throw new FhirRefusal(400, 'not-supported', `a ${bundle.data.type} is not supported`);
  return bundle.data.type === 'batch'
    ? performBatch(server, grant, bundle.data)
    : performTransaction(server, grant, bundle.data);
}

/** Every entry is checked before the first is performed: the repository's transactions are not atomic. */
async function performTransaction(
  server: FhirServer,
  grant: Grant,
  bundle: IncomingBundle,
): Promise<FhirAnswer> {
  for (const entry of bundle.entry) {
    if (entry.request.method === 'GET')
      throw new FhirRefusal(400, 'not-supported', 'transactions here hold writes only');
    await checkInteraction(server, grant, toInteraction(entry));
  }
  return server.request('POST', '/', bundle);
}

/** Each entry stands for itself, and tells its own end. */
async function performBatch(server: FhirServer, grant: Grant, bundle: IncomingBundle): Promise<FhirAnswer> {
  const entry: BundleEntry[] = [];
  for (const each of bundle.entry)
    entry.push(toEntry(await performInteraction(server, grant, toInteraction(each)).catch(toAnswer)));
  return { status: 200, resource: { resourceType: 'Bundle', type: 'batch-response', entry } };
}

function toInteraction({ resource, request }: IncomingBundle['entry'][number]): FhirInteraction {
  const [path = '', query = ''] = request.url.replace(/^\//, '').split('?');
  return {
    method: request.method,
    path,
    query: new URLSearchParams(query),
    body: resource,
    ...(request.ifNoneExist === undefined ? {} : { ifNoneExist: request.ifNoneExist }),
    ...(request.ifMatch === undefined ? {} : { ifMatch: request.ifMatch }),
  };
}

function toAnswer(thrown: unknown): FhirAnswer {
  if (!(thrown instanceof FhirRefusal)) throw thrown;
  return { status: thrown.status, resource: toOutcome(thrown.issueCode, thrown.message) };
}

function toEntry({ status, resource }: FhirAnswer): BundleEntry {
  const text = String(status);
  if (resource.resourceType === 'OperationOutcome') return { response: { status: text, outcome: resource } };
  return { resource, response: { status: text, location: locationOf(resource) } };
}

function locationOf(resource: Resource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`;
}
