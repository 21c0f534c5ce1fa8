import { endSession, revokeEnded } from '#lib/launch/end-session.ts';
import { recordSessionDeed } from '#lib/pipeline/record-session-deed.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { dropCookie } from '../../../../_server/launch-cookies.ts';
import { openSession } from '../../../../_server/open-session.ts';
import { redirectTo, redirectToProblem } from '../../../../_server/redirect.ts';
import { requireSameOrigin } from '../../../../_server/require-same-origin.ts';

/** Logs the launch out: nothing is shown any more, and its tokens are revoked once no analysis needs them. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ launch: string }> },
): Promise<Response> {
  const { launch } = await params;
  const context = await webContext();
  try {
    requireSameOrigin(context, request);
    const { session } = await openSession(launch);
    await endSession(context.db, session.id, 'logged-out');
    await recordSessionDeed(context, session, { what: 'userAuthentication', subtype: 'logout', action: 'E' });
    await revokeEnded(context.db, context.config, session.id);
    return redirectTo(new URL('/ended', context.config.url).href, [dropCookie(session.id)]);
  } catch (thrown) {
    return redirectToProblem(context, thrown);
  }
}
