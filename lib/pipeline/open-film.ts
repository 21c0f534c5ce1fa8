import { acceptFilm } from '#inference/gate/accept-film.ts';
import { acceptFrame } from '#inference/gate/accept-pixels.ts';
import { findSource, type FilmOrigin } from '#inference/gate/find-source.ts';
import { readHeader, type FilmHeader } from '#lib/pixels/read-header.ts';
import { readOrigin } from '#lib/pixels/read-origin.ts';
import type { RetrievedInstance } from '#lib/pixels/retrieve-instances.ts';
import { fullYears } from '#lib/standards/full-years.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import type { PatientRecord } from '#lib/studies/read-patient.ts';
import { verifyPatient } from '#lib/studies/verify-patient.ts';
import type { AnalysisRun } from './analysis-run.ts';
import type { EhrConnection } from './connect-ehr.ts';
import type { RetrievedFilm } from './film.ts';
import type { WorkerContext } from './worker-context.ts';

export interface StudyRetrieval {
  readonly run: AnalysisRun;
  readonly ehr: EhrConnection;
  readonly patient: PatientRecord;
  /** Those that hold the study: usually one, several where its series have Endpoints of their own. */
  readonly archives: readonly DicomwebRoot[];
  /** The job's: aborted when it is taken from this worker, or the worker stops. */
  readonly signal: AbortSignal;
}

/** Whose film it must be, and of which study. */
export interface Whose extends Pick<StudyRetrieval, 'ehr' | 'patient'> {
  readonly run: Pick<AnalysisRun, 'id' | 'study'>;
}

/** A film that the model will see, as far as its copies are known by it. */
export type AcceptedFilm = FilmOrigin;

/**
 * One fetched film, decoded or refused by name; a decoded one joins the accepted. Throws what ends the whole study, and
 * what is no film's fault.
 */
export async function openFilm(
  context: WorkerContext,
  retrieval: StudyRetrieval,
  instance: RetrievedInstance,
  accepted: AcceptedFilm[],
): Promise<RetrievedFilm> {
  const film = { sopInstanceUid: instance.sopInstanceUid, seriesInstanceUid: instance.seriesInstanceUid };
  try {
    const header = readHeader(instance.bytes);
    verifyFilm(header, retrieval, instance);
    const facts = { ...header, ...ageOf(header, retrieval), ...readOrigin(instance.bytes) };
    const acceptance = acceptFilm(context.model.manifest.accepts, facts);
    if (!acceptance.accepted) return { ...film, refused: acceptance.reason };
    if (findSource(facts, accepted) !== undefined) return { ...film, refused: 'processed-copy' };
    const decoded = await context.decoder.decode(instance.bytes, retrieval.signal);
    const shown = acceptFrame(decoded.frame);
    if (!shown.accepted) return { ...film, refused: shown.reason };
    const { sopInstanceUid, view, imageType, sources, acquired } = facts;
    accepted.push({
      sopInstanceUid,
      imageType,
      sources,
      ...(view === undefined ? {} : { view }),
      ...(acquired === undefined ? {} : { acquired }),
    });
    return { ...film, decoded };
  } catch (thrown) {
    const error = toAppError(thrown);
    const whole = error.code.startsWith('patient-') || error.code === 'study-mismatch';
    if (error.failure !== 'refused' || whole) throw error;
    return { ...film, refused: error.code };
  }
}

/** A film that says nothing of its patient's age has the chart's: on the study's day, or at most today's. */
function ageOf(header: FilmHeader, { run, patient }: StudyRetrieval): Pick<FilmHeader, 'ageYears'> {
  const day = run.study.started ?? new Date().toISOString();
  const ageYears = header.ageYears ?? fullYears(patient.birthDate, day);
  return ageYears === undefined ? {} : { ageYears };
}

/** Is it the object that was asked for, of the study that was asked for, of the patient in the chart? */
export function verifyFilm(
  header: FilmHeader,
  { run, ehr, patient }: Whose,
  instance: Pick<RetrievedInstance, 'sopInstanceUid'>,
): void {
  const same =
    header.studyInstanceUid === run.study.studyInstanceUid &&
    header.sopInstanceUid === instance.sopInstanceUid;
  if (!same) throw new AppError('study-mismatch', 'refused', { fields: { analysis: run.id } });
  const { patientIdentifierSystems, patientIdIssuers } = ehr.site.fhir;
  verifyPatient(header.patient, patient, patientIdentifierSystems, patientIdIssuers);
}
