/** Whether a result is already at its destination: looked up by its business identifier, never guessed. */
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { readFromFhir, type FhirServer } from './fhir-answer.ts';

const resourceSchema = z.looseObject({
  resourceType: z.string(),
  // An OperationOutcome beside the matches has none.
  id: z.string().optional(),
  meta: z.object({ versionId: z.string().optional() }).optional(),
  identifier: z.array(z.object({ system: z.string().optional(), value: z.string().optional() })).optional(),
  subject: z.object({ reference: z.string().optional() }).optional(),
  result: z.array(z.object({ reference: z.string().optional() })).optional(),
});
const searchSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: resourceSchema })).default([]),
});

export interface Sought {
  readonly type: string;
  /** `system|value`. */
  readonly identifier: string;
  /** `system|value` of the version that must be there; an older one is not this result. */
  readonly version?: string | undefined;
  /**
   * What its subject may be, the patient and whom they were merged from: what bears our identifier and is another
   * patient's is told, not taken.
   */
  readonly subjects?: readonly string[] | undefined;
}

export interface FoundResult {
  /** `Type/id`. */
  readonly reference: string;
  /** For If-Match. */
  readonly versionId: string | undefined;
  /** It is of the version sought. */
  readonly isCurrent: boolean;
  /** What it refers to as its findings. */
  readonly results: readonly string[];
}

/**
 * Undefined where there is none. A server that answers with other resources has not looked by identifier: that proves
 * neither arrival nor absence. Throws AppError `delivery-ambiguous`, `delivery-unreachable` (both ambiguous), and
 * `patient-mismatch`.
 */
export async function lookUpResult(server: FhirServer, sought: Sought): Promise<FoundResult | undefined> {
  const path = `${sought.type}?identifier=${encodeURIComponent(sought.identifier)}`;
  const answer = searchSchema.safeParse(await readFromFhir(server, path));
  if (!answer.success) throw new AppError('delivery-ambiguous', 'ambiguous');
  const all = answer.data.entry.map(({ resource }) => resource);
  const ofType = all.filter(({ resourceType }) => resourceType === sought.type);
  if (ofType.length === 0) return undefined;
  const { version } = sought;
  const own = ofType.filter((resource) => bears(resource, sought.identifier));
  const found = (version === undefined ? undefined : own.find((each) => bears(each, version))) ?? own[0];
  if (found === undefined) throw new AppError('delivery-ambiguous', 'ambiguous');
  return describe(found, sought);
}

/** The same of a resource whose place is known. Throws as lookUpResult does. */
export async function readResult(
  server: FhirServer,
  reference: string,
  sought: Omit<Sought, 'type' | 'identifier'>,
): Promise<FoundResult> {
  const answer = resourceSchema.safeParse(await readFromFhir(server, reference));
  const type = reference.split('/')[0] ?? '';
  if (!answer.success || answer.data.resourceType !== type)
    throw new AppError('delivery-ambiguous', 'ambiguous');
  return describe(answer.data, { ...sought, type });
}

type Resource = z.infer<typeof resourceSchema>;

function describe(found: Resource, { type, version, subjects }: Omit<Sought, 'identifier'>): FoundResult {
  if (found.id === undefined) throw new AppError('delivery-ambiguous', 'ambiguous');
  const whose = found.subject?.reference;
  const isOf = (subject: string) => whose === subject || whose?.endsWith(`/${subject}`) === true;
  if (subjects !== undefined && whose !== undefined && !subjects.some(isOf))
    throw new AppError('patient-mismatch', 'permanent');
  return {
    reference: `${type}/${found.id}`,
    versionId: found.meta?.versionId,
    isCurrent: version === undefined || bears(found, version),
    results: (found.result ?? []).flatMap(({ reference }) => reference ?? []),
  };
}

function bears({ identifier }: Resource, sought: string): boolean {
  return identifier?.some(({ system, value }) => `${system ?? ''}|${value ?? ''}` === sought) === true;
}
