/** Who a patient is by now, after merges that the EHR states or the site's ADT feed has told of. */
import { sql } from 'kysely';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { ResultPatient } from '#lib/results/study-result.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';
import { findPatient, followPatient, type PatientRecord } from '#lib/studies/read-patient.ts';
import type { EhrConnection } from './connect-ehr.ts';

/**
 * Whoever this patient is now: by the EHR's own link, else by what the site's ADT feed said of the numbers. Throws
 * AppError `patient-unverifiable` where neither tells.
 */
export async function findSurvivor(
  db: Db,
  ehr: EhrConnection,
  patient: ResultPatient,
): Promise<PatientRecord> {
  const linked = await followPatient(ehr.read, patient.fhirId);
  const told = await mergedInto(db, ehr.site.id, patient.identifiers);
  if (told === undefined) {
    return linked ?? unverifiable();
  }
  // The feed may be ahead of the EHR, or speak of another hospital's number: only what the EHR confirms is believed.
  const named = await findPatient(ehr.read, told).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'patient-unverifiable') return undefined;
    throw thrown;
  });
  if (named !== undefined && linked !== undefined && named.fhirId !== linked.fhirId)
    return decideBetween(linked, named, patient.identifiers);
  return named ?? linked ?? unverifiable();
}

/** An EHR that still has both records has not merged them yet: until then a message moves nothing. */
function decideBetween(
  linked: PatientRecord,
  named: PatientRecord,
  numbers: readonly PatientIdentifier[],
): PatientRecord {
  const bears = ({ identifiers }: PatientRecord) =>
    numbers.some((number) =>
      identifiers.some(({ system, value }) => system === number.system && value === number.value),
    );
  if (bears(named) && !bears(linked)) return named;
  return unverifiable();
}

function unverifiable(): never {
  throw new AppError('patient-unverifiable', 'refused');
}

/** The numbers that the last merge of one of these gave in its place. */
async function mergedInto(
  db: Db,
  site: string,
  numbers: readonly PatientIdentifier[],
): Promise<readonly PatientIdentifier[] | undefined> {
  const changes = await db
    .selectFrom('patient_change')
    .select(['identifiers', 'prior_identifiers'])
    .where('site', '=', site)
    .orderBy('received_at', 'desc')
    .where((where) =>
      where.or(
        numbers.map(
          ({ system, value }) =>
            sql<boolean>`prior_identifiers @> ${JSON.stringify([{ system, value }])}::jsonb`,
        ),
      ),
    )
    .executeTakeFirst();
  return changes?.identifiers;
}
