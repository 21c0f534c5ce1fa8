import { notFound } from 'next/navigation';
import { viewLaunchedBy, viewPatient } from '#lib/pipeline/view-chart.ts';
import { viewModelCard } from '#lib/pipeline/view-model-card.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { LaunchedPage } from '../../../../_components/launched-page.tsx';
import { ModelCard } from '../../../../_components/model-card.tsx';
import { Problem } from '../../../../_components/problem.tsx';
import { tell } from '../../../../_server/answer-error.ts';
import { openSession } from '../../../../_server/open-session.ts';

export const dynamic = 'force-dynamic';

interface ModelPath {
  readonly launch: string;
  readonly model: string;
  readonly version: string;
}

/** What a model is worth: its card, beside the chart that its results stand in. */
export default async function ModelCardPage({ params }: { readonly params: Promise<ModelPath> }) {
  const path = await params;
  const page = await loadPage(path).catch(async (thrown: unknown) => tell(await webContext(), thrown));
  if ('error' in page) {
    if (page.status === 404) notFound();
    return <Problem code={page.error.code} supportId={page.supportId} />;
  }
  const { patient, by, view } = page;
  return (
    <LaunchedPage launch={path.launch} patient={patient} by={by}>
      <ModelCard view={view} launch={path.launch} />
    </LaunchedPage>
  );
}

async function loadPage({ launch, model, version }: ModelPath) {
  const { context, session } = await openSession(launch);
  const [view, patient, by] = await Promise.all([
    viewModelCard(context, session, { id: model, version }),
    viewPatient(context, session),
    viewLaunchedBy(context, session),
  ]);
  return { patient, view, by };
}
