import type { AuthorizationServer } from './authorization-server.ts';

/** SMART App Launch 2.2, `.well-known/smart-configuration`, as this EHR words it. */
export function describeSmartConfiguration({ endpoints, manners }: AuthorizationServer): object {
  const { oauth } = manners;
  const optional = {
    revocation_endpoint: endpoints.revoke,
    introspection_endpoint: endpoints.introspect,
    management_endpoint: endpoints.manage,
    token_endpoint_auth_signing_alg_values_supported: oauth.publishesAlgorithms
      ? oauth.assertionAlgorithms
      : undefined,
  };
  return {
    issuer: endpoints.issuer,
    jwks_uri: endpoints.jwks,
    authorization_endpoint: endpoints.authorize,
    token_endpoint: endpoints.token,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    grant_types_supported: oauth.grantTypes,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: oauth.clientAuthentications,
    scopes_supported: oauth.scopesSupported,
    capabilities: oauth.capabilities,
  };
}
