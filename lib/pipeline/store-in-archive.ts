/** A result into the archive that its films lie in, as an object of their study. */
import { z } from 'zod';
import { storeInstance } from '#lib/delivery/store-instance.ts';
import type { ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import { openArchive } from '#lib/pixels/retrieve-instances.ts';
import { queryArchive } from '#lib/pixels/query-archive.ts';
import { retrieveHeader, type InstanceHeader } from '#lib/pixels/retrieve-header.ts';
import type { Archive } from '#lib/pixels/ask-archive.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { ResultsArchive } from '#lib/platform/result-routes.ts';
import { completeObject, keepReferences, textOf } from '#lib/results/dicom/complete-object.ts';
import type { DataSet } from '#lib/results/dicom/data-set.ts';
import { encodeObject } from '#lib/results/dicom/encode-object.ts';
import { reportSeriesUid } from '#lib/results/dicom/object-header.ts';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { firstOf } from '#lib/studies/qido-row.ts';
import { compareFilm } from './ask-whose-study.ts';
import type { EhrConnection } from './connect-ehr.ts';
import { keptVersions } from './keep-result.ts';
import type { WorkerContext } from './worker-context.ts';

const SOP_INSTANCE_UID = '00080018';
const objectSchema = z.record(
  z.string(),
  z.object({ vr: z.string(), Value: z.array(z.unknown()).optional(), InlineBinary: z.string().optional() }),
);

/**
 * Stores the report under the patient and study that its films bear in the archive at this moment, after each film has been
 * compared with the patient once more; or, for one that is taken back, what rejects the reports that lie there. Gives the
 * UID of what is stored now, or nothing where there was nothing to take back. Throws AppError `route-missing`,
 * `patient-mismatch`, `patient-unverifiable`, and what asking and storing throw.
 */
export async function storeInArchive(
  { db }: Pick<WorkerContext, 'db'>,
  { root }: ResultsArchive,
  claimed: ClaimedDelivery,
  ehr: EhrConnection,
): Promise<string[]> {
  const listed = ehr.site.dicomweb.find((each) => each.root === root);
  const versions = await keptVersions(db, claimed.analysisId);
  const result = versions.find(({ version }) => version === claimed.version);
  if (listed === undefined || result === undefined) throw new AppError('route-missing', 'permanent');
  const access = await ehr.reach(listed);
  const archive = openArchive(access, ehr.site.retrieval);
  if (
    claimed.mayHaveArrived &&
    (await storedIn(archive, result, { SOPInstanceUID: claimed.identity })).has(claimed.identity)
  )
    return [claimed.identity];
  const written: DataSet = objectSchema.parse(JSON.parse(claimed.body));
  const object = isWithdrawn(result)
    ? keepReferences(written, await everStored(db, archive, claimed, result))
    : written;
  if (object === undefined) return [];
  const films = await Promise.all(
    result.analysedFilms.map((film) => retrieveHeader(archive, { ...result.study, ...film })),
  );
  if (!isWithdrawn(result)) for (const film of films) verifyFilm(ehr, film, result, versions);
  const { issuedAt } = result;
  const bytes = encodeObject(completeObject(object, films, { issuedAt, localOffset: offsetAt(issuedAt) }));
  const { studyInstanceUid } = result.study;
  const target = { root: archive.root, request: archive.fetch, authorization: archive.authorization };
  return [await storeInstance(target, { studyInstanceUid, sopInstanceUid: claimed.identity, bytes })];
}

/** Our reports that the archive lists, and those that it took: its list may lag behind, or leave out what is no film. */
async function everStored(
  db: Db,
  archive: Archive,
  { analysisId, destination }: ClaimedDelivery,
  result: StudyResult,
): Promise<ReadonlySet<string>> {
  const listed = await storedIn(archive, result, { SeriesInstanceUID: reportSeriesUid(result) });
  const taken = await db
    .selectFrom('delivery')
    .select('identity')
    .where('analysis_id', '=', analysisId)
    .where('destination', '=', destination)
    .where('state', 'in', ['sent', 'acknowledged'])
    .execute();
  return new Set([...listed, ...taken.map(({ identity }) => identity)]);
}

/** Which objects of the study the archive lists; one that knows no such key lists more than was asked for. */
async function storedIn(
  archive: Archive,
  { study }: StudyResult,
  match: Readonly<Record<string, string>>,
): Promise<ReadonlySet<string>> {
  const path = `/studies/${study.studyInstanceUid}/instances`;
  const rows = await queryArchive(archive, { path, match, include: [], identity: [SOP_INSTANCE_UID] }).catch(
    (thrown: unknown) => {
      if (thrown instanceof AppError && thrown.code === 'study-not-found') return [];
      throw thrown;
    },
  );
  return new Set(rows.flatMap((row) => firstOf(row, SOP_INSTANCE_UID) ?? []));
}

/** Whose the film is, by its own header: what the archive lists of its study may lag behind. */
function verifyFilm(
  ehr: EhrConnection,
  film: InstanceHeader,
  { patient }: StudyResult,
  versions: readonly StudyResult[],
): void {
  const said = { id: '00100020', issuer: '00100021', birthDate: '00100030', sex: '00100040' };
  const header = Object.fromEntries(
    Object.entries(said).flatMap(([name, tag]) => {
      const value = textOf(film[tag]);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  compareFilm(
    ehr,
    header,
    patient,
    versions.flatMap((each) => each.patient.identifiers),
  );
}

/** `+0100`: where this worker stands. */
function offsetAt(instant: string): string {
  const minutes = -new Date(instant).getTimezoneOffset();
  const digits = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${digits(Math.abs(minutes) / 60)}${digits(Math.abs(minutes) % 60)}`;
}
