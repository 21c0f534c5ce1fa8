import { COOKIE_ATTRIBUTES, cookieName } from '#lib/launch/session.ts';

const NAME = /^__Host-sightline-([0-9a-f]{32})$/;
/** A browser keeps 180 cookies and 10 kB of them for a site in a frame (CHIPS), and a server takes 8 to 16 kB of headers. */
const LAUNCHES_AT_MOST = 40;
/** As long as a session may last. */
const LIFETIME_SECONDS = 4 * 60 * 60;

interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** The browser's secrets by launch id, as it sends them: the oldest first (RFC 6265 5.4). */
export function launchCookies(cookies: readonly Cookie[]): ReadonlyMap<string, string> {
  return new Map(
    cookies.flatMap(({ name, value }) => {
      const id = NAME.exec(name)?.[1];
      return id === undefined ? [] : [[id, value] as const];
    }),
  );
}

/** The oldest launches that this browser must give up for one more. */
export function surplusLaunches(cookies: ReadonlyMap<string, string>): readonly string[] {
  return [...cookies.keys()].slice(0, Math.max(0, cookies.size + 1 - LAUNCHES_AT_MOST));
}

export function setCookie(launch: string, secret: string): string {
  return `${cookieName(launch)}=${secret}; Max-Age=${String(LIFETIME_SECONDS)}; ${COOKIE_ATTRIBUTES}`;
}

export function dropCookie(launch: string): string {
  return `${cookieName(launch)}=; Max-Age=0; ${COOKIE_ATTRIBUTES}`;
}
