import { z } from 'zod';
import type { FilingOverrides, FilingPlan } from '#lib/conformance/filing-plan.ts';
import { resolveFiling } from '#lib/conformance/resolve-filing.ts';
import type { FhirServer } from '#lib/delivery/fhir-answer.ts';
import { lookUpResult } from '#lib/delivery/look-up-result.ts';
import { placeEntries } from '#lib/delivery/place-entries.ts';
import { mainType, planBundle, type PlannedEntry } from '#lib/delivery/plan-bundle.ts';
import { sendFhirResources, type FilingLedger } from '#lib/delivery/send-fhir-resources.ts';
import { sendFhirTransaction } from '#lib/delivery/send-fhir.ts';
import type { ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { recordProgress } from '#lib/outbox/record-progress.ts';
import { withLock } from '#lib/platform/advisory-lock.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { WorkerContext } from './worker-context.ts';

export interface FilingTarget {
  readonly server: FhirServer;
  /** As `Patient/id`, where the server is the one that the patient was launched from: now, and before a merge. */
  readonly subjects?: readonly string[];
  readonly overrides: FilingOverrides;
}

const progressSchema = z.object({
  done: z.record(z.string(), z.string()).default({}),
  inFlight: z.string().optional(),
});

/**
 * Files a result at a FHIR server as its plan says; what an earlier attempt may have filed is found and not filed again.
 * Gives the references. One at a time for each destination, over all workers: two that both find no Device of this model
 * would each create one, and every later conditional create would fail for ever (412, FHIR R4 http.html#ccreate).
 */
export async function fileInFhir(
  context: WorkerContext,
  claimed: ClaimedDelivery,
  target: FilingTarget,
): Promise<string[]> {
  const plan = await planOf(context, claimed, target);
  const entries = planBundle(claimed.body, plan);
  return withLock(context.db, `destination ${claimed.site} ${claimed.destination}`, () =>
    plan.manner === 'transaction'
      ? fileAtOnce(claimed, target, plan, entries)
      : fileInTurn(context, claimed, target, entries),
  );
}

/** Fixed by the first attempt: what has been begun in one way is not ended in another. */
async function planOf(
  context: WorkerContext,
  claimed: ClaimedDelivery,
  { server, overrides }: FilingTarget,
): Promise<FilingPlan> {
  if (claimed.plan !== undefined) return claimed.plan as FilingPlan;
  const { site, destination: name } = claimed;
  const statement = await context.readStatement({ site, name, base: server.base, request: fetch });
  const plan = resolveFiling(statement, overrides);
  if (plan.carries === 'nothing') throw new AppError('route-missing', 'permanent');
  await recordProgress(context.db, claimed, { plan });
  return plan;
}

async function fileAtOnce(
  claimed: ClaimedDelivery,
  { server, subjects }: FilingTarget,
  plan: FilingPlan,
  entries: readonly PlannedEntry[],
): Promise<string[]> {
  const main = entries.find(({ type }) => type === mainType(plan));
  if (claimed.mayHaveArrived && main?.identifier !== undefined) {
    const { type, identifier, version } = main;
    const found = await lookUpResult(server, { type, identifier, version, subjects });
    if (found?.isCurrent === true) return [found.reference, ...found.results];
  }
  const placed = await placeEntries(server, entries, subjects);
  const entry = placed.map(({ fullUrl, resource, request }) => ({ fullUrl, resource, request }));
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
  return sendFhirTransaction(server, body, mainType(plan));
}

async function fileInTurn(
  context: WorkerContext,
  claimed: ClaimedDelivery,
  { server, subjects }: FilingTarget,
  entries: readonly PlannedEntry[],
): Promise<string[]> {
  const ledger: FilingLedger = {
    progress: progressSchema.parse(claimed.progress),
    earlier: await filedEarlier(context, claimed),
    record: (progress) => recordProgress(context.db, claimed, { progress }),
  };
  return sendFhirResources(server, entries, subjects, ledger);
}

/** What the version before has become there: an entry keeps its name through all versions of a result. */
async function filedEarlier(
  context: WorkerContext,
  claimed: ClaimedDelivery,
): Promise<Readonly<Record<string, string>>> {
  const row = await context.db
    .selectFrom('delivery')
    .select('progress')
    .where('analysis_id', '=', claimed.analysisId)
    .where('destination', '=', claimed.destination)
    .where('version', '<', claimed.version)
    .where('state', '=', 'acknowledged')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return progressSchema.parse(row?.progress ?? {}).done;
}
