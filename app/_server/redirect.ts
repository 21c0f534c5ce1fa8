import type { WebContext } from '#lib/pipeline/web-context.ts';
import { tell } from './answer-error.ts';

/** 302 to an address, with cookies; nothing on the way keeps it. */
export function redirectTo(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 302, headers });
}

/** To the page that says in words what was thrown. */
export function redirectToProblem(context: WebContext, thrown: unknown): Response {
  const { error, supportId } = tell(context, thrown);
  const problem = new URL('/problem', context.config.url);
  problem.search = new URLSearchParams({ code: error.code, support: supportId }).toString();
  return redirectTo(problem.href);
}
