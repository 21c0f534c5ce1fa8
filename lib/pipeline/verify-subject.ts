/** The last look before the first byte, for every destination: is what is sent still the right patient's? */
import { z } from 'zod';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import type { ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { readPatient } from '#lib/studies/read-patient.ts';
import { studyReferenceSchema, type StudyReference } from '#lib/studies/study-reference.ts';
import { askArchive, askChart, type Whose } from './ask-whose-study.ts';
import type { EhrConnection } from './connect-ehr.ts';
import { keptVersions } from './keep-result.ts';
import { isSameIdentity, patientOfResult } from './subject-of-result.ts';
import type { WorkerContext } from './worker-context.ts';

/** What was compared so short a time ago, when it was written, need not wait for an EHR or archive that is down. */
const FRESH_MS = 15 * 60_000;

/** Problems of a delivery that say: it may be the wrong patient's. They stop it before the first byte. */
export const SUBJECT_PROBLEMS: ReadonlySet<string> = new Set([
  'patient-mismatch',
  'patient-merged',
  'patient-unverifiable',
  'study-ambiguous',
]);

/**
 * Compares the patient of the result with the EHR's Patient, the EHR's ImagingStudy and the archive's list, whatever
 * matched before. What withdraws a result goes to where that was filed, right or wrong, and is compared with nothing.
 * Gives the patient in the EHR, and whom they were merged from. Throws AppError `patient-mismatch`, `patient-merged`,
 * `patient-unverifiable`, `study-ambiguous` (refused),
 * `subject-unchecked` (transient), and for the EHR's own deliveries `token-expired`.
 */
export async function verifySubject(
  { db }: Pick<WorkerContext, 'db'>,
  ehr: EhrConnection,
  claimed: ClaimedDelivery,
): Promise<readonly string[]> {
  const versions = await keptVersions(db, claimed.analysisId);
  const result = versions.find(({ version }) => version === claimed.version);
  if (result === undefined) throw new AppError('result-not-kept', 'permanent');
  if (claimed.destination === 'ehr') verifyFhirSubject(claimed.body, result.patient.fhirId);
  const own = versions.filter(({ version }) => version <= claimed.version);
  const subjects = [...new Set(own.map(({ patient }) => `Patient/${patient.fhirId}`))];
  if (isWithdrawn(result)) return subjects;
  const { study } = await db
    .selectFrom('analysis')
    .select('study')
    .where('id', '=', claimed.analysisId)
    .executeTakeFirstOrThrow();
  const reference = studyReferenceSchema.parse(study);
  await unlessAway(claimed, () => compareWithChart(ehr, result, reference, own));
  await unlessAway(claimed, () => compareWithArchive(ehr, result, reference, own));
  return subjects;
}

async function compareWithChart(
  ehr: EhrConnection,
  { patient }: StudyResult,
  study: StudyReference,
  versions: readonly StudyResult[],
): Promise<void> {
  const now = patientOfResult(await readPatient(ehr.read, patient.fhirId), ehr.site);
  if (!isSameIdentity(now, patient)) throw new AppError('patient-mismatch', 'refused');
  // An EHR may leave the studies of a merged record where they are.
  const fhirIds = new Set(versions.map((each) => each.patient.fhirId));
  stopAt(await askChart(ehr, study, [...fhirIds]), ['other', 'gone']);
}

async function compareWithArchive(
  ehr: EhrConnection,
  { patient }: StudyResult,
  study: StudyReference,
  versions: readonly StudyResult[],
): Promise<void> {
  const earlier = versions.flatMap((each) => each.patient.identifiers);
  const whose = await askArchive(ehr, study, patient, earlier).catch((thrown: unknown) => {
    const error = toAppError(thrown);
    // One that can't be asked so has been asked for the films, and they were compared.
    if (error.failure === 'permanent') return 'unknown' as const;
    throw error;
  });
  stopAt(whose, ['other', 'contradicted']);
}

function stopAt(whose: Whose, stopping: readonly Whose[]): void {
  if (stopping.includes(whose)) throw new AppError('patient-mismatch', 'refused');
}

/**
 * What can't be asked is waited for, but for what was compared just now. A destination other than the EHR waits for
 * nobody's login: its result was compared when it was written, and the archive is asked all the same.
 */
async function unlessAway(
  { createdAt, destination }: ClaimedDelivery,
  compare: () => Promise<void>,
): Promise<void> {
  try {
    await compare();
  } catch (thrown) {
    const error = toAppError(thrown);
    const isAtEhr = destination === 'ehr';
    if (error.code === 'token-expired' && !isAtEhr) return;
    if (error.failure !== 'transient' || error.code === 'database-unreachable') throw error;
    if (Date.now() - createdAt.getTime() < FRESH_MS) return;
    throw new AppError('subject-unchecked', 'transient', { cause: error });
  }
}

const bundleSchema = z.object({
  entry: z.array(
    z.object({
      resource: z.looseObject({
        resourceType: z.string(),
        subject: z.object({ reference: z.string().optional() }).optional(),
      }),
    }),
  ),
});
const WITH_SUBJECT = new Set(['DiagnosticReport', 'Observation']);

/** Every report and observation in the bundle is this patient's. Throws AppError `patient-mismatch`. */
export function verifyFhirSubject(body: string, patientId: string): void {
  const { entry } = bundleSchema.parse(JSON.parse(body));
  const foreign = entry.some(({ resource: { resourceType, subject } }) => {
    const isAboutPatient =
      WITH_SUBJECT.has(resourceType) || subject?.reference?.startsWith('Patient/') === true;
    return isAboutPatient && subject?.reference !== `Patient/${patientId}`;
  });
  if (foreign) throw new AppError('patient-mismatch', 'permanent');
}
