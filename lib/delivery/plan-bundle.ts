/** Of all that a result consists of, what one server gets: the bundle cut to its plan, with no reference left hanging. */
import { z } from 'zod';
import type { FiledType, FilingPlan, TypePlan } from '#lib/conformance/filing-plan.ts';
import { AppError } from '#lib/platform/errors.ts';

const identifierSchema = z.looseObject({ system: z.string().optional(), value: z.string() });
const entrySchema = z.object({
  fullUrl: z.string(),
  resource: z.looseObject({
    resourceType: z.string(),
    identifier: z.array(identifierSchema).optional(),
    deviceName: z.array(z.looseObject({ name: z.string() })).optional(),
  }),
  request: z.looseObject({ method: z.string(), url: z.string(), ifNoneExist: z.string().optional() }),
});
const bundleSchema = z.object({ entry: z.array(entrySchema) });
type Entry = z.infer<typeof entrySchema>;

/** One resource as it is filed. */
export interface PlannedEntry {
  readonly fullUrl: string;
  readonly type: FiledType;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly request: Entry['request'];
  /** The identifier by which it is recognised at the destination, `system|value`; R4's Provenance has none. */
  readonly identifier?: string | undefined;
  /** The identifier of this version alone. */
  readonly version?: string | undefined;
  readonly how: TypePlan;
}

/** In the order of the bundle. Throws AppError `route-missing` where the plan carries nothing that is in it. */
export function planBundle(body: string, plan: FilingPlan): PlannedEntry[] {
  const { entry } = bundleSchema.parse(JSON.parse(body));
  const kept = entry.filter(({ resource }) => resource.resourceType in plan.types);
  if (!kept.some(({ resource }) => resource.resourceType === mainType(plan)))
    throw new AppError('route-missing', 'permanent');
  const omitted = new Map(
    entry.filter((each) => !kept.includes(each)).map((each) => [each.fullUrl, each.resource]),
  );
  return kept.map(({ fullUrl, resource, request }) => {
    const type = resource.resourceType as FiledType;
    const how = plan.types[type];
    if (how === undefined) throw new AppError('route-missing', 'permanent');
    return {
      fullUrl,
      type,
      resource: withoutReferencesTo(omitted, resource) as Readonly<Record<string, unknown>>,
      request,
      ...identitiesOf(resource, request),
      how,
    };
  });
}

/** The writers name the one identifier that counts in the request: `identifier=system|value`, escaped. */
function identitiesOf(
  { identifier = [] }: Entry['resource'],
  request: Entry['request'],
): Pick<PlannedEntry, 'identifier' | 'version'> {
  const query = request.ifNoneExist ?? request.url.split('?')[1] ?? '';
  const token = new URLSearchParams(query).get('identifier')?.replaceAll(/\\([\\,$|])/g, '$1');
  const named = identifier.map(({ system = '', value }) => `${system}|${value}`);
  const version = identifier.findIndex(({ system }) => system?.endsWith('/version') === true);
  return { identifier: named.find((each) => each === token), version: named[version] };
}

/** What makes the result one: without it nothing counts as filed. */
export function mainType({ carries }: Pick<FilingPlan, 'carries'>): FiledType {
  return carries === 'document' ? 'DocumentReference' : 'DiagnosticReport';
}

/**
 * A model that has no resource there is named by its identifier (FHIR R4 references.html#logical); what else is left
 * out is not spoken of.
 */
function withoutReferencesTo(omitted: ReadonlyMap<string, Entry['resource']>, value: unknown): unknown {
  if (Array.isArray(value)) {
    const kept = value.map((each) => withoutReferencesTo(omitted, each)).filter((each) => each !== undefined);
    return kept.length === 0 && value.length > 0 ? undefined : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  const target = 'reference' in value && typeof value.reference === 'string' ? value.reference : undefined;
  const resource = target === undefined ? undefined : omitted.get(target);
  if (resource !== undefined) return logicalReference(resource);
  const fields = Object.entries(value)
    .map(([key, each]) => [key, withoutReferencesTo(omitted, each)] as const)
    .filter(([, each]) => each !== undefined);
  // An element with nothing left in it is none (FHIR R4, ele-1).
  return fields.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(fields);
}

function logicalReference({ resourceType, identifier, deviceName }: Entry['resource']): object | undefined {
  if (resourceType !== 'Device' || identifier?.[0] === undefined) return undefined;
  const display = deviceName?.[0]?.name;
  return { type: resourceType, identifier: identifier[0], ...(display === undefined ? {} : { display }) };
}
