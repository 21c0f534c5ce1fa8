import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';

const TIMEOUT_MS = 20_000;

const responseSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ response: z.object({ status: z.string(), location: z.string().optional() }) })),
});
const searchSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z
    .array(
      z.object({
        resource: z.looseObject({
          resourceType: z.string(),
          // An OperationOutcome beside the matches has none.
          id: z.string().optional(),
          identifier: z
            .array(z.object({ system: z.string().optional(), value: z.string().optional() }))
            .optional(),
          result: z.array(z.object({ reference: z.string().optional() })).optional(),
        }),
      }),
    )
    .default([]),
});

/**
 * POSTs a transaction of conditional creates (FHIR R4 http.html#transaction) and gives the references it made or
 * found, in the bundle's order. Sending it again makes nothing twice. Throws AppError `delivery-unreachable`
 * (transient: nothing left this machine), `delivery-ambiguous` (nobody knows), `delivery-rejected` (permanent).
 */
export async function sendFhirTransaction(
  base: string,
  request: typeof fetch,
  body: string,
): Promise<string[]> {
  const response = await request(base, {
    method: 'POST',
    headers: {
      'content-type': 'application/fhir+json',
      accept: 'application/fhir+json',
      prefer: 'return=minimal',
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(throwUnanswered);
  const fields = { status: response.status };
  if (response.status === 429 || response.status === 503)
    throw new AppError('delivery-unreachable', 'transient', { fields });
  if (response.status >= 500) throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  if (!response.ok) throw new AppError('delivery-rejected', 'permanent', { fields });
  const answer = responseSchema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  const refused = answer.data.entry.find((entry) => !entry.response.status.startsWith('2'));
  if (refused)
    throw new AppError('delivery-rejected', 'permanent', { fields: { status: refused.response.status } });
  // One response for each entry, in their order (FHIR R4 http.html#transaction-response).
  const sent = JSON.parse(body) as { readonly entry?: readonly unknown[] };
  if (answer.data.entry.length !== sent.entry?.length)
    throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  const references = answer.data.entry.flatMap(({ response: { location } }) => referenceOf(location));
  // A 200 that doesn't name the report is no proof that it was filed: it is looked up.
  if (!references.some((reference) => reference.startsWith('DiagnosticReport/')))
    throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  return references;
}

/**
 * What a DiagnosticReport with this business identifier already refers to at the destination; undefined for none. A
 * server that answers with other reports has not looked by identifier: that proves neither arrival nor absence.
 */
export async function findDeliveredReport(
  base: string,
  request: typeof fetch,
  identifier: string,
): Promise<string[] | undefined> {
  const url = `${base.replace(/\/+$/, '')}/DiagnosticReport?identifier=${encodeURIComponent(identifier)}`;
  const response = await request(url, {
    headers: { accept: 'application/fhir+json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw cause instanceof AppError ? cause : new AppError('delivery-unreachable', 'ambiguous', { cause });
  });
  const answer = searchSchema.safeParse(
    response.ok ? await response.json().catch(() => undefined) : undefined,
  );
  // As long as the look-up itself fails, the delivery stays ambiguous.
  if (!answer.success)
    throw new AppError('delivery-ambiguous', 'ambiguous', { fields: { status: response.status } });
  const reports = answer.data.entry.flatMap(({ resource }) =>
    resource.resourceType === 'DiagnosticReport' ? [resource] : [],
  );
  if (reports.length === 0) return undefined;
  const report = reports.find((each) =>
    each.identifier?.some(({ system, value }) => `${system ?? ''}|${value ?? ''}` === identifier),
  );
  if (report?.id === undefined) throw new AppError('delivery-ambiguous', 'ambiguous');
  return [
    `DiagnosticReport/${report.id}`,
    ...(report.result ?? []).flatMap(({ reference }) => reference ?? []),
  ];
}

/** `[base/]Type/id[/_history/v]` to `Type/id`. */
function referenceOf(location: string | undefined): string[] {
  const match = /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(\/_history\/[^/]+)?$/.exec(location ?? '');
  return match?.[1] === undefined ? [] : [match[1]];
}

/** Only a connection that was never made proves that nothing was filed. */
function throwUnanswered(cause: unknown): never {
  if (cause instanceof AppError) throw cause;
  const connect =
    cause instanceof TypeError && cause.cause instanceof Error && 'code' in cause.cause
      ? cause.cause.code
      : '';
  if (
    connect === 'ECONNREFUSED' ||
    connect === 'ENOTFOUND' ||
    connect === 'EAI_AGAIN' ||
    connect === 'UND_ERR_CONNECT_TIMEOUT'
  ) {
    throw new AppError('delivery-unreachable', 'transient', { cause });
  }
  throw new AppError('delivery-ambiguous', 'ambiguous', { cause });
}
