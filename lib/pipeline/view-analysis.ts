import { z } from 'zod';
import type { Execution } from '#inference/contract.ts';
import type { LoadedModel } from '#inference/models/load-model.ts';
import type { TriageScore } from '#lib/findings/finding.ts';
import { sortForReading } from '#lib/findings/merge-films.ts';
import type { FilingPlan } from '#lib/conformance/filing-plan.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Db } from '#lib/platform/database.ts';
import { studyReferenceSchema, type StudyReference } from '#lib/studies/study-reference.ts';
import { signerOf } from '#lib/results/report-status.ts';
import { keptVersions } from './keep-result.ts';
import { findOwnAnalysis } from './own-analysis.ts';
import { recordSeen } from './record-session-deed.ts';
import type { RoutedDestination } from './route-results.ts';
import { modelVersion } from './view-model-card.ts';
import { filedInEhr, studyKey, supportId, toSummary } from './view-chart.ts';
import { nameOf, type StoredFinding } from './stored-finding.ts';
import type { AnalysisState, AnalysisView, DeliveryView, FilmView, FindingView, StepView } from './views.ts';
import type { WebContext } from './web-context.ts';

/**
 * One analysis as the page shows it; only of the launched patient, whatever id the URL names. Throws AppError
 * `analysis-unknown` for all others alike.
 */
export async function viewAnalysis(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
): Promise<AnalysisView> {
  const row = await findOwnAnalysis(context.db, session, analysisId);
  const [films, deliveries, filed, standing] = await Promise.all([
    readFilms(context.db, session, analysisId),
    readDeliveries(context.db, analysisId),
    filedInEhr(context.db, [analysisId]),
    readStanding(context.db, analysisId),
  ]);
  const isWithdrawn = row.result_status === 'entered-in-error';
  const shown = isWithdrawn ? [] : (row.findings as StoredFinding[]);
  const execution = row.execution as Execution | null;
  const { manifest } = context.model;
  const isThisModel = manifest.id === row.model_id && manifest.version === row.model_version;
  return {
    ...toSummary(row, filed.has(analysisId)),
    study: viewStudy(studyReferenceSchema.parse(row.study)),
    origin: row.origin,
    startedAt: (row.started_at ?? row.created_at).toISOString(),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at.toISOString() }),
    steps: viewSteps(row.state as AnalysisState, row.timings),
    films: films.map(({ view }) => view),
    findings: sortForReading(shown).map((finding) => toFindingView(finding, films)),
    ...(row.triage === null || isWithdrawn ? {} : { triage: row.triage as TriageScore }),
    deliveries,
    ...standing,
    ...viewRoute(row.routing, deliveries),
    madeBy: modelVersion(session, { id: row.model_id, version: row.model_version }),
    ...(isThisModel ? { model: viewModel(manifest, execution) } : {}),
  };
}

function viewModel(
  { title, id, version, sha256, regulatoryStatus }: LoadedModel['manifest'],
  execution: Execution | null,
): NonNullable<AnalysisView['model']> {
  if (execution === null) return { title, id, version, sha256, regulatoryStatus };
  const { provider, precision, device } = execution;
  return { title, id, version, sha256, regulatoryStatus, execution: { provider, precision, device } };
}

/** The same for somebody who opens it: that they saw it is written down first. */
export async function openAnalysis(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
): Promise<AnalysisView> {
  const view = await viewAnalysis(context, session, analysisId);
  await recordSeen(context, session, analysisId, 'result');
  return view;
}

/** The preview picture of one film, as bytes. Throws AppError `analysis-unknown`, also for what was taken back. */
export async function readPreview(
  context: WebContext,
  session: LaunchSession,
  analysisId: string,
  filmIndex: number,
): Promise<{ bytes: Buffer; contentType: string }> {
  const analysis = await findOwnAnalysis(context.db, session, analysisId);
  const row = await context.db
    .selectFrom('analysis_film')
    .select(['preview', 'preview_type'])
    .where('analysis_id', '=', analysisId)
    .where('film_index', '=', filmIndex)
    .executeTakeFirst();
  const isWithdrawn = analysis.result_status === 'entered-in-error';
  if (!row?.preview || row.preview_type === null || isWithdrawn)
    throw new AppError('analysis-unknown', 'refused');
  await recordSeen(context, session, analysisId, 'film');
  return { bytes: row.preview, contentType: row.preview_type };
}

function viewStudy({ description, started, accessionNumber }: StudyReference): AnalysisView['study'] {
  return {
    ...(description === undefined ? {} : { description }),
    ...(started === undefined ? {} : { started }),
    ...(accessionNumber === undefined ? {} : { accessionNumber }),
  };
}

interface StoredFilm {
  readonly sopUid: string;
  readonly view: FilmView;
}

async function readFilms(db: Db, session: LaunchSession, analysisId: string): Promise<StoredFilm[]> {
  const rows = await db
    .selectFrom('analysis_film')
    .select(['film_index', 'sop_uid', 'outcome', 'reason', 'view_position', 'rows', 'columns'])
    .where('analysis_id', '=', analysisId)
    .orderBy('film_index')
    .execute();
  return rows.map((row) => ({
    sopUid: row.sop_uid,
    view: {
      index: row.film_index,
      outcome: row.outcome,
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.view_position === null ? {} : { view: row.view_position }),
      ...(row.rows === null || row.columns === null ? {} : { rows: row.rows, columns: row.columns }),
      ...(row.outcome === 'analysed'
        ? { previewUrl: `/api/launches/${session.id}/analyses/${analysisId}/films/${String(row.film_index)}` }
        : {}),
    },
  }));
}

