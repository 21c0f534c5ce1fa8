import { endOperatorSession } from '#lib/launch/operator-session.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { dropOperatorCookie, openOperator } from '../../../_server/open-operator.ts';
import { redirectTo, redirectToProblem } from '../../../_server/redirect.ts';
import { requireSameOrigin } from '../../../_server/require-same-origin.ts';

/** The operator leaves; the cookie opens nothing any more. */
export async function POST(request: Request): Promise<Response> {
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const { operator } = await openOperator();
    await endOperatorSession(context.db, operator);
    return redirectTo(new URL('/ended', context.config.url).href, [dropOperatorCookie()]);
  } catch (thrown) {
    return redirectToProblem(context, thrown);
  }
}
