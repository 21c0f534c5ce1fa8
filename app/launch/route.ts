import { cookies } from 'next/headers';
import { beginLaunch } from '#lib/launch/begin-launch.ts';
import { supersedeSessions } from '#lib/launch/end-session.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { dropCookie, launchCookies, setCookie, surplusLaunches } from '../_server/launch-cookies.ts';
import { redirectTo, redirectToProblem } from '../_server/redirect.ts';

/**
 * SMART launch: from the EHR (`iss`, `launch`), or standalone (`iss` alone). Anybody may call it; only a listed issuer is
 * ever asked anything.
 */
export async function GET(request: Request): Promise<Response> {
  const context = await webContext();
  const { db, config } = context;
  const query = new URL(request.url).searchParams;
  const iss = query.get('iss') ?? undefined;
  const launch = query.get('launch') ?? undefined;
  try {
    const known = launchCookies((await cookies()).getAll());
    const { location, launchId, cookieSecret } = await beginLaunch(db, config, { iss, launch });
    const surplus = surplusLaunches(known);
    await supersedeSessions(db, launchId, (id) => surplus.includes(id), known);
    return redirectTo(isFramed(request) ? checkpoint(config.url, launchId, query) : location, [
      setCookie(launchId, cookieSecret),
      ...surplus.map(dropCookie),
    ]);
  } catch (thrown) {
    return redirectToProblem(context, thrown);
  }
}

/** Fetch Metadata: what the answer is for. In a frame some browsers keep no cookie, which must be known in time. */
function isFramed(request: Request): boolean {
  return /^i?frame$/.test(request.headers.get('sec-fetch-dest') ?? '');
}

function checkpoint(url: URL, launchId: string, query: URLSearchParams): string {
  const address = new URL(`/launch/continue/${launchId}`, url);
  address.search = query.toString();
  return address.href;
}
