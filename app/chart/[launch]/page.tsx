import { viewChart } from '#lib/pipeline/view-chart.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { LaunchedPage } from '../../_components/launched-page.tsx';
import { Problem } from '../../_components/problem.tsx';
import { StudyList } from '../../_components/study-list.tsx';
import { tell } from '../../_server/answer-error.ts';
import { openSession } from '../../_server/open-session.ts';

export const dynamic = 'force-dynamic';

/** The launched patient's imaging studies. `study`: the one that the launch was about, by its key. */
export default async function ChartPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ launch: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
  const { launch } = await params;
  const { study: chosen } = await searchParams;
  const chart = await openSession(launch)
    .then(({ context, session }) => viewChart(context, session))
    .catch(async (thrown: unknown) => tell(await webContext(), thrown));
  if ('error' in chart) return <Problem code={chart.error.code} supportId={chart.supportId} />;
  return (
    <LaunchedPage launch={launch} patient={chart.patient} by={chart.by}>
      <StudyList chart={chart} launch={launch} chosen={typeof chosen === 'string' ? chosen : undefined} />
    </LaunchedPage>
  );
}
