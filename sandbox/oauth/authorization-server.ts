import { generateKeyPair, exportJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { EhrPaths, Manners } from '../manners/manners.ts';
import type { AppRegistration } from './clients.ts';
import { CODE_LIFETIME_MS, DECISION_LIFETIME_MS, LAUNCH_LIFETIME_MS, SingleUseStore } from './launches.ts';
import type { AuthorizationCode, LaunchContext, OpenAuthorization } from './launches.ts';
import { noFaults } from './oauth-faults.ts';
import type { OAuthFaults } from './oauth-faults.ts';
import { TokenStore } from './token-store.ts';

/** State of the hospital's OAuth 2 server: SMART App Launch 2.2, EHR and standalone launch, backend services. */
export interface AuthorizationServer {
  readonly ehrUrl: string;
  readonly fhirUrl: string;
  readonly manners: Manners;
  /** The paths of its manners as addresses. */
  readonly endpoints: EhrPaths;
  readonly app: AppRegistration;
  readonly tokens: TokenStore;
  readonly launches: SingleUseStore<LaunchContext>;
  readonly codes: SingleUseStore<AuthorizationCode>;
  /** Authorizations that wait for the user on a page of the EHR. */
  readonly decisions: SingleUseStore<OpenAuthorization>;
  readonly seenAssertionIds: Set<string>;
  readonly signingKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly faults: OAuthFaults;
}

export const KEY_ID = 'stand-in-1';

export async function createAuthorizationServer(
  ehrUrl: string,
  manners: Manners,
  app: AppRegistration,
  accessTokenSeconds = manners.oauth.accessTokenSeconds,
): Promise<AuthorizationServer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const endpoints = Object.fromEntries(
    Object.entries(manners.paths).map(([name, path]) => [name, ehrUrl + String(path)]),
  ) as Record<keyof EhrPaths, string>;
  return {
    ehrUrl,
    fhirUrl: endpoints.fhir,
    manners,
    endpoints,
    app,
    tokens: new TokenStore(accessTokenSeconds),
    launches: new SingleUseStore(LAUNCH_LIFETIME_MS),
    codes: new SingleUseStore(CODE_LIFETIME_MS),
    decisions: new SingleUseStore(DECISION_LIFETIME_MS),
    seenAssertionIds: new Set(),
    signingKey: privateKey,
    publicJwk: { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' },
    faults: noFaults(),
  };
}

/** What the server takes for the time. */
export function serverTime({ faults }: AuthorizationServer): Date {
  return new Date(Date.now() + faults.clockOffsetSeconds * 1000);
}

/** The app's launch URL for a new launch of this patient (SMART App Launch 2.2, EHR launch). */
export function createLaunchUrl(server: AuthorizationServer, context: LaunchContext): string {
  const url = new URL(server.app.launchUrl);
  url.searchParams.set('iss', server.fhirUrl);
  url.searchParams.set('launch', server.launches.put(context));
  return url.href;
}
