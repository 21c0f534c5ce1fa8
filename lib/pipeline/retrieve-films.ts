import type { ListedInstance } from '#lib/pixels/list-instances.ts';
import { retrieveInstances } from '#lib/pixels/retrieve-instances.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot } from '#lib/platform/sites.ts';
import { verifyListedPatient } from '#lib/studies/verify-patient.ts';
import { advance } from './analysis-run.ts';
import type { RetrievedFilm } from './film.ts';
import { openFilm, type AcceptedFilm, type StudyRetrieval } from './open-film.ts';
import { selectFilms } from './select-films.ts';
import type { WorkerContext } from './worker-context.ts';

interface Collected {
  readonly films: RetrievedFilm[];
  readonly accepted: AcceptedFilm[];
  /** SOP Instance UIDs in the archives' order, as films are shown. */
  readonly listed: string[];
  decodeMs: number;
}

/** An archive that holds another part of the study may know nothing of this one. */
const NOT_HERE = new Set(['study-not-found', 'study-without-images']);

/**
 * All films of the study: each decoded or refused by name, unseen where the archive's list tells enough. A film of
 * another patient, or one that doesn't say whose it is, ends the whole analysis: whoever mixed up one film may have
 * mixed up all. Throws AppError (refused) `patient-mismatch`, `patient-unverifiable`, `study-mismatch`, and what
 * retrieval throws.
 */
export async function retrieveFilms(
  context: WorkerContext,
  retrieval: StudyRetrieval,
): Promise<{ films: RetrievedFilm[]; decodeMs: number }> {
  const collected: Collected = { films: [], accepted: [], listed: [], decodeMs: 0 };
  let notHere: AppError | undefined;
  for (const archive of retrieval.archives) {
    try {
      await retrieveFrom(context, retrieval, archive, collected);
    } catch (thrown) {
      if (!(thrown instanceof AppError && NOT_HERE.has(thrown.code))) throw thrown;
      notHere = thrown;
    }
  }
  if (notHere !== undefined && collected.films.length === 0) throw notHere;
  const place = (film: RetrievedFilm) => collected.listed.indexOf(film.sopInstanceUid);
  return {
    films: collected.films.toSorted((a, b) => place(a) - place(b)),
    decodeMs: Math.round(collected.decodeMs * 10) / 10,
  };
}

async function retrieveFrom(
  context: WorkerContext,
  retrieval: StudyRetrieval,
  archive: DicomwebRoot,
  collected: Collected,
): Promise<void> {
  const { run, ehr, signal } = retrieval;
  const instances = retrieveInstances({
    ...(await ehr.reach(archive)),
    studyInstanceUid: run.study.studyInstanceUid,
    ...(run.study.instanceCount === undefined ? {} : { expected: run.study.instanceCount }),
    ...(ehr.site.retrieval === undefined ? {} : { limits: ehr.site.retrieval }),
    select: (listed) => select(context, retrieval, listed, collected),
    signal,
  });
  let isFirst = true;
  for await (const instance of instances) {
    if (isFirst) await advance(context.db, run, 'decoding');
    isFirst = false;
    const started = performance.now();
    const film = await openFilm(context, retrieval, instance, collected.accepted);
    collected.films.push(film);
    collected.decodeMs += performance.now() - started;
  }
}

function select(
  context: WorkerContext,
  { ehr, patient }: StudyRetrieval,
  listed: readonly ListedInstance[],
  collected: Collected,
): readonly ListedInstance[] {
  for (const { patientId } of listed)
    verifyListedPatient(patientId, patient, ehr.site.fhir.patientIdentifierSystems);
  // An archive asked before may hold the same films.
  const known = new Set(collected.listed);
  const fresh = listed.filter(({ sopInstanceUid }) => !known.has(sopInstanceUid));
  collected.listed.push(...fresh.map(({ sopInstanceUid }) => sopInstanceUid));
  const { wanted, leftOut } = selectFilms(context.model.manifest.accepts, fresh);
  for (const { instance, reason } of leftOut) {
    const { sopInstanceUid, seriesInstanceUid } = instance;
    collected.films.push({ sopInstanceUid, seriesInstanceUid, refused: reason });
  }
  return wanted;
}
