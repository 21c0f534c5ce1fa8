import type { Decision } from '#lib/outbox/decide-delivery.ts';
import { settleByHand } from '#lib/pipeline/settle-by-hand.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { AppError } from '#lib/platform/errors.ts';
import { openOperator } from '../../../../_server/open-operator.ts';
import { readSmallBody } from '../../../../_server/read-small-body.ts';
import { redirectTo, redirectToProblem } from '../../../../_server/redirect.ts';
import { requireSameOrigin } from '../../../../_server/require-same-origin.ts';

interface Context {
  readonly params: Promise<{ delivery: string }>;
}

/** An operator's decision about one delivery. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { delivery } = await params;
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const { operator } = await openOperator();
    const decision = readDecision(new URLSearchParams(await readSmallBody(request)));
    if (!/^[0-9a-f-]{36}$/.test(delivery)) throw new AppError('delivery-unknown', 'refused');
    await settleByHand(context, delivery, decision, operator.name);
    return redirectTo(new URL('/operator', context.config.url).href);
  } catch (thrown) {
    return redirectToProblem(context, thrown);
  }
}

const LONGEST_REFERENCE = 200;

function readDecision(form: URLSearchParams): Decision {
  const verb = form.get('verb');
  if (verb === 'retry' || verb === 'drop' || verb === 'not-arrived') return { verb };
  const reference = form.get('reference')?.trim() ?? '';
  if (verb !== 'arrived' || reference === '' || reference.length > LONGEST_REFERENCE)
    throw new AppError('request-invalid', 'refused');
  return { verb, reference };
}
