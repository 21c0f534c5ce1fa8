import { viewOutboxDelivery } from '#lib/pipeline/view-outbox.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { OutboxDelivery } from '../../../_components/outbox-delivery.tsx';
import { Problem } from '../../../_components/problem.tsx';
import { tell } from '../../../_server/answer-error.ts';
import { openOperator } from '../../../_server/open-operator.ts';

export const dynamic = 'force-dynamic';

/** One delivery, and what may be decided about it. */
export default async function OperatorDeliveryPage({ params }: { params: Promise<{ delivery: string }> }) {
  const { delivery } = await params;
  const page = await openOperator()
    .then(({ context, operator }) => viewOutboxDelivery(context, operator, delivery))
    .catch(async (thrown: unknown) => tell(await webContext(), thrown));
  if ('error' in page) return <Problem code={page.error.code} supportId={page.supportId} />;
  return <OutboxDelivery view={page} />;
}
