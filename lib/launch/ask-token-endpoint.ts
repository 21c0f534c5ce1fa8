/** One request to an EHR's token or revocation endpoint, with every way in which it can fail named. */
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { proveClient, type ClientIdentity, type ClientProof } from './authenticate-client.ts';
import { readBounded } from './read-bounded.ts';

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_AT_MOST = 256 * 1024;
/** Where the EHR doesn't say (RFC 6749 5.1 recommends that it does). */
const LIFETIME_SECONDS = 300;
/** A clock that is off by less is not why we were refused. */
const SKEW_MS = 5000;

/** Some servers write what they leave out as null. */
const optional = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? undefined);

export const tokenResponseSchema = z.looseObject({
  access_token: z.string().min(1),
  /** RFC 6749 5.1 asks for it; some leave it out, and none means anything else. */
  token_type: optional(z.string().regex(/^bearer$/i)),
  expires_in: z.coerce
    .number()
    .positive()
    .nullish()
    .transform((seconds) => seconds ?? LIFETIME_SECONDS),
  refresh_token: optional(z.string()),
  id_token: optional(z.string()),
  scope: optional(z.string()),
});
export type TokenResponse = z.infer<typeof tokenResponseSchema>;

const errorSchema = z.object({ error: z.string().max(100) });

/** What the EHR's refusals (RFC 6749 5.2) are to us; any other is `token-refused`. */
const REFUSALS: Readonly<Record<string, string>> = {
  invalid_grant: 'grant-spent',
  invalid_client: 'client-refused',
  unauthorized_client: 'client-refused',
  invalid_scope: 'scope-refused',
};

/**
 * Throws AppError `ehr-unreachable` (transient), `ehr-answer-broken`, or for good: `grant-spent` (a code or refresh
 * token that is used, expired or revoked), `client-refused`, `scope-refused`, `token-refused`.
 */
export async function requestToken(
  endpoint: string,
  client: ClientIdentity,
  form: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
): Promise<TokenResponse> {
  const answer = await askEndpoint(endpoint, client, form, fields);
  if (!answer.ok) throw refusalOf(answer, fields);
  const parsed = tokenResponseSchema.safeParse(answer.body);
  if (!parsed.success) throw new AppError('ehr-answer-broken', 'permanent', { fields });
  return parsed.data;
}

export interface EndpointAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: unknown;
}

/**
 * An EHR whose clock is behind takes our assertion for one from the future: asked once more, by its own clock.
 * `audience`: the token endpoint also where another is asked, by which authorization servers know themselves (RFC 7523 3;
 * SMART 2.2, client-confidential-asymmetric).
 */
export async function askEndpoint(
  endpoint: string,
  client: ClientIdentity,
  form: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
  audience = endpoint,
): Promise<EndpointAnswer> {
  const ask = async (nowMs: number) =>
    post(endpoint, form, await proveClient(client, audience, nowMs), fields);
  const first = await ask(Date.now());
  const signed = client.authentication !== 'none' && 'privateKey' in client.authentication;
  const theirs = first.dateMs;
  const skewed = theirs !== undefined && Math.abs(theirs - Date.now()) > SKEW_MS;
  if (first.ok || !signed || !skewed || errorOf(first) !== 'invalid_client') return first;
  return ask(theirs);
}

async function post(
  endpoint: string,
  form: Readonly<Record<string, string>>,
  proof: ClientProof,
  fields: Readonly<Record<string, string>>,
): Promise<EndpointAnswer & { readonly dateMs: number | undefined }> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { accept: 'application/json', ...proof.headers },
    body: new URLSearchParams({ ...form, ...proof.form }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new AppError('ehr-unreachable', 'transient', { cause, fields });
  });
  if (response.status >= 500 || response.status === 429) {
    await response.body?.cancel();
    throw new AppError('ehr-unreachable', 'transient', { fields: { ...fields, status: response.status } });
  }
  const dateMs = Date.parse(response.headers.get('date') ?? '');
  return {
    ok: response.ok,
    status: response.status,
    body: await readJson(response, fields),
    dateMs: Number.isNaN(dateMs) ? undefined : dateMs,
  };
}

/** Undefined for what is no JSON. */
async function readJson(response: Response, fields: Readonly<Record<string, string>>): Promise<unknown> {
  const text = await readBounded(response, ANSWER_BYTES_AT_MOST).catch((cause: unknown) => {
    throw new AppError('ehr-unreachable', 'transient', { cause, fields });
  });
  if (text === undefined) throw new AppError('ehr-answer-broken', 'permanent', { fields });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refusalOf(answer: EndpointAnswer, fields: Readonly<Record<string, string>>): AppError {
  const error = errorOf(answer);
  const code = REFUSALS[error ?? ''] ?? 'token-refused';
  const known = error !== undefined && /^[a-z_]{1,40}$/.test(error) ? { oauthError: error } : {};
  return new AppError(code, 'permanent', { fields: { ...fields, status: answer.status, ...known } });
}

function errorOf({ body }: Pick<EndpointAnswer, 'body'>): string | undefined {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? parsed.data.error : undefined;
}
