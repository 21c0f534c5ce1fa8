import type { AuthorizationServer } from './authorization-server.ts';
import { tokenEndpoint } from './authorization-server.ts';

/** SMART App Launch 2.2, `.well-known/smart-configuration`. */
export function describeSmartConfiguration(server: AuthorizationServer): object {
  const { ehrUrl, fhirUrl } = server;
  return {
    issuer: fhirUrl,
    jwks_uri: `${ehrUrl}/oauth/jwks`,
    authorization_endpoint: `${ehrUrl}/oauth/authorize`,
    token_endpoint: tokenEndpoint(server),
    revocation_endpoint: `${ehrUrl}/oauth/revoke`,
    introspection_endpoint: `${ehrUrl}/oauth/introspect`,
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: [
      'openid',
      'fhirUser',
      'launch',
      'offline_access',
      'online_access',
      'patient/*.cruds',
      'user/*.cruds',
      'system/*.cruds',
    ],
    capabilities: [
      'launch-ehr',
      'client-public',
      'client-confidential-asymmetric',
      'context-ehr-patient',
      'context-ehr-encounter',
      'context-banner',
      'sso-openid-connect',
      'permission-offline',
      'permission-online',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
    ],
  };
}
