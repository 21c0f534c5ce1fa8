import { cookies } from 'next/headers';
import { completeLaunch } from '#lib/launch/complete-launch.ts';
import { cookieName } from '#lib/launch/session.ts';
import { resumeHeld } from '#lib/pipeline/resume-held.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { tell } from '../../_server/answer-error.ts';

/** The EHR's answer to a launch (`code`, `state`): whoever brings it must be the browser that began it. */
export async function GET(request: Request): Promise<Response> {
  const context = await webContext();
  const { config } = context;
  const parameters = new URL(request.url).searchParams;
  const jar = await cookies();
  try {
    const session = await completeLaunch(
      context.db,
      config,
      {
        state: parameters.get('state') ?? undefined,
        code: parameters.get('code') ?? undefined,
        error: parameters.get('error') ?? undefined,
        iss: parameters.get('iss') ?? undefined,
      },
      (launchId) => jar.get(cookieName(launchId))?.value,
    );
    await resumeHeld(context, session);
    context.log.info({ event: 'launched', launch: session.id, site: session.site }, 'launch');
    return Response.redirect(new URL(`/chart/${session.id}`, config.url), 303);
  } catch (thrown) {
    const { error, supportId } = tell(context, thrown);
    const problem = new URL('/problem', config.url);
    problem.search = new URLSearchParams({ code: error.code, support: supportId }).toString();
    return Response.redirect(problem, 303);
  }
}
