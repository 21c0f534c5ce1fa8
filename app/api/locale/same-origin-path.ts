const ORIGIN = 'http://same-origin.invalid';

/** The path and query of `back` where it stays on this origin, else '/': never an open redirect. */
export function sameOriginPath(back: string | null): string {
  if (back === null || !back.startsWith('/') || !URL.canParse(back, ORIGIN)) return '/';
  const url = new URL(back, ORIGIN);
  const path = url.pathname + url.search;
  // '//host' as a result (from '/.//host') would leave the origin as a Location of its own.
  return url.origin === ORIGIN && !path.startsWith('//') ? path : '/';
}
