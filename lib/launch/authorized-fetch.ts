import { AppError } from '#lib/platform/errors.ts';

/** Gives a live access token; `rejected` names one that the server has just refused. */
export type TokenSource = (options?: { rejected?: string }) => Promise<string>;

/**
 * fetch with the bearer token. A 401 is answered once with a renewed token; a second one throws AppError
 * `token-expired`. Redirects are errors: a token never follows one to another host (SSRF).
 */
export function authorizedFetch(tokenSource: TokenSource): typeof fetch {
  return async (input, init) => {
    const token = await tokenSource();
    const first = await fetchWith(token, input, init);
    if (first.status !== 401) return first;
    await first.body?.cancel();
    const second = await fetchWith(await tokenSource({ rejected: token }), input, init);
    if (second.status === 401) throw new AppError('token-expired', 'permanent');
    return second;
  };
}

function fetchWith(
  token: string,
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return fetch(input, { ...init, headers, redirect: 'error' });
}
