import { cookies } from 'next/headers';
import { completeLaunch } from '#lib/launch/complete-launch.ts';
import { cookieName } from '#lib/launch/session.ts';
import { openingPath } from '#lib/pipeline/opening-path.ts';
import { resumeHeld } from '#lib/pipeline/resume-held.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { redirectTo, redirectToProblem } from '../../_server/redirect.ts';

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
    return redirectTo(new URL(await openingPath(context, session), config.url).href);
  } catch (thrown) {
    return redirectToProblem(context, thrown);
  }
}
