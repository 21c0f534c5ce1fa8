/** A film for the page of whoever looks at it: fetched with their login, and compared with the patient once more. */
import { sql } from 'kysely';
import { readHeader } from '#lib/pixels/read-header.ts';
import { retrieveInstances } from '#lib/pixels/retrieve-instances.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import type { Jobs } from '#lib/platform/queue.ts';
import { readPatient } from '#lib/studies/read-patient.ts';
import { studyReferenceSchema } from '#lib/studies/study-reference.ts';
import { verifyListedPatient } from '#lib/studies/verify-patient.ts';
import { connectEhr } from './connect-ehr.ts';
import { locateStudy } from './locate-study.ts';
import { verifyFilm, type Whose } from './open-film.ts';
import type { WorkerContext } from './worker-context.ts';

/** Whoever looks has gone home. */
const UNUSED_HOURS = 8;
const BYTES_AT_MOST = 2 * 1024 ** 3;

/** Keeps the film, or why it can't be had: the page asks again, not the queue. */
export async function fetchFilm(
  context: WorkerContext,
  wanted: Jobs['film'],
  signal: AbortSignal,
): Promise<void> {
  const { analysisId, filmIndex, launchSessionId } = wanted;
  const outcome = await makeParcel(context, wanted, signal).then(
    (bytes) => ({ body: Buffer.from(bytes), problem_code: null }),
    (thrown: unknown) => {
      const error = toAppError(thrown);
      context.log.warn(
        { event: 'film-not-fetched', analysis: analysisId, film: filmIndex, ...errorFields(error) },
        'film',
      );
      return { body: null, problem_code: error.code };
    },
  );
  await context.db
    .insertInto('film_values')
    .values({
      analysis_id: analysisId,
      film_index: filmIndex,
      launch_session_id: launchSessionId,
      ...outcome,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['analysis_id', 'film_index'])
        .doUpdateSet({ ...outcome, launch_session_id: launchSessionId, used_at: sql`now()` })
        // One login's problem takes nothing from another who has the film.
        .where('film_values.body', 'is', null),
    )
    .execute();
}

/** What nobody has looked at for hours, and beyond a bound what was looked at longest ago. */
export async function purgeFilms(db: Db): Promise<void> {
  await sql`
    DELETE FROM film_values WHERE (analysis_id, film_index) IN (
      SELECT analysis_id, film_index FROM (
        SELECT analysis_id, film_index, used_at,
          sum(coalesce(octet_length(body), 0)) OVER (ORDER BY used_at DESC) AS newer
        FROM film_values) AS kept
      WHERE newer > ${BYTES_AT_MOST} OR used_at < now() - make_interval(hours => ${UNUSED_HOURS}))`.execute(
    db,
  );
}

async function makeParcel(
  context: WorkerContext,
  { analysisId, filmIndex, launchSessionId }: Jobs['film'],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { db, config, decoder } = context;
  const film = await db
    .selectFrom('analysis_film')
    .innerJoin('analysis', 'analysis.id', 'analysis_film.analysis_id')
    .select(['analysis.site', 'analysis.patient_id', 'analysis.study'])
    .select(['analysis_film.sop_uid', 'analysis_film.rows', 'analysis_film.columns'])
    .where('analysis_id', '=', analysisId)
    .where('film_index', '=', filmIndex)
    .executeTakeFirstOrThrow();
  const ehr = connectEhr(db, config, { site: film.site, launchSessionId });
  const patient = await readPatient(ehr.read, film.patient_id);
  const whose = { run: { id: analysisId, study: studyReferenceSchema.parse(film.study) }, ehr, patient };
  const bytes = await retrieveOne(whose, film.sop_uid, signal);
  const { frame } = await decoder.decode(bytes, signal);
  // What the model's map lies over is the film that it saw.
  if (frame.rows !== film.rows || frame.columns !== film.columns)
    throw new AppError('study-mismatch', 'refused', { fields: { analysis: analysisId } });
  return decoder.pack(frame, signal);
}

async function retrieveOne(whose: Whose, sopInstanceUid: string, signal: AbortSignal): Promise<Uint8Array> {
  const { run, ehr, patient } = whose;
  for (const archive of await locateStudy(ehr, run.study, patient, signal)) {
    const instances = retrieveInstances({
      ...(await ehr.reach(archive)),
      studyInstanceUid: run.study.studyInstanceUid,
      ...(ehr.site.retrieval === undefined ? {} : { limits: ehr.site.retrieval }),
      // The list tells of a study that has changed hands, its films' own headers do not.
      select: (listed) => {
        for (const { patientId } of listed)
          verifyListedPatient(patientId, patient, ehr.site.fhir.patientIdentifierSystems);
        return listed.filter((each) => each.sopInstanceUid === sopInstanceUid);
      },
      signal,
    });
    for await (const instance of instances) {
      verifyFilm(readHeader(instance.bytes), whose, instance);
      return instance.bytes;
    }
  }
  throw new AppError('study-not-found', 'refused');
}