/** Of the version that stands: what it claims, who signed it, and why it isn't the first. */
async function readStanding(
  db: Db,
  analysisId: string,
): Promise<Pick<AnalysisView, 'status' | 'signedBy' | 'reissued'>> {
  const [last] = await keptVersions(db, analysisId);
  if (last === undefined) return {};
  const { status, reason, version } = last;
  const signer = signerOf(last);
  return {
    status,
    ...(signer === undefined ? {} : { signedBy: { display: signer.display, signedAt: signer.signedAt } }),
    ...(reason === undefined ? {} : { reissued: { reason, version } }),
  };
}

async function readDeliveries(db: Db, analysisId: string): Promise<DeliveryView[]> {
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .orderBy('version')
    .orderBy('created_at')
    .orderBy('destination')
    .execute();
  return rows.map((row) => ({
    destination: row.destination,
    version: row.version,
    kind: row.kind === 'fhir' && carriedBy(row.plan) === 'document' ? 'document' : row.kind,
    state: row.state,
    attempts: row.attempts,
    updatedAt: (row.acknowledged_at ?? row.updated_at).toISOString(),
    references: row.references,
    ...(row.problem_code === null
      ? {}
      : { problem: { code: row.problem_code, supportId: supportId(row.id) } }),
  }));
}

const carriesSchema = z.object({ carries: z.enum(['report', 'document', 'nothing']) });

/** How it was really sent, where it has been. */
function carriedBy(plan: object | null): FilingPlan['carries'] | undefined {
  return carriesSchema.safeParse(plan).data?.carries;
}

/** What the chart gets, where it isn't the report: as was planned, or as it turned out when it was sent. */
function viewRoute(
  routing: readonly object[],
  deliveries: readonly DeliveryView[],
): Pick<AnalysisView, 'atEhr'> {
  if (routing.length === 0) return {};
  const planned = (routing as RoutedDestination[]).find(({ destination }) => destination === 'ehr')?.carries;
  const sent = deliveries.find(({ destination }) => destination === 'ehr');
  if (sent?.kind === 'document' || (sent !== undefined && planned === 'document'))
    return { atEhr: 'document' };
  return sent === undefined ? { atEhr: 'nothing' } : {};
}

function toFindingView(finding: StoredFinding, films: readonly StoredFilm[]): FindingView {
  const { presence, probability, operatingPoint, ruleOut, laterality, zone, heatMap, regions } = finding;
  return {
    ...nameOf(finding),
    presence,
    probability,
    operatingPoint,
    ...(ruleOut === undefined ? {} : { ruleOut }),
    ...(laterality === undefined ? {} : { laterality }),
    ...(zone === undefined ? {} : { zone }),
    ...(heatMap === undefined ? {} : { heatMap }),
    ...(regions === undefined ? {} : { regions }),
    filmIndex: films.find((film) => film.sopUid === finding.sopInstanceUid)?.view.index ?? 0,
  };
}

const STEPS = [
  { name: 'retrieve', state: 'retrieving', timing: 'retrieveMs' },
  { name: 'decode', state: 'decoding', timing: 'decodeMs' },
  { name: 'infer', state: 'inferring', timing: 'inferenceMs' },
  { name: 'write', state: 'writing', timing: 'writeMs' },
  { name: 'deliver', state: 'delivering', timing: 'deliverMs' },
] as const;

/** How far it is. Where it ended early, the first step without a time is the one it stopped in. */
export function viewSteps(state: AnalysisState, timings: Readonly<Record<string, number>>): StepView[] {
  const stopped = state === 'refused' || state === 'failed';
  const done = state === 'completed' || state === 'undelivered';
  const reached = STEPS.findIndex((step) =>
    stopped ? timings[step.timing] === undefined : step.state === state,
  );
  return STEPS.map(({ name, timing }, index) => {
    const milliseconds = timings[timing];
    const time = milliseconds === undefined ? {} : { milliseconds };
    if (done || index < reached) return { name, state: 'done', ...time };
    if (index > reached || state === 'queued') return { name, state: 'waiting' };
    return { name, state: stopped ? 'stopped' : 'running' };
  });
}

/** The latest analysis of the launched patient's study behind this key. Throws AppError `analysis-unknown`. */
export async function latestAnalysisId(
  context: WebContext,
  session: LaunchSession,
  key: string,
): Promise<string> {
  const rows = await context.db
    .selectFrom('analysis')
    .select(['id', 'study_uid'])
    .where('site', '=', session.site)
    .where('patient_id', '=', session.patientId)
    .orderBy('created_at', 'desc')
    .execute();
  const row = rows.find((each) => studyKey(session, each.study_uid) === key);
  if (!row) throw new AppError('analysis-unknown', 'refused', { fields: { launch: session.id } });
  return row.id;
}
