import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { enqueueJobs, type Queue } from '#lib/platform/queue.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';
import type { PatientChange } from './patient-change.ts';

/**
 * Keeps what the feed told, and has every result that bears one of these numbers looked at again, in one transaction. An
 * order that waits for its study under a number that was given up waits under the one that replaced it. The same message
 * again changes nothing; another one under its control id is refused. Throws AppError `order-invalid`.
 */
export async function recordPatientChange(
  db: Db,
  queue: Queue,
  site: string,
  change: PatientChange,
): Promise<string | undefined> {
  return db.transaction().execute(async (transaction) => {
    if (await isKnown(transaction, site, change)) return undefined;
    let first: string | undefined;
    for (const [index, { patientIdentifiers, priorIdentifiers }] of change.changes.entries()) {
      const id = randomUUID();
      first ??= id;
      await transaction
        .insertInto('patient_change')
        .values({
          id,
          site,
          sending_application: change.sendingApplication,
          control_id: change.controlId,
          place: index,
          trigger: change.trigger,
          identifiers: JSON.stringify(patientIdentifiers),
          prior_identifiers: JSON.stringify(priorIdentifiers),
        })
        .execute();
      await renameOrders(transaction, site, priorIdentifiers, patientIdentifiers);
      await recheckResults(transaction, queue, site, [...patientIdentifiers, ...priorIdentifiers]);
    }
    return first;
  });
}

async function isKnown(transaction: Db, site: string, change: PatientChange): Promise<boolean> {
  const kept = await transaction
    .selectFrom('patient_change')
    .select(['trigger', 'identifiers', 'prior_identifiers'])
    .where('site', '=', site)
    .where('sending_application', '=', change.sendingApplication)
    .where('control_id', '=', change.controlId)
    .orderBy('place')
    .execute();
  if (kept.length === 0) return false;
  const numbers = (all: readonly PatientIdentifier[]) =>
    all.map(({ system, value }) => `${system ?? ''}|${value}`).join();
  const before = kept.map((row) => `${numbers(row.identifiers)} ${numbers(row.prior_identifiers)}`);
  const now = change.changes.map(
    (each) => `${numbers(each.patientIdentifiers)} ${numbers(each.priorIdentifiers)}`,
  );
  if (kept[0]?.trigger !== change.trigger || before.join(';') !== now.join(';'))
    throw new AppError('order-invalid', 'refused', { fields: { field: 'MSH-10' } });
  return true;
}

async function renameOrders(
  transaction: Db,
  site: string,
  prior: readonly PatientIdentifier[],
  survivor: readonly PatientIdentifier[],
): Promise<void> {
  for (const number of prior)
    await transaction
      .updateTable('imaging_order')
      .set({ patient_identifiers: JSON.stringify(survivor) })
      .where('site', '=', site)
      .where('state', '=', 'waiting')
      .where(sql<boolean>`patient_identifiers @> ${JSON.stringify([number])}::jsonb`)
      .execute();
}

async function recheckResults(
  transaction: Db,
  queue: Queue,
  site: string,
  numbers: readonly PatientIdentifier[],
): Promise<void> {
  const ids = new Set<string>();
  for (const number of numbers) {
    const { rows } = await sql<{ id: string }>`
      UPDATE analysis SET recheck_at = now() + interval '10 minutes'
      WHERE site = ${site} AND result_status <> 'entered-in-error' AND id IN (
        SELECT analysis_id FROM result WHERE body -> 'patient' -> 'identifiers' @> ${JSON.stringify([number])}::jsonb)
      RETURNING id`.execute(transaction);
    for (const { id } of rows) ids.add(id);
  }
  await enqueueJobs(
    queue,
    transaction,
    'recheck',
    [...ids].map((analysisId) => ({ analysisId })),
  );
}
