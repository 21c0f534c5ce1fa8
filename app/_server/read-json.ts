import type { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { readSmallBody } from './read-small-body.ts';

/** The body as what the schema says it is. Throws AppError `request-invalid`. */
export async function readJson<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  const parsed = schema.safeParse(parseJson(await readSmallBody(request)));
  if (!parsed.success) throw new AppError('request-invalid', 'refused');
  return parsed.data;
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
