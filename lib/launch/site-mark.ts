import { createHash } from 'node:crypto';

const LENGTH = 8;

/** How the ids of a site's launches begin: an address tells its site without a look into the database. */
export function siteMark(site: string): string {
  return createHash('sha256').update(site).digest('hex').slice(0, LENGTH);
}

/** The mark in a path that names a launch. */
export function markInPath(path: string): string | undefined {
  return /\/([0-9a-f]{32})(?:\/|$)/.exec(path)?.[1]?.slice(0, LENGTH);
}
