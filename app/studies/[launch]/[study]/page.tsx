import { latestAnalysisId, openAnalysis } from '#lib/pipeline/view-analysis.ts';
import { viewLaunchedBy, viewPatient } from '#lib/pipeline/view-chart.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { AnalysisPage } from '../../../_components/analysis-page.tsx';
import { LaunchedPage } from '../../../_components/launched-page.tsx';
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
  const { patient, by, view } = page;
  return (
    <LaunchedPage launch={launch} patient={patient} by={by}>
      <AnalysisPage view={view} study={view.study} launch={launch} />
    </LaunchedPage>
  );
}

async function loadPage(launch: string, study: string) {
  const { context, session } = await openSession(launch);
  const [patient, view, by] = await Promise.all([
    viewPatient(context, session),
    latestAnalysisId(context, session, study).then((id) => openAnalysis(context, session, id)),
    viewLaunchedBy(context, session),
  ]);
  return { patient, view, by };
}
