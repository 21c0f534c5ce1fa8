import { mergeFilms, mergeTriage } from '#lib/findings/merge-films.ts';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { LoadedModel } from '#inference/models/load-model.ts';
import { readPatient, type PatientRecord } from '#lib/studies/read-patient.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { ResultStudy, StudyResult } from '#lib/results/study-result.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import { advance, type AnalysisRun } from './analysis-run.ts';
import type { EhrConnection } from './connect-ehr.ts';
import { describeModel } from './describe-model.ts';
import type { AnalysedFilm } from './film.ts';
import { findPrior } from './find-prior.ts';
import { keepResult } from './keep-result.ts';
import { orderOf } from './order-of-run.ts';
import type { stopwatch } from './stopwatch.ts';
import type { WorkerContext } from './worker-context.ts';
import { patientOfResult } from './subject-of-result.ts';
import { writeVersion } from './write-version.ts';

export interface ResultParts {
  readonly analysed: readonly AnalysedFilm[];
  readonly patient: PatientRecord;
  readonly model: LoadedModel;
  readonly watch: ReturnType<typeof stopwatch>;
}

/**
 * From findings to documents, committed together with the analysis's state and their deliveries in one transaction.
 * The patient is read and compared once more first: with a token that has died meanwhile, or a chart that has changed
 * hands, nothing is filed. Throws AppError `patient-mismatch`, `token-expired`.
 */
export async function fileResults(
  context: WorkerContext,
  run: AnalysisRun,
  ehr: EhrConnection,
  parts: ResultParts,
): Promise<void> {
  const now = await readPatient(ehr.read, run.patientId);
  if (!samePatient(now, parts.patient))
    throw new AppError('patient-mismatch', 'refused', { fields: { analysis: run.id } });
  const result = await composeResult(context, run, ehr.site, parts);
  const { documents, told } = await writeVersion(context, ehr.site, [result]);
  // Analysed for nobody: said now, while the settings can still be put right and the study be read again.
  if (documents.length === 0) throw new AppError('route-missing', 'permanent');
  const triage = mergeTriage(parts.analysed.map((film) => film.triage));
  await context.db.transaction().execute(async (transaction) => {
    await advance(transaction, run, 'delivering', {
      timings: { writeMs: parts.watch.lap() },
      findings: result.findings,
      ...(triage === undefined ? {} : { triage }),
      execution: result.execution,
      routing: told,
    });
    await keepResult(transaction, result);
    await enqueueDocuments(
      transaction,
      context.queue,
      { id: run.id, site: run.site, version: result.version },
      documents,
    );
  });
}

function samePatient(a: PatientRecord, b: PatientRecord): boolean {
  const key = (patient: PatientRecord) =>
    patient.identifiers
      .map(({ system, value }) => `${system ?? ''}|${value}`)
      .sort()
      .join();
  return a.fhirId === b.fhirId && key(a) === key(b) && a.birthDate === b.birthDate;
}

async function composeResult(
  context: WorkerContext,
  run: AnalysisRun,
  site: Site,
  parts: ResultParts,
): Promise<StudyResult> {
  const analysed = parts.analysed.filter((film) => film.outcome === 'analysed');
  const execution = analysed[0]?.execution;
  if (!execution) throw new AppError('no-film-accepted', 'refused');
  const order = await orderOf(context.db, run);
  const subject = {
    analysisId: run.id,
    patient: patientOfResult(parts.patient, site),
    study: studyOfResult(run.study),
    model: describeModel(parts.model.manifest),
  };
  const prior = await findPrior(context.db, run.site, subject);
  return {
    ...subject,
    version: 1,
    status: 'preliminary',
    issuedAt: new Date().toISOString(),
    ...(order === undefined ? {} : { order }),
    findings: mergeFilms(analysed.map((film) => film.findings)),
    analysedFilms: analysed.map(({ sopInstanceUid, seriesInstanceUid }) => ({
      sopInstanceUid,
      seriesInstanceUid,
    })),
    refusedFilms: parts.analysed
      .filter((film) => film.outcome === 'refused')
      .map(({ sopInstanceUid, reason }) => ({ sopInstanceUid, reason: reason ?? 'unexpected' })),
    execution,
    ...(prior === undefined ? {} : { prior }),
  };
}

function studyOfResult(study: StudyReference): ResultStudy {
  const { studyInstanceUid, accessionNumber, imagingStudyId, started, description } = study;
  return {
    studyInstanceUid,
    ...(accessionNumber === undefined ? {} : { accessionNumber }),
    ...(imagingStudyId === undefined ? {} : { imagingStudyId }),
    ...(started === undefined ? {} : { started }),
    ...(description === undefined ? {} : { description }),
  };
}
