import { InferenceError } from '#inference/errors.ts';
import { describeMap } from '#inference/explanation/describe-map.ts';
import { decisionLogit } from '#inference/explanation/decision-logit.ts';
import { deriveFindings, type CalibratedLabel } from '#lib/findings/derive-findings.ts';
import { isFindingLabel } from '#lib/standards/finding-codes.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { AnalysisRun } from './analysis-run.ts';
import type { AnalysedFilm, RetrievedFilm } from './film.ts';
import type { WorkerContext } from './worker-context.ts';

/** Every decoded film through the model; a refused one stays refused. Throws AppError `model-output-…`. */
export async function inferFilms(
  context: WorkerContext,
  run: AnalysisRun,
  films: readonly RetrievedFilm[],
): Promise<AnalysedFilm[]> {
  if (context.model.manifest.version !== run.modelVersion) {
    // A newer version was installed while this waited: its results would bear the wrong name.
    throw new AppError('model-unavailable', 'permanent', { fields: { wanted: run.modelVersion } });
  }
  const analysed: AnalysedFilm[] = [];
  for (const film of films) analysed.push(await inferFilm(context, film));
  return analysed;
}

async function inferFilm(context: WorkerContext, film: RetrievedFilm): Promise<AnalysedFilm> {
  const { sopInstanceUid, seriesInstanceUid, decoded } = film;
  if (!decoded) {
    return {
      sopInstanceUid,
      seriesInstanceUid,
      outcome: 'refused',
      reason: film.refused ?? 'unexpected',
      findings: [],
    };
  }
  const { header, frame } = decoded;
  const [output, preview] = await Promise.all([
    context.inference.infer(frame).catch(throwAsAppError),
    context.decoder.preview(frame),
  ]);
  const labels = calibratedLabels(context);
  const { maps: drawn } = output;
  if (drawn === undefined) throw new AppError('model-output-broken', 'permanent');
  const maps = labels.map((label, index) => describeMap(drawn, index, decisionLogit(label)));
  const findings = deriveFindings(output, labels, maps, {
    sopInstanceUid,
    patientOrientation: header.patientOrientation,
  });
  return {
    sopInstanceUid,
    seriesInstanceUid,
    outcome: 'analysed',
    header,
    preview,
    findings,
    execution: output.execution,
  };
}

/** The manifest's labels as the product knows them; one that it has no words for must not be shown. */
function calibratedLabels(context: WorkerContext): CalibratedLabel[] {
  return context.model.manifest.labels.map(({ label, calibration, operatingPoint, ruleOut }) => {
    if (!isFindingLabel(label)) throw new AppError('model-output-broken', 'permanent', { fields: { label } });
    return { label, calibration, operatingPoint, ruleOut };
  });
}

/** Inference knows nothing of the product's errors; here its own become ours. */
function throwAsAppError(thrown: unknown): never {
  if (!(thrown instanceof InferenceError)) throw thrown;
  throw new AppError(thrown.code, thrown.failure, { cause: thrown });
}
