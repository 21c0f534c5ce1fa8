import type { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { bundleSchema } from './fhir-schemas.ts';

/** GET of one path below the EHR's FHIR base, parsed as JSON; undefined where there is no such resource (404, 410). */
export type ReadFhir = (path: string) => Promise<unknown>;

const TIMEOUT_MS = 15_000;
const PAGES_AT_MOST = 20;

/**
 * A reader over the EHR's FHIR base. Throws AppError `ehr-unreachable` (transient), `ehr-refused` (403),
 * `ehr-answer-broken`; what `request` throws (`token-expired`) passes through.
 */
export function fhirReader(base: string, request: typeof fetch): ReadFhir {
  const root = `${base.replace(/\/+$/, '')}/`;
  return async (path) => {
    const response = await request(new URL(path, root), {
      headers: { accept: 'application/fhir+json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw cause instanceof AppError ? cause : new AppError('ehr-unreachable', 'transient', { cause });
    });
    const fields = { status: response.status };
    if (response.status === 404 || response.status === 410) return undefined;
    if (response.status >= 500 || response.status === 429)
      throw new AppError('ehr-unreachable', 'transient', { fields });
    if (!response.ok) throw new AppError('ehr-refused', 'permanent', { fields });
    return (await response.json().catch((cause: unknown) => {
      throw new AppError('ehr-answer-broken', 'permanent', { cause });
    })) as unknown;
  };
}

/** One resource by type and id. Throws AppError `ehr-answer-broken` where it isn't what the schema says. */
export async function readResource<T>(
  read: ReadFhir,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const answer = await read(path);
  return answer === undefined ? undefined : parse(answer, schema);
}

/** All resources of a search that fit the schema, following `next` links within the same base. */
export async function searchResources<T>(read: ReadFhir, path: string, schema: z.ZodType<T>): Promise<T[]> {
  const found: T[] = [];
  let next: string | undefined = path;
  for (let page = 0; next !== undefined && page < PAGES_AT_MOST; page += 1) {
    const bundle: z.infer<typeof bundleSchema> = parse(await read(next), bundleSchema);
    for (const { resource } of bundle.entry) {
      const parsed = schema.safeParse(resource);
      if (parsed.success) found.push(parsed.data);
    }
    const following: string | undefined = bundle.link.find((link) => link.relation === 'next')?.url;
    next = following === undefined ? undefined : relativeTo(path, following);
  }
  return found;
}

/** A `next` link's search on the same resource type; a link to another host is never followed (SSRF). */
function relativeTo(path: string, url: string): string {
  const type = path.split('?')[0] ?? '';
  return `${type}${new URL(url, 'http://base.invalid').search}`;
}

function parse<T>(answer: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success)
    throw new AppError('ehr-answer-broken', 'permanent', { fields: { issues: parsed.error.issues.length } });
  return parsed.data;
}
