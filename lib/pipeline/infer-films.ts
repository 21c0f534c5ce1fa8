import { InferenceError } from '#inference/errors.ts';
import { acceptOutput } from '#inference/gate/accept-pixels.ts';
import { explainFilm } from '#inference/explanation/explain-film.ts';
import { deriveFindings, deriveTriage } from '#lib/findings/derive-findings.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { AnalysisRun } from './analysis-run.ts';
import type { AnalysedFilm, RetrievedFilm } from './film.ts';
import { readLabels } from './read-labels.ts';
import type { WorkerContext } from './worker-context.ts';

/** Every decoded film through the model, which may refuse it too; a refused one stays refused. Throws AppError `model-output-…`. */
export async function inferFilms(
  context: WorkerContext,
  run: AnalysisRun,
  films: readonly RetrievedFilm[],
  signal: AbortSignal,
): Promise<AnalysedFilm[]> {
  if (context.model.manifest.version !== run.modelVersion) {
    // A newer version was installed while this waited: its results would bear the wrong name.
    throw new AppError('model-unavailable', 'permanent', { fields: { wanted: run.modelVersion } });
  }
  const analysed: AnalysedFilm[] = [];
  for (const film of films) analysed.push(await inferFilm(context, film, signal));
  return analysed;
}

async function inferFilm(
  context: WorkerContext,
  film: RetrievedFilm,
  signal: AbortSignal,
): Promise<AnalysedFilm> {
  const { sopInstanceUid, seriesInstanceUid, decoded } = film;
  if (!decoded) return refuse(film, film.refused ?? 'unexpected');
  const { header, frame } = decoded;
  const [output, preview] = await Promise.all([
    context.inference.infer(frame, signal).catch(throwAsAppError),
    context.decoder.preview(frame, {}, signal),
  ]);
  const { manifest } = context.model;
  const acceptance = acceptOutput(manifest, output);
  if (!acceptance.accepted) return refuse(film, acceptance.reason);
  const explain = explainFilm(output, manifest, frame);
  const labels = readLabels(manifest);
  const triage = deriveTriage(output, labels);
  const findings = deriveFindings(output, labels, explain, {
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
    ...(triage === undefined ? {} : { triage }),
    execution: output.execution,
  };
}

function refuse({ sopInstanceUid, seriesInstanceUid }: RetrievedFilm, reason: string): AnalysedFilm {
  return { sopInstanceUid, seriesInstanceUid, outcome: 'refused', reason, findings: [] };
}

/** Inference knows nothing of the product's errors; here its own become ours. */
function throwAsAppError(thrown: unknown): never {
  if (!(thrown instanceof InferenceError)) throw thrown;
  throw new AppError(thrown.code, thrown.failure, { cause: thrown });
}
