import type { InteractionCode, Manners, ServedResource } from './manners.ts';

/** Heart rate: the one flowsheet row that this hospital has mapped, so that an accepted Observation can be seen too. */
const MAPPED_FLOWSHEET_CODE = '8867-4';

/**
 * Epic, May 2026, as its public sandbox states itself (captured CapabilityStatement and smart-configuration). What it
 * answers to what it does not support is stated nowhere: those statuses are FHIR's own, chosen here.
 */
export const EPIC: Manners = {
  paths: {
    fhir: '/api/FHIR/R4',
    issuer: '/oauth2',
    authorize: '/oauth2/authorize',
    token: '/oauth2/token',
    jwks: '/api/epic/2019/Security/Open/PublicKeys/530027/OIDC',
  },
  fhir: {
    resources: {
      Patient: serve(
        ['create', 'read', 'search-type'],
        ['identifier', 'family', 'given', 'birthdate', 'gender'],
      ),
      ImagingStudy: serve(['read', 'search-type'], ['identifier', 'patient', 'subject', 'status', 'started']),
      ServiceRequest: serve(
        ['create', 'read', 'search-type', 'update'],
        ['identifier', 'patient', 'subject', 'code', 'status', 'encounter'],
      ),
      Endpoint: serve(['read', 'search-type'], []),
      Encounter: serve(['read', 'search-type'], ['identifier', 'patient', 'subject', 'status']),
      Practitioner: serve(['read', 'search-type'], ['identifier', 'family', 'given', 'name']),
      Organization: serve(['read', 'search-type'], []),
      DiagnosticReport: serve(
        ['read', 'search-type', 'update'],
        ['category', 'code', 'date', 'identifier', 'patient', 'subject'],
      ),
      Observation: serve(
        ['create', 'read', 'search-type', 'update'],
        ['category', 'code', 'date', 'identifier', 'patient', 'subject'],
      ),
      DocumentReference: serve(
        ['create', 'read', 'search-type', 'update'],
        ['category', 'date', 'identifier', 'patient', 'status', 'subject', 'type'],
      ),
      Device: serve(['read', 'search-type'], ['identifier', 'patient']),
      Task: serve(['read', 'search-type', 'update'], ['patient', 'status', 'subject']),
      Provenance: { interactions: ['read'], searchParams: [] },
    },
    bundles: [],
    conditionalCreate: 'refused',
    staleVersionStatus: 412,
    needsIfMatch: false,
    createAnswer: 'nothing',
    writeRules: [
      {
        kind: 'codes',
        type: 'Observation',
        codes: [MAPPED_FLOWSHEET_CODE],
        status: 400,
        text: 'no flowsheet row is mapped to this code',
      },
    ],
    keptElements: {},
  },
  oauth: {
    accessTokenSeconds: 3600,
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'client-confidential-symmetric',
      'client-confidential-asymmetric',
      'context-banner',
      'context-style',
      'context-ehr-patient',
      'context-ehr-encounter',
      'context-standalone-patient',
      'permission-offline',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
      'sso-openid-connect',
      'authorize-post',
    ],
    scopesSupported: ['epic.scanning.dmsusername', 'fhirUser', 'launch', 'openid', 'profile'],
    grantTypes: [
      'authorization_code',
      'refresh_token',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ],
    // A public client is among the capabilities, though `none` is not among the published methods.
    clientAuthentications: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    assertionAlgorithms: ['ES384', 'RS384', 'RS256'],
    publishesAlgorithms: false,
    identityScopes: ['openid', 'fhirUser', 'profile', 'launch', 'launch/patient', 'offline_access'],
    unechoedScopes: ['offline_access'],
    grantsWildcards: true,
    tellsStudy: false,
  },
  archive: 'account',
};

function serve(interactions: readonly InteractionCode[], searchParams: readonly string[]): ServedResource {
  return { interactions, searchParams: ['_id', '_count', ...searchParams] };
}
