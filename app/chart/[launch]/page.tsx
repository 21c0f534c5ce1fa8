import { viewChart } from '#lib/pipeline/view-chart.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { PatientBar } from '../../_components/patient-bar.tsx';
import { Problem } from '../../_components/problem.tsx';
import { StudyList } from '../../_components/study-list.tsx';
import { tell } from '../../_server/answer-error.ts';
import { openSession } from '../../_server/open-session.ts';

export const dynamic = 'force-dynamic';

/** The launched patient's imaging studies. */
export default async function ChartPage({ params }: { readonly params: Promise<{ launch: string }> }) {
  const { launch } = await params;
  const chart = await openSession(launch)
    .then(({ context, session }) => viewChart(context, session))
    .catch(async (thrown: unknown) => tell(await webContext(), thrown));
  if ('error' in chart) return <Problem code={chart.error.code} supportId={chart.supportId} />;
  return (
    <>
      <PatientBar
        patient={chart.patient}
        siteName={chart.siteName}
        {...(chart.userName === undefined ? {} : { userName: chart.userName })}
      />
      <StudyList studies={chart.studies} launch={launch} modelCardUrl={chart.model.cardUrl} />
    </>
  );
}
