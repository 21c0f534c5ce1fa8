import { notFound } from 'next/navigation';
import { sessionUserName } from '#lib/launch/session-user.ts';
import { viewPatient } from '#lib/pipeline/view-chart.ts';
import { viewModelCard } from '#lib/pipeline/view-model-card.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { ModelCard } from '../../../../_components/model-card.tsx';
import { PatientBar } from '../../../../_components/patient-bar.tsx';
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
  const { patient, siteName, userName, view } = page;
  return (
    <>
      <PatientBar patient={patient} siteName={siteName} {...(userName === undefined ? {} : { userName })} />
      <ModelCard view={view} launch={path.launch} />
    </>
  );
}

async function loadPage({ launch, model, version }: ModelPath) {
  const { context, session } = await openSession(launch);
  const [view, patient, userName] = await Promise.all([
    viewModelCard(context, session, { id: model, version }),
    viewPatient(context, session),
    sessionUserName(context.db, context.config, session.id),
  ]);
  const siteName = context.config.sites.find((site) => site.id === session.site)?.name ?? '';
  return { patient, view, userName, siteName };
}
