import { generateKeyPair, exportJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { AppRegistration } from './clients.ts';
import { CODE_LIFETIME_MS, LAUNCH_LIFETIME_MS, SingleUseStore } from './launches.ts';
import type { AuthorizationCode, LaunchContext } from './launches.ts';
import { TokenStore } from './token-store.ts';

/** State of the hospital's OAuth 2 server: SMART App Launch 2.2, EHR launch and backend services. */
export interface AuthorizationServer {
  readonly ehrUrl: string;
  readonly fhirUrl: string;
  readonly app: AppRegistration;
  readonly tokens: TokenStore;
  readonly launches: SingleUseStore<LaunchContext>;
  readonly codes: SingleUseStore<AuthorizationCode>;
  readonly seenAssertionIds: Set<string>;
  readonly signingKey: CryptoKey;
  readonly publicJwk: JWK;
}

export const KEY_ID = 'stand-in-1';

export async function createAuthorizationServer(
  ehrUrl: string,
  fhirUrl: string,
  app: AppRegistration,
  accessTokenSeconds: number,
): Promise<AuthorizationServer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return {
    ehrUrl,
    fhirUrl,
    app,
    tokens: new TokenStore(accessTokenSeconds),
    launches: new SingleUseStore(LAUNCH_LIFETIME_MS),
    codes: new SingleUseStore(CODE_LIFETIME_MS),
    seenAssertionIds: new Set(),
    signingKey: privateKey,
    publicJwk: { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' },
  };
}

export function tokenEndpoint(server: AuthorizationServer): string {
  return `${server.ehrUrl}/oauth/token`;
}

/** The app's launch URL for a new launch of this patient (SMART App Launch 2.2, EHR launch). */
export function createLaunchUrl(server: AuthorizationServer, context: LaunchContext): string {
  const url = new URL(server.app.launchUrl);
  url.searchParams.set('iss', server.fhirUrl);
  url.searchParams.set('launch', server.launches.put(context));
  return url.href;
}
