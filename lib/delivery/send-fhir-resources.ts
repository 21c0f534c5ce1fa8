/**
 * A result filed by single requests, one resource after the other, where a server knows no transaction. What is referred
 * to goes first and the report last, so that a half-filed result is never seen as one.
 */
import { AppError } from '#lib/platform/errors.ts';
import { referenceOf, sendToFhir, type FhirServer } from './fhir-answer.ts';
import { lookUpResult, readResult, type FoundResult } from './look-up-result.ts';
import type { PlannedEntry } from './plan-bundle.ts';

/** How far a filing is: what each entry has become there, and which one was under way when nothing more was heard. */
export interface FilingProgress {
  readonly done: Readonly<Record<string, string>>;
  readonly inFlight?: string | undefined;
}

export interface FilingLedger {
  readonly progress: FilingProgress;
  /** What an earlier version of each entry has become. */
  readonly earlier: Readonly<Record<string, string>>;
  /** Stands before the next byte leaves. */
  readonly record: (progress: FilingProgress) => Promise<void>;
}

interface Filing {
  readonly server: FhirServer;
  /** As `Patient/id`, whose everything must be; undefined where the server doesn't name patients so. */
  readonly subjects: readonly string[] | undefined;
  readonly ledger: FilingLedger;
  readonly done: Map<string, string>;
}

/** Gives the references in the order of the entries. Throws as sendToFhir and lookUpResult do. */
export async function sendFhirResources(
  server: FhirServer,
  entries: readonly PlannedEntry[],
  subjects: readonly string[] | undefined,
  ledger: FilingLedger,
): Promise<string[]> {
  const done = new Map(Object.entries(ledger.progress.done));
  const filing = { server, subjects, ledger, done };
  for (const entry of entries) if (!done.has(entry.fullUrl)) await fileEntry(filing, entry);
  return entries.map(({ fullUrl }) => done.get(fullUrl) ?? '');
}

async function fileEntry(filing: Filing, entry: PlannedEntry): Promise<void> {
  const { done, ledger } = filing;
  const found = await findEarlier(filing, entry);
  if (found?.isCurrent === true) {
    done.set(entry.fullUrl, found.reference);
    return;
  }
  await ledger.record({ done: Object.fromEntries(done), inFlight: entry.fullUrl });
  done.set(entry.fullUrl, await write(filing, entry, found));
  await ledger.record({ done: Object.fromEntries(done) });
}

/**
 * What is already there of this entry, in this version or an older one. A server that creates conditionally looks by
 * itself. Where nothing can be looked up, our own ledger says what has been made, and what was under way when nothing more
 * was heard waits for a person.
 */
async function findEarlier(
  { server, subjects, ledger }: Filing,
  entry: PlannedEntry,
): Promise<FoundResult | undefined> {
  const { type, identifier, version, how, request, fullUrl } = entry;
  if (isNamedByUs(entry) || (how.conditional && request.method === 'POST')) return undefined;
  const whose = type === 'Device' ? undefined : subjects;
  if (how.searchable && identifier !== undefined)
    return lookUpResult(server, { type, identifier, version, subjects: whose });
  if (ledger.progress.inFlight === fullUrl) throw new AppError('delivery-ambiguous', 'permanent');
  const known = ledger.earlier[fullUrl];
  return known === undefined ? undefined : readResult(server, known, { version, subjects: whose });
}

/** Update-as-create under a name-based id: sent again, it makes nothing twice. */
function isNamedByUs({ type }: PlannedEntry): boolean {
  return type === 'Provenance';
}

async function write(filing: Filing, entry: PlannedEntry, earlier: FoundResult | undefined): Promise<string> {
  const resource = resolveReferences(entry.resource, filing.done);
  if (isNamedByUs(entry)) return update(filing.server, entry.request.url, resource, undefined);
  if (earlier !== undefined && entry.how.updatable)
    return update(filing.server, earlier.reference, resource, earlier.versionId);
  return create(filing, entry, resource);
}

async function update(
  server: FhirServer,
  reference: string,
  resource: object,
  versionId: string | undefined,
): Promise<string> {
  const id = reference.split('/')[1];
  await sendToFhir(server, reference, {
    method: 'PUT',
    body: JSON.stringify({ ...resource, id }),
    headers: versionId === undefined ? {} : { 'if-match': `W/"${versionId}"` },
  });
  return reference;
}

async function create({ server, subjects }: Filing, entry: PlannedEntry, resource: object): Promise<string> {
  const { type, how, request, identifier, version } = entry;
  const condition = how.conditional ? request.ifNoneExist : undefined;
  const response = await sendToFhir(server, type, {
    method: 'POST',
    body: JSON.stringify(resource),
    headers: condition === undefined ? {} : { 'if-none-exist': condition },
  });
  const made = referenceOf(response.headers.get('location')) ?? (await referenceInBody(response, type));
  if (made?.startsWith(`${type}/`) === true) return made;
  // It was taken and not named: only a look-up tells what it has become.
  const whose = type === 'Device' ? undefined : subjects;
  const canLook = how.searchable && identifier !== undefined;
  const found = canLook && (await lookUpResult(server, { type, identifier, version, subjects: whose }));
  if (!found) throw new AppError('delivery-ambiguous', 'ambiguous');
  return found.reference;
}

async function referenceInBody(response: Response, type: string): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || !('resourceType' in body) || !('id' in body))
    return undefined;
  return body.resourceType === type && typeof body.id === 'string' ? `${type}/${body.id}` : undefined;
}

/** `urn:uuid:` of the bundle's entries to what they have become (FHIR R4 bundle.html#references). */
function resolveReferences(resource: object, done: ReadonlyMap<string, string>): object {
  const resolved = JSON.stringify(resource).replace(/"urn:uuid:[0-9a-f-]{36}"/g, (quoted) =>
    JSON.stringify(done.get(quoted.slice(1, -1)) ?? quoted.slice(1, -1)),
  );
  return JSON.parse(resolved) as object;
}
