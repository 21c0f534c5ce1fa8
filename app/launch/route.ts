import { beginLaunch } from '#lib/launch/begin-launch.ts';
import { COOKIE_ATTRIBUTES, cookieName } from '#lib/launch/session.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../_server/answer-error.ts';

/** SMART EHR launch (`iss`, `launch`). Anybody may call it; only a listed issuer is ever asked anything. */
export async function GET(request: Request): Promise<Response> {
  const context = await webContext();
  const parameters = new URL(request.url).searchParams;
  try {
    const { location, launchId, cookieSecret } = await beginLaunch(context.db, context.config, {
      iss: parameters.get('iss') ?? undefined,
      launch: parameters.get('launch') ?? undefined,
    });
    return new Response(null, {
      status: 302,
      headers: {
        location,
        'set-cookie': `${cookieName(launchId)}=${cookieSecret}; Max-Age=14400; ${COOKIE_ATTRIBUTES}`,
        'cache-control': 'no-store',
      },
    });
  } catch (thrown) {
    const { error, supportId } = tell(context, thrown);
    const problem = new URL('/problem', context.config.url);
    problem.search = new URLSearchParams({ code: error.code, support: supportId }).toString();
    return Response.redirect(problem, 303);
  }
}
