import { createHash } from 'node:crypto';
import { discover } from '#lib/launch/discover.ts';
import { withheldAbilities } from '#lib/launch/granted-scopes.ts';
import { accessAt } from '#lib/launch/request-scopes.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import { sessionUserName } from '#lib/launch/session-user.ts';
import { siteById } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { readPatient, type PatientRecord } from '#lib/studies/read-patient.ts';
import type { StudyReference } from '#lib/studies/study-reference.ts';
import { connectEhr } from './connect-ehr.ts';
import { findStudies } from './find-studies.ts';
import { nameOf, type StoredFinding } from './stored-finding.ts';
import { recordSessionDeed } from './record-session-deed.ts';
import { modelVersion } from './view-model-card.ts';
import type {
  AnalysisState,
  AnalysisSummary,
  ChartView,
  FindingName,
  LaunchedBy,
  PatientBanner,
  StudyRow,
} from './views.ts';
import type { WebContext } from './web-context.ts';

/** The launched patient's studies, with what was analysed of each. */
export async function viewChart(context: WebContext, session: LaunchSession): Promise<ChartView> {
  const ehr = connectEhr(context.db, context.config, { site: session.site, launchSessionId: session.id });
  const [banner, studies, analyses, by, supported] = await Promise.all([
    viewPatient(context, session),
    findStudies(ehr, session.patientId),
    latestAnalyses(context.db, session),
    viewLaunchedBy(context, session),
    // Kept from the launch, as a rule; that it can't be read now must not close the chart.
    discover(ehr.site).then(
      ({ scopes_supported: scopes }) => scopes,
      () => undefined,
    ),
  ]);
  await recordSessionDeed(context, session, {
    what: 'patientRecord',
    subtype: 'read',
    action: 'R',
    note: 'chart',
  });
  return {
    patient: banner,
    by,
    withheld: withheldAbilities(session.grantedScopes, accessAt(ehr.site), supported),
    model: modelVersion(session, context.model.manifest),
    studies: studies.map((study) => toRow(session, study, analyses.get(study.studyInstanceUid))),
  };
}

export async function viewLaunchedBy(context: WebContext, session: LaunchSession): Promise<LaunchedBy> {
  const { needPatientBanner, style } = session.context;
  const userName = await sessionUserName(context.db, context.config, session.id);
  return {
    siteName: siteById(context.config, session.site).name,
    isBannerShown: needPatientBanner === false,
    ...(userName === undefined ? {} : { userName }),
    ...(style === undefined ? {} : { style }),
  };
}

/** The banner of every page, from the EHR at this moment. */
export async function viewPatient(context: WebContext, session: LaunchSession): Promise<PatientBanner> {
  const ehr = connectEhr(context.db, context.config, { site: session.site, launchSessionId: session.id });
  return toBanner(await readPatient(ehr.read, session.patientId), ehr.site);
}

/** The launched patient's study behind an opaque key. Throws AppError `study-not-found`. */
export async function findStudy(
  context: WebContext,
  session: LaunchSession,
  key: string,
): Promise<StudyReference> {
  const ehr = connectEhr(context.db, context.config, { site: session.site, launchSessionId: session.id });
  const study = (await findStudies(ehr, session.patientId)).find(
    (each) => studyKey(session, each.studyInstanceUid) === key,
  );
  if (!study) throw new AppError('study-not-found', 'refused', { fields: { launch: session.id } });
  return study;
}

/** Stands in URLs for the study UID; means nothing outside this launch. */
export function studyKey(session: LaunchSession, studyUid: string): string {
  return createHash('sha256').update(`${session.id} ${studyUid}`).digest('hex').slice(0, 24);
}

function toBanner(patient: PatientRecord, site: Site): PatientBanner {
  const mrn = patient.identifiers.find(
    ({ system }) => system !== undefined && site.fhir.patientIdentifierSystems.includes(system),
  );
  return {
    name: patient.displayName,
    identifier: mrn?.value ?? patient.fhirId,
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    ...(patient.sex === undefined ? {} : { sex: patient.sex }),
  };
}

async function latestAnalyses(db: Db, session: LaunchSession): Promise<Map<string, AnalysisSummary>> {
  const rows = await db
    .selectFrom('analysis')
    .select([
      'id',
      'study_uid',
      'state',
      'updated_at',
      'findings',
      'problem_code',
      'result_status',
      'signed_findings',
    ])
    .where('site', '=', session.site)
    .where('patient_id', '=', session.patientId)
    .orderBy('created_at')
    .execute();
  const filed = await filedInEhr(
    db,
    rows.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.study_uid, toSummary(row, filed.has(row.id))]));
}

/** Those of these analyses whose result an EHR has accepted, by whatever way. */
export async function filedInEhr(db: Db, analysisIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (analysisIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('delivery')
    .select('analysis_id')
    .where('analysis_id', 'in', analysisIds)
    .where('destination', '=', 'ehr')
    .where('state', '=', 'acknowledged')
    .execute();
  return new Set(rows.map(({ analysis_id: id }) => id));
}

const SIGNED = ['final', 'amended', 'corrected'] as const;

export function toSummary(
  row: {
    id: string;
    state: string;
    updated_at: Date;
    findings: object[];
    problem_code: string | null;
    result_status: string | null;
    signed_findings: object[] | null;
  },
  isInEhr: boolean,
): AnalysisSummary {
  const isWithdrawn = row.result_status === 'entered-in-error';
  const findings = isWithdrawn ? [] : (row.findings as StoredFinding[]);
  const signedAs = SIGNED.find((status) => status === row.result_status);
  return {
    id: row.id,
    state: row.state as AnalysisState,
    updatedAt: row.updated_at.toISOString(),
    presentFindings:
      signedAs === undefined
        ? findings.filter(({ presence }) => presence === 'present').map(nameOf)
        : ((row.signed_findings ?? []) as FindingName[]),
    ...(signedAs === undefined ? {} : { signedAs }),
    ...(row.state === 'completed' && !isInEhr ? { sentToEngineOnly: true as const } : {}),
    ...(isWithdrawn ? { isWithdrawn } : {}),
    ...(row.problem_code === null
      ? {}
      : { problem: { code: row.problem_code, supportId: supportId(row.id) } }),
  };
}

/** What a clinician reads out on the phone; the log has the whole id. */
export function supportId(id: string): string {
  return id.slice(0, 8);
}

function toRow(
  session: LaunchSession,
  study: StudyReference,
  analysis: AnalysisSummary | undefined,
): StudyRow {
  return {
    key: studyKey(session, study.studyInstanceUid),
    modalities: study.modalities,
    ...(study.description === undefined ? {} : { description: study.description }),
    ...(study.started === undefined ? {} : { started: study.started }),
    ...(study.accessionNumber === undefined ? {} : { accessionNumber: study.accessionNumber }),
    ...(study.instanceCount === undefined ? {} : { instanceCount: study.instanceCount }),
    ...(analysis === undefined ? {} : { analysis }),
  };
}
