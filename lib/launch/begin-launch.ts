import { randomBytes } from 'node:crypto';
import { siteByIssuer, type Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import { callbackUrl } from './callback-url.ts';
import { discover, scopeSyntax, type SmartConfiguration } from './discover.ts';
import { keepLaunchSecrets, openLaunchSecrets } from './launch-secrets.ts';
import { requestAuthorization, type RequestedAuthorization } from './request-authorization.ts';
import { accessAt, launchScopes } from './request-scopes.ts';
import { createPendingSession, requirePendingSession } from './session.ts';

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
 * sites.json before anything is fetched. Throws AppError `site-unknown`, `launch-invalid`, `ehr-unreachable`,
 * `ehr-answer-broken`.
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
  // Before a row is made: whoever can't be reached leaves none.
  const configuration = await discover(site);
  const state = randomBytes(32).toString('base64url');
  const requested = authorizationAt(config, site, configuration, { state, launch });
  const { id, cookieSecret } = await createPendingSession(db, site.id, state);
  const { url: authorizeUrl, codeVerifier, nonce } = requested;
  await keepLaunchSecrets(db, config.vaultKeys, id, { authorizeUrl, codeVerifier, nonce });
  return { location: authorizeUrl, launchId: id, cookieSecret };
}

function authorizationAt(
  config: Config,
  site: Site,
  configuration: SmartConfiguration,
  { state, launch }: { readonly state: string; readonly launch: string | undefined },
): RequestedAuthorization {
  const { authorization_endpoint: endpoint } = configuration;
  if (endpoint === undefined)
    throw new AppError('ehr-answer-broken', 'permanent', { fields: { site: site.id } });
  const kind = launch === undefined ? 'standalone' : 'ehr';
  return requestAuthorization(endpoint, {
    clientId: site.fhir.clientId,
    issuer: site.fhir.issuer,
    redirectUri: callbackUrl(config, site),
    scope: launchScopes(site.fhir, kind, scopeSyntax(site, configuration), accessAt(site)),
    state,
    launch,
  });
}

/** Where a launch that has begun goes on. Throws AppError `session-cookie-missing`, `launch-invalid`. */
export async function authorizeUrlOf(
  db: Db,
  config: Config,
  launchId: string,
  cookie: string,
): Promise<string> {
  const vault = await requirePendingSession(db, launchId, cookie);
  return openLaunchSecrets(vault, config.vaultKeys, launchId).authorizeUrl;
}
