/**
 * A FHIR reference as `Type/id`: relative ones, versioned ones and such as name this same server in full (FHIR R4
 * 2.3.0.1). Undefined for any other: a resource of another server is another resource, whatever its id.
 */
export function relativeReference(
  reference: string | undefined,
  base: string | undefined,
): string | undefined {
  const path = base !== undefined && reference?.startsWith(base) ? reference.slice(base.length) : reference;
  return /^([A-Z][A-Za-z]+\/[\w.-]+)(\/_history\/[^/]+)?$/.exec(path ?? '')?.[1];
}
