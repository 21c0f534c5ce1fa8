import type { Config } from '#lib/platform/config.ts';
import type { Site } from '#lib/platform/sites.ts';

/**
 * Our redirect URI as the EHR has it registered. An EHR with one of its own can't be given another's answer, though it
 * never says who it is (RFC 9700 4.4.2.2: mix-up).
 */
export function callbackUrl({ url }: Pick<Config, 'url'>, { id, fhir }: Site): string {
  return new URL(callbackPath(fhir.callback === 'own' ? id : undefined), url).href;
}

/** `site`: whose own it is; undefined for the one that sites share. */
export function callbackPath(site: string | undefined): string {
  return site === undefined ? '/launch/callback' : `/launch/callback/${site}`;
}
