import { cookies } from 'next/headers';
import { completeLaunch } from '#lib/launch/complete-launch.ts';
import { cookieName } from '#lib/launch/session.ts';
import { openingPath } from '#lib/pipeline/opening-path.ts';
import { recordSessionDeed } from '#lib/pipeline/record-session-deed.ts';
import { resumeHeld } from '#lib/pipeline/resume-held.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { setCookie } from './launch-cookies.ts';
import { redirectTo, redirectToProblem } from './redirect.ts';

/**
 * The EHR's answer to a launch (`code`, `state`): whoever brings it must be the browser that began it. `at`: the site
 * whose own callback it came to.
 */
export async function completeCallback(request: Request, at?: string): Promise<Response> {
  const context = await webContext();
  const { config } = context;
  const parameters = new URL(request.url).searchParams;
  const of = (name: string) => parameters.get(name) ?? undefined;
  const jar = await cookies();
  try {
    const { session, cookieSecret } = await completeLaunch(
      context.db,
      config,
      { state: of('state'), code: of('code'), error: of('error'), iss: of('iss'), at },
      (launchId) => jar.get(cookieName(launchId))?.value,
    );
    await recordSessionDeed(context, session, { what: 'userAuthentication', subtype: 'login', action: 'E' });
    await resumeHeld(context, session);
    context.log.info({ event: 'launched', launch: session.id, site: session.site }, 'launch');
    const path = await openingPath(context, session);
    return redirectTo(new URL(path, config.url).href, [setCookie(session.id, cookieSecret)]);
  } catch (thrown) {
    return redirectToProblem(context, thrown);
  }
}
