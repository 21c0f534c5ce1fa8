import { randomBytes } from 'node:crypto';
import { siteByIssuer, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { discover, scopeSyntax } from './discover.ts';
import { launchScopes } from './request-scopes.ts';
import { createPendingSession } from './session.ts';
import { smartApi } from './smart-api.ts';
import { createSmartStorage } from './smart-storage.ts';

export interface LaunchRedirect {
  readonly location: string;
  readonly launchId: string;
  readonly cookieSecret: string;
}

/**
 * SMART App Launch 2.2, EHR launch: from `iss` and `launch` to the EHR's authorization page, with PKCE S256.
 * The issuer is looked up in sites.json before anything is fetched. Throws AppError `site-unknown`,
 * `launch-invalid`, `ehr-unreachable`.
 */
export async function beginLaunch(
  db: Db,
  config: Config,
  parameters: { iss: string | undefined; launch: string | undefined },
): Promise<LaunchRedirect> {
  const { iss, launch } = parameters;
  if (!iss || !launch) throw new AppError('launch-invalid', 'refused');
  const site = siteByIssuer(config, iss);
  if (!site) throw new AppError('site-unknown', 'refused');
  // Before a row is made, and with a time limit, which fhirclient's own look-up of the same document lacks.
  const configuration = await discover(site);
  const stateKey = randomBytes(32).toString('base64url');
  const { id, cookieSecret } = await createPendingSession(db, site.id, stateKey);
  const storage = createSmartStorage(db, config.encryptionKey, id);
  const location = await smartApi({ iss: site.fhir.issuer, launch }, storage)
    .authorize({
      iss: site.fhir.issuer,
      launch,
      clientId: site.fhir.clientId,
      scope: launchScopes(site.fhir, 'ehr', scopeSyntax(site, configuration)),
      redirectUri: callbackUrl(config),
      pkceMode: 'required',
      noRedirect: true,
      stateKey,
    })
    .catch((cause: unknown) => {
      throw new AppError('ehr-unreachable', 'transient', { cause, fields: { site: site.id } });
    });
  if (typeof location !== 'string')
    throw new AppError('launch-invalid', 'refused', { fields: { site: site.id } });
  return { location, launchId: id, cookieSecret };
}

export function callbackUrl(config: Config): string {
  return new URL('/launch/callback', config.url).href;
}
