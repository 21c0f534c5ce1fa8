import { enterOperatorSession } from '#lib/launch/operator-session.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { setOperatorCookie } from '../../../_server/open-operator.ts';
import { readSmallBody } from '../../../_server/read-small-body.ts';
import { redirectTo, redirectToProblem } from '../../../_server/redirect.ts';
import { requireSameOrigin } from '../../../_server/require-same-origin.ts';

/** The link's secret becomes a session, once. */
export async function POST(request: Request): Promise<Response> {
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const token = new URLSearchParams(await readSmallBody(request)).get('token') ?? '';
    const cookie = await enterOperatorSession(context.db, token);
    return redirectTo(new URL('/operator', context.config.url).href, [setOperatorCookie(cookie)]);
  } catch (thrown) {
    return redirectToProblem(context, thrown);
  }
}
