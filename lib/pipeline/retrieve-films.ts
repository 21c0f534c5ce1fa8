import { acceptFilm } from '#inference/gate/accept-film.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { readHeader, type FilmHeader } from '#lib/pixels/read-header.ts';
import { retrieveInstances, type RetrievedInstance } from '#lib/pixels/retrieve-instances.ts';
import type { PatientRecord } from '#lib/studies/read-patient.ts';
import { verifyPatient } from '#lib/studies/verify-patient.ts';
import { advance, type AnalysisRun } from './analysis-run.ts';
import type { EhrConnection } from './connect-ehr.ts';
import type { RetrievedFilm } from './film.ts';
import type { WorkerContext } from './worker-context.ts';

/**
 * All films of the study: each either decoded or refused by name. A film of another patient, or one that doesn't say
 * whose it is, ends the whole analysis: whoever mixed up one film may have mixed up all. Throws AppError (refused)
 * `patient-mismatch`, `patient-unverifiable`, `study-mismatch`, and what retrieval throws.
 */
export async function retrieveFilms(
  context: WorkerContext,
  run: AnalysisRun,
  ehr: EhrConnection,
  archive: Site['dicomweb'][number],
  patient: PatientRecord,
): Promise<{ films: RetrievedFilm[]; decodeMs: number }> {
  const films: RetrievedFilm[] = [];
  let decodeMs = 0;
  const instances = retrieveInstances({
    root: archive.root,
    studyInstanceUid: run.study.studyInstanceUid,
    // ehr.askArchive brings the token itself.
    authorization: () => Promise.resolve(undefined),
    ...(archive.authorization === 'ehr-token' ? { fetch: ehr.askArchive } : {}),
  });
  for await (const instance of instances) {
    if (films.length === 0) await advance(context.db, run, 'decoding');
    const started = performance.now();
    films.push(await openFilm(context, run, ehr.site, patient, instance));
    decodeMs += performance.now() - started;
  }
  return { films, decodeMs: Math.round(decodeMs * 10) / 10 };
}

async function openFilm(
  context: WorkerContext,
  run: AnalysisRun,
  site: Site,
  patient: PatientRecord,
  instance: RetrievedInstance,
): Promise<RetrievedFilm> {
  const film = { sopInstanceUid: instance.sopInstanceUid, seriesInstanceUid: instance.seriesInstanceUid };
  try {
    const header = readHeader(instance.bytes);
    verifyFilm(header, run, patient, site, instance);
    const acceptance = acceptFilm(context.model.manifest.accepts, header);
    if (!acceptance.accepted) return { ...film, refused: acceptance.reason };
    return { ...film, decoded: await context.decoder.decode(instance.bytes) };
  } catch (thrown) {
    const error = toAppError(thrown);
    const whole = error.code.startsWith('patient-') || error.code === 'study-mismatch';
    if (error.failure !== 'refused' || whole) throw error;
    return { ...film, refused: error.code };
  }
}

/** Is it the object that was asked for, of the study that was asked for, of the patient in the chart? */
function verifyFilm(
  header: FilmHeader,
  run: AnalysisRun,
  patient: PatientRecord,
  site: Site,
  instance: RetrievedInstance,
): void {
  const same =
    header.studyInstanceUid === run.study.studyInstanceUid &&
    header.sopInstanceUid === instance.sopInstanceUid;
  if (!same) throw new AppError('study-mismatch', 'refused', { fields: { analysis: run.id } });
  verifyPatient(header.patient, patient, site.fhir.patientIdentifierSystems);
}
