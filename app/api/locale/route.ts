import { isLocale, localeCookie } from '#lib/i18n/locales.ts';
import { sameOriginPath } from './same-origin-path.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** GET /api/locale?to=ko&back=/path: remembers the reader's language and returns to the page. */
export function GET(request: Request): Response {
  const query = new URL(request.url).searchParams;
  const to = query.get('to');
  // A relative Location keeps the host that the browser used; request.url may carry a proxy's.
  const headers = new Headers({ location: sameOriginPath(query.get('back')), 'cache-control': 'no-store' });
  if (isLocale(to)) headers.append('set-cookie', cookie(to));
  return new Response(null, { status: 303, headers });
}

/** Inside the EHR's frame a browser keeps only cookies that are SameSite=None, Secure and Partitioned. */
function cookie(locale: string): string {
  return `${localeCookie}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; Secure; SameSite=None; Partitioned`;
}
