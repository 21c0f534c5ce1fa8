import { authorizedFetch, type TokenSource } from '#lib/launch/authorized-fetch.ts';
import { backendTokenSource } from '#lib/launch/backend-token.ts';
import { sessionTokenSource } from '#lib/launch/session-token.ts';
import { authorizeArchive } from '#lib/pixels/authorize-archive.ts';
import type { ArchiveAccess } from '#lib/pixels/retrieve-instances.ts';
import { siteById, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import type { DicomwebRoot, Site } from '#lib/platform/sites.ts';
import { fhirReader, type ReadFhir } from '#lib/studies/read-fhir.ts';

/** The way to one EHR and its archives with one identity: the launched user's, or our own where nobody watches. */
export interface EhrConnection {
  readonly site: Site;
  readonly request: typeof fetch;
  readonly read: ReadFhir;
  /** How one of the site's archives is asked. Throws AppError `archive-credentials-missing`. */
  readonly reach: (archive: DicomwebRoot) => Promise<ArchiveAccess>;
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
    request,
    read: fhirReader(site.fhir.issuer, request),
    reach: (archive) => authorizeArchive(archive, (transport) => tokenFetch(tokens, transport)),
  };
}

/**
 * A token that died before its time is renewed once (AppError `token-expired` where it can't be); a second refusal is
 * the archive's own, and the caller's to name. Redirects are left to the caller too.
 */
function tokenFetch(tokens: TokenSource, transport: typeof fetch): typeof fetch {
  return async (input, init = {}) => {
    const ask = (token: string) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return transport(input, { ...init, headers });
    };
    const token = await tokens();
    const first = await ask(token);
    if (first.status !== 401) return first;
    await first.body?.cancel();
    return ask(await tokens({ rejected: token }));
  };
}
