import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { referenceOf, sendToFhir, type FhirServer } from './fhir-answer.ts';

const responseSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ response: z.object({ status: z.string(), location: z.string().optional() }) })),
});

/**
 * POSTs a transaction of conditional creates (FHIR R4 http.html#transaction) and gives the references it made or
 * found, in the bundle's order. Sending it again makes nothing twice. `main`: the type that has to be among them.
 * Throws AppError `delivery-unreachable`, `delivery-ambiguous`, `delivery-rejected`, as sendToFhir does.
 */
export async function sendFhirTransaction(server: FhirServer, body: string, main: string): Promise<string[]> {
  const response = await sendToFhir(server, '', { method: 'POST', body });
  const fields = { status: response.status };
  const answer = responseSchema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  const refused = answer.data.entry.find((entry) => !entry.response.status.startsWith('2'));
  if (refused)
    throw new AppError('delivery-rejected', 'permanent', { fields: { status: refused.response.status } });
  // One response for each entry, in their order (FHIR R4 http.html#transaction-response).
  const sent = JSON.parse(body) as { readonly entry?: readonly unknown[] };
  if (answer.data.entry.length !== sent.entry?.length)
    throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  const references = answer.data.entry.flatMap(({ response: { location } }) => referenceOf(location) ?? []);
  // A 200 that doesn't name the report is no proof that it was filed: it is looked up.
  if (!references.some((reference) => reference.startsWith(`${main}/`)))
    throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  return references;
}
