import { viewOutbox } from '#lib/pipeline/view-outbox.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { Outbox } from '../_components/outbox.tsx';
import { Problem } from '../_components/problem.tsx';
import { tell } from '../_server/answer-error.ts';
import { openOperator } from '../_server/open-operator.ts';

export const dynamic = 'force-dynamic';

/** The outbox, for whoever runs the installation. */
export default async function OperatorPage() {
  const page = await openOperator()
    .then(({ context, operator }) => viewOutbox(context, operator))
    .catch(async (thrown: unknown) => tell(await webContext(), thrown));
  if ('error' in page) return <Problem code={page.error.code} supportId={page.supportId} />;
  return <Outbox view={page} />;
}
