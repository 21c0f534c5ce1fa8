import { randomBytes } from 'node:crypto';
import { siteByIssuer, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { discover, scopeSyntax } from './discover.ts';
import { accessAt, launchScopes } from './request-scopes.ts';
import { createPendingSession, requirePendingSession } from './session.ts';
import { smartApi } from './smart-api.ts';
import { createSmartStorage } from './smart-storage.ts';

export interface LaunchRedirect {
  readonly location: string;
  readonly launchId: string;
  readonly cookieSecret: string;
}

/** Longer ones are no EHR's. */
const LAUNCH_CHARACTERS_AT_MOST = 4096;

/**
 * SMART App Launch 2.2, from `iss` (and, from within the EHR, `launch`) to the EHR's authorization page, with PKCE S256.
 * With no `launch` the EHR lets the user pick the patient, where the site allows it. The issuer is looked up in
 * sites.json before anything is fetched. Throws AppError `site-unknown`, `launch-invalid`, `ehr-unreachable`.
 */
export async function beginLaunch(
  db: Db,
  config: Config,
  parameters: { iss: string | undefined; launch: string | undefined },
): Promise<LaunchRedirect> {
  const { iss, launch } = parameters;
  if (!iss || launch === '' || (launch?.length ?? 0) > LAUNCH_CHARACTERS_AT_MOST)
    throw new AppError('launch-invalid', 'refused');
  const site = siteByIssuer(config, iss);
  if (!site) throw new AppError('site-unknown', 'refused');
  if (launch === undefined && site.fhir.standaloneLaunch !== true)
    throw new AppError('launch-invalid', 'refused', { fields: { site: site.id } });
  // Before a row is made, and with a time limit, which fhirclient's own look-up of the same document lacks.
  const configuration = await discover(site);
  const stateKey = randomBytes(32).toString('base64url');
  const { id, cookieSecret } = await createPendingSession(db, site.id, stateKey);
  const storage = createSmartStorage(db, config.vaultKeys, id);
  const kind = launch === undefined ? 'standalone' : 'ehr';
  const location = await smartApi({ iss: site.fhir.issuer, ...(launch && { launch }) }, storage)
    .authorize({
      iss: site.fhir.issuer,
      ...(launch && { launch }),
      clientId: site.fhir.clientId,
      scope: launchScopes(site.fhir, kind, scopeSyntax(site, configuration), accessAt(site)),
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
  // OpenID Connect Core 3.1.2.1, which fhirclient leaves out: an id_token of another login must not fit this launch.
  const nonce = randomBytes(32).toString('base64url');
  await storage.set('nonce', nonce);
  const url = new URL(location);
  url.searchParams.set('nonce', nonce);
  await storage.set('authorizeUrl', url.href);
  return { location: url.href, launchId: id, cookieSecret };
}

/** Where a launch that has begun goes on. Throws AppError `session-cookie-missing`, `launch-invalid`. */
export async function authorizeUrlOf(
  db: Db,
  config: Config,
  launchId: string,
  cookie: string,
): Promise<string> {
  const fields = { launch: launchId };
  await requirePendingSession(db, launchId, cookie);
  const url: unknown = await createSmartStorage(db, config.vaultKeys, launchId).get('authorizeUrl');
  if (typeof url !== 'string') throw new AppError('launch-invalid', 'refused', { fields });
  return url;
}

export function callbackUrl(config: Config): string {
  return new URL('/launch/callback', config.url).href;
}
