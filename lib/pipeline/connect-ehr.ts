import { authorizedFetch } from '#lib/launch/authorized-fetch.ts';
import { backendTokenSource } from '#lib/launch/backend-token.ts';
import { sessionTokenSource } from '#lib/launch/session-token.ts';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import type { Site } from '#lib/platform/sites.ts';
import { fhirReader, type ReadFhir } from '#lib/studies/read-fhir.ts';

/** The way to one EHR with one identity: the launched user's, or our own where nobody watches. */
export interface EhrConnection {
  readonly site: Site;
  /** The Authorization header's value for the archive, where the site's archive takes the EHR's token. */
  readonly authorization: () => Promise<string>;
  readonly request: typeof fetch;
  readonly read: ReadFhir;
}

export function connectEhr(
  db: Db,
  config: Config,
  identity: { readonly site: string; readonly launchSessionId: string | undefined },
): EhrConnection {
  const site = siteById(config, identity.site);
  const tokens =
    identity.launchSessionId === undefined
      ? backendTokenSource(site)
      : sessionTokenSource(db, config, identity.launchSessionId);
  const request = authorizedFetch(tokens);
  return {
    site,
    authorization: async () => `Bearer ${await tokens()}`,
    request,
    read: fhirReader(site.fhir.issuer, request),
  };
}
