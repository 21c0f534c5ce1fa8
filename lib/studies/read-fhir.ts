import type { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { bundleSchema } from './fhir-schemas.ts';

/** GET of one path below the EHR's FHIR base, parsed as JSON; undefined where there is no such resource (404, 410). */
export interface ReadFhir {
  (path: string): Promise<unknown>;
  /** With a trailing slash. */
  readonly base?: string;
}

const TIMEOUT_MS = 15_000;
const PAGES_AT_MOST = 50;

/**
 * A reader over the EHR's FHIR base. Throws AppError `ehr-unreachable` (transient), `ehr-refused` (403),
 * `ehr-answer-broken`; what `request` throws (`token-expired`) passes through.
 */
export function fhirReader(base: string, request: typeof fetch): ReadFhir {
  const root = `${base.replace(/\/+$/, '')}/`;
  const read = async (path: string): Promise<unknown> => {
    const response = await request(resolveBelow(root, path), {
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
      // Not JSON is broken; an answer that breaks off may be whole the next time.
      throw cause instanceof SyntaxError
        ? new AppError('ehr-answer-broken', 'permanent', { cause })
        : new AppError('ehr-unreachable', 'transient', { cause });
    })) as unknown;
  };
  return Object.assign(read, { base: new URL(root).href });
}

/** A reference may hold `..` or a whole URL: with the token of this EHR nothing outside its base is asked (SSRF). */
function resolveBelow(root: string, path: string): URL {
  const url = URL.canParse(path, root) ? new URL(path, root) : undefined;
  const base = new URL(root).href;
  // The base itself may be searched, too: pages are often asked for there.
  const isBelow = url && (url.href.startsWith(base) || url.href.startsWith(`${base.slice(0, -1)}?`));
  if (!isBelow) throw new AppError('ehr-answer-broken', 'permanent');
  return url;
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

/**
 * All resources of a search that fit the schema, following `next` links within the same base. Throws AppError
 * `ehr-answer-broken` where the pages go round in a circle or never end: half a search is none.
 */
export async function searchResources<T>(read: ReadFhir, path: string, schema: z.ZodType<T>): Promise<T[]> {
  const found: T[] = [];
  let next: string | undefined = path;
  const asked = new Set<string>();
  while (next !== undefined) {
    if (asked.has(next) || asked.size === PAGES_AT_MOST)
      throw new AppError('ehr-answer-broken', 'permanent', { fields: { pages: asked.size } });
    asked.add(next);
    const answer = await read(next);
    if (answer === undefined)
      throw new AppError('ehr-answer-broken', 'permanent', { fields: { status: 404 } });
    const bundle: z.infer<typeof bundleSchema> = parse(answer, bundleSchema);
    for (const { resource } of bundle.entry) {
      const parsed = schema.safeParse(resource);
      if (parsed.success) found.push(parsed.data);
    }
    // Absolute, and not always to the same path (`base?_getpages=…`); outside the base the reader refuses it.
    next = bundle.link.find((link) => link.relation === 'next')?.url;
  }
  return found;
}

function parse<T>(answer: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success)
    throw new AppError('ehr-answer-broken', 'permanent', { fields: { issues: parsed.error.issues.length } });
  return parsed.data;
}
