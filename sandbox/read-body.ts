import type { Context } from 'hono';
import type { z } from 'zod';

/** The body of a control's request; no body is an empty object. Throws what the schema throws. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  return schema.parse(text === '' ? {} : JSON.parse(text));
}
