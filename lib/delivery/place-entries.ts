/** Where each entry of a later version goes: to what the earlier one has become there, looked up and never guessed. */
import type { FhirServer } from './fhir-answer.ts';
import { lookUpResult } from './look-up-result.ts';
import type { PlannedEntry } from './plan-bundle.ts';

/**
 * A conditional update (FHIR R4 http.html#cond-update) is taken by few servers and says nothing of what it overwrites:
 * here each is an update of the version that was seen (If-Match), or a create where there is none. Throws as lookUpResult
 * does, AppError `patient-mismatch` where it stands under another patient.
 */
export async function placeEntries(
  server: FhirServer,
  entries: readonly PlannedEntry[],
  subjects: readonly string[] | undefined,
): Promise<PlannedEntry[]> {
  const placed: PlannedEntry[] = [];
  for (const entry of entries) placed.push(await placeEntry(server, entry, subjects));
  return placed;
}

async function placeEntry(
  server: FhirServer,
  entry: PlannedEntry,
  subjects: readonly string[] | undefined,
): Promise<PlannedEntry> {
  const { type, identifier, version, how, request, resource } = entry;
  const isConditional = request.method === 'PUT' && request.url.includes('?');
  if (!isConditional || identifier === undefined) return entry;
  const condition = request.url.split('?')[1];
  const create = { method: 'POST', url: type, ...(how.conditional ? { ifNoneExist: condition } : {}) };
  if (!how.searchable) return { ...entry, request: create };
  const found = await lookUpResult(server, { type, identifier, version, subjects });
  if (found === undefined || !how.updatable) return { ...entry, request: create };
  const match = found.versionId === undefined ? {} : { ifMatch: `W/"${found.versionId}"` };
  return {
    ...entry,
    resource: { ...resource, id: found.reference.split('/')[1] },
    request: { method: 'PUT', url: found.reference, ...match },
  };
}
