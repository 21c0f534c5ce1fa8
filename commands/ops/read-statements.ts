/** An EHR's two statements, from itself or from saved files; whatever is wrong with them is said in words. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  capabilityStatementSchema,
  type CapabilityStatement,
} from '#lib/conformance/capability-statement.ts';
import { smartStatementSchema, type SmartStatement } from '#lib/conformance/smart-statement.ts';
import { readWhole } from '#lib/pixels/read-bytes.ts';
import { parseJson } from './locate-sites.ts';

export const STATEMENTS = {
  capability: { path: 'metadata', name: 'CapabilityStatement', schema: capabilityStatementSchema },
  smart: {
    path: '.well-known/smart-configuration',
    name: 'SMART configuration',
    schema: smartStatementSchema,
  },
} as const;

/** Real ones have a hundred thousand characters. */
const BYTES_AT_MOST = 8 * 1024 * 1024;
const TIMEOUT_MS = 20_000;

/** @throws Error that says what is wrong. */
export function readCapability(text: string, from: string): CapabilityStatement {
  return parse(text, from, STATEMENTS.capability);
}

/** @throws Error that says what is wrong. */
export function readSmart(text: string, from: string): SmartStatement {
  return parse(text, from, STATEMENTS.smart);
}

export function readSaved(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file}: there is no such file that can be read`);
  }
}

/** GET without a token: both are public. @throws Error that says what is wrong. */
export async function fetchStatement(issuer: string, kind: keyof typeof STATEMENTS): Promise<string> {
  const url = `${issuer.replace(/\/+$/, '')}/${STATEMENTS[kind].path}`;
  try {
    const response = await fetch(url, {
      headers: { accept: kind === 'capability' ? 'application/fhir+json' : 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status >= 300 && response.status < 400)
      throw new Error(
        `it leads to ${response.headers.get('location') ?? 'elsewhere'}, which is not followed`,
      );
    if (!response.ok) throw new Error(`HTTP status ${String(response.status)}`);
    return Buffer.from(await readWhole(response, BYTES_AT_MOST)).toString('utf8');
  } catch (cause) {
    throw new Error(`${url}: ${reasonOf(cause)}`, { cause });
  }
}

function parse<T>(text: string, from: string, { name, schema }: { name: string; schema: z.ZodType<T> }): T {
  const json = parseJson(text);
  if (json === undefined) throw new Error(`${from}: no JSON, and so no ${name}`);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/g, ' ');
  throw new Error(`${from}: no usable ${name}: ${problems}`);
}

/** fetch hides the reason (ECONNREFUSED, a certificate) one below. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.name === 'TimeoutError') return `no answer within ${String(TIMEOUT_MS / 1000)} seconds`;
  const { cause } = thrown;
  if (cause instanceof Error)
    return 'code' in cause ? `${String(cause.code)}: ${cause.message}` : reasonOf(cause);
  return thrown.message === 'archive-answer-too-large' ? 'its answer is too large' : thrown.message;
}
