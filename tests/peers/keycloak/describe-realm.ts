import type { JWK } from 'jose';

export const KEYCLOAK_USER = { username: 'rivera', password: 'a password for a test' };
/** The clients by how they prove themselves. */
export const KEYCLOAK_CLIENTS = ['public', 'symmetric', 'asymmetric', 'backend'] as const;

export interface RealmOptions {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly systemScopes: readonly string[];
  readonly secret: string;
  readonly clientJwk: JWK;
}

/** A realm as Keycloak imports it: strict about PKCE, redirect URIs, scopes, and refresh tokens that serve once. */
export function describeRealm(options: RealmOptions): object {
  const named = [...options.scopes, ...options.systemScopes].filter((scope) => scope !== 'openid');
  return {
    realm: 'hospital',
    enabled: true,
    sslRequired: 'none',
    accessTokenLifespan: 60,
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
    clientScopes: named.map((name) => ({
      name,
      protocol: 'openid-connect',
      attributes: { 'include.in.token.scope': 'true' },
    })),
    users: [
      {
        username: KEYCLOAK_USER.username,
        enabled: true,
        firstName: 'Alex',
        lastName: 'Rivera',
        email: 'rivera@hospital.example',
        credentials: [{ type: 'password', value: KEYCLOAK_USER.password }],
      },
    ],
    clients: KEYCLOAK_CLIENTS.map((clientId) => describeClient(clientId, options)),
  };
}

function describeClient(clientId: (typeof KEYCLOAK_CLIENTS)[number], options: RealmOptions): object {
  const isBackend = clientId === 'backend';
  const scopes = isBackend ? options.systemScopes : options.scopes;
  const signs = isBackend || clientId === 'asymmetric';
  return {
    clientId,
    enabled: true,
    protocol: 'openid-connect',
    publicClient: clientId === 'public',
    standardFlowEnabled: !isBackend,
    serviceAccountsEnabled: isBackend,
    redirectUris: isBackend ? [] : [options.redirectUri],
    // So that the user is asked, and can say no.
    consentRequired: clientId === 'symmetric',
    clientAuthenticatorType: signs ? 'client-jwt' : 'client-secret',
    ...(clientId === 'symmetric' ? { secret: options.secret } : {}),
    attributes: {
      'pkce.code.challenge.method': isBackend ? '' : 'S256',
      ...(signs
        ? {
            'use.jwks.string': 'true',
            'jwks.string': JSON.stringify({ keys: [options.clientJwk] }),
            'token.endpoint.auth.signing.alg': 'ES384',
          }
        : {}),
    },
    defaultClientScopes: [],
    optionalClientScopes: scopes.filter((scope) => scope !== 'openid'),
    protocolMappers: isBackend ? [] : MAPPERS,
  };
}

/** What makes its answers SMART's. */
const MAPPERS = [
  constant('fhirUser', 'Practitioner/p-9', { 'id.token.claim': 'true' }),
  constant('patient', 'patient-1', { 'access.tokenResponse.claim': 'true' }),
  constant('encounter', 'encounter-1', { 'access.tokenResponse.claim': 'true' }),
  { name: 'sub', protocol: 'openid-connect', protocolMapper: 'oidc-sub-mapper', config: {} },
];

function constant(name: string, value: string, where: Readonly<Record<string, string>>): object {
  return {
    name,
    protocol: 'openid-connect',
    protocolMapper: 'oidc-hardcoded-claim-mapper',
    config: { 'claim.name': name, 'claim.value': value, 'jsonType.label': 'String', ...where },
  };
}
