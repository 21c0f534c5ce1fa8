import { sessionUserName } from '#lib/launch/session-user.ts';
import { latestAnalysisId, viewAnalysis } from '#lib/pipeline/view-analysis.ts';
import { viewPatient } from '#lib/pipeline/view-chart.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { AnalysisPage } from '../../../_components/analysis-page.tsx';
import { PatientBar } from '../../../_components/patient-bar.tsx';
import { Problem } from '../../../_components/problem.tsx';
import { tell } from '../../../_server/answer-error.ts';
import { openSession } from '../../../_server/open-session.ts';

export const dynamic = 'force-dynamic';

/** One study's analysis: live while it runs, then its findings and where they went. */
export default async function StudyPage({
  params,
}: {
  readonly params: Promise<{ launch: string; study: string }>;
}) {
  const { launch, study } = await params;
  const page = await loadPage(launch, study).catch(async (thrown: unknown) =>
    tell(await webContext(), thrown),
  );
  if ('error' in page) return <Problem code={page.error.code} supportId={page.supportId} />;
  const { patient, siteName, userName, view } = page;
  return (
    <>
      <PatientBar patient={patient} siteName={siteName} {...(userName === undefined ? {} : { userName })} />
      <AnalysisPage view={view} study={view.study} launch={launch} />
    </>
  );
}

async function loadPage(launch: string, study: string) {
  const { context, session } = await openSession(launch);
  const [patient, view, userName] = await Promise.all([
    viewPatient(context, session),
    latestAnalysisId(context, session, study).then((id) => viewAnalysis(context, session, id)),
    sessionUserName(context.db, context.config, session.id),
  ]);
  const siteName = context.config.sites.find((site) => site.id === session.site)?.name ?? '';
  return { patient, view, userName, siteName };
}
