/** What an EHR's FHIR server says that it can do: CapabilityStatement (FHIR R4), as far as we need it. */
import { z } from 'zod';

const interactionSchema = z.object({ code: z.string() });

const resourceSchema = z.object({
  type: z.string(),
  interaction: z.array(interactionSchema).default([]),
  conditionalCreate: z.boolean().default(false),
  updateCreate: z.boolean().default(false),
  searchParam: z.array(z.object({ name: z.string() })).optional(),
});

export const capabilityStatementSchema = z.object({
  resourceType: z.literal('CapabilityStatement'),
  publisher: z.string().optional(),
  software: z.object({ name: z.string(), version: z.string().optional() }).optional(),
  fhirVersion: z.string(),
  format: z.array(z.string()).default([]),
  rest: z
    .array(
      z.object({
        mode: z.enum(['server', 'client']),
        interaction: z.array(interactionSchema).default([]),
        resource: z.array(resourceSchema).default([]),
      }),
    )
    .refine((rest) => rest.some(({ mode }) => mode === 'server'), 'it describes no server'),
});
export type CapabilityStatement = z.infer<typeof capabilityStatementSchema>;

/** What a server does with one type of resource. */
export interface ServedResource {
  readonly interactions: ReadonlySet<string>;
  readonly conditionalCreate: boolean;
  /** PUT to an id that is not there makes it. */
  readonly updateCreate: boolean;
  /** Undefined where the statement names none: it may have them all the same. */
  readonly searchParameters: ReadonlySet<string> | undefined;
}

/** Undefined where it doesn't serve the type. */
export function servedResource({ rest }: CapabilityStatement, type: string): ServedResource | undefined {
  const found = serversOf(rest).flatMap(({ resource }) => resource.filter((each) => each.type === type));
  if (found.length === 0) return undefined;
  const named = found.flatMap(({ searchParam = [] }) => searchParam.map(({ name }) => name));
  return {
    interactions: new Set(found.flatMap(({ interaction }) => interaction.map(({ code }) => code))),
    conditionalCreate: found.some(({ conditionalCreate }) => conditionalCreate),
    updateCreate: found.some(({ updateCreate }) => updateCreate),
    searchParameters: named.length === 0 ? undefined : new Set(named),
  };
}

/** `transaction`, `batch`, … of the server as a whole. */
export function systemInteractions({ rest }: CapabilityStatement): string[] {
  return serversOf(rest).flatMap(({ interaction }) => interaction.map(({ code }) => code));
}

function serversOf(rest: CapabilityStatement['rest']): CapabilityStatement['rest'] {
  return rest.filter(({ mode }) => mode === 'server');
}
