import { lettersOf } from './letters.ts';
import type { Manners, ServedResource } from './manners.ts';

/** The public sandbox's own: part of every address of a tenant. */
const TENANT = 'ec2458f2-1e24-41c8-b71b-0e701af7583d';
const OAUTH = `/tenants/${TENANT}`;

const RESOURCES: Readonly<Record<string, ServedResource>> = {
  // The scopes allow a patch too, which this stand-in does not take.
  Patient: {
    interactions: ['read', 'search-type', 'create'],
    searchParams: ['_id', 'identifier', 'name', 'given', 'family', 'birthdate', 'gender', '_count'],
    scopeLetters: 'crus',
  },
  ServiceRequest: {
    interactions: ['read', 'search-type'],
    searchParams: ['_id', 'patient', 'subject', 'code', '_lastUpdated', '_count'],
  },
  Encounter: {
    interactions: ['read', 'search-type', 'create'],
    searchParams: ['_id', '_count', 'patient', 'subject', 'status', 'date', 'identifier', '_lastUpdated'],
    scopeLetters: 'crus',
  },
  Practitioner: {
    interactions: ['read', 'search-type', 'create'],
    searchParams: ['_id', 'identifier', 'given', 'family', 'name', 'active', '_count'],
    contexts: ['user', 'system'],
  },
  Organization: {
    interactions: ['read', 'search-type', 'create'],
    searchParams: ['_id', 'identifier', 'type', '_count', 'name', 'address'],
    contexts: ['user', 'system'],
  },
  DiagnosticReport: {
    interactions: ['read', 'search-type', 'create'],
    searchParams: ['_id', 'category', 'code', 'encounter', 'patient', 'date', '_lastUpdated', '_count'],
  },
  Observation: {
    interactions: ['read', 'search-type', 'create', 'update'],
    searchParams: ['_id', 'patient', 'subject', 'category', 'code', 'date', '_lastUpdated', '_count'],
  },
  DocumentReference: {
    interactions: ['read', 'search-type', 'create', 'update'],
    searchParams: [
      '_id',
      'patient',
      'encounter',
      'period',
      '_count',
      'type',
      'category',
      'date',
      '_lastUpdated',
    ],
  },
  Device: { interactions: ['read', 'search-type'], searchParams: ['_id', 'patient'] },
  Provenance: { interactions: ['read', 'search-type', 'create'], searchParams: ['_id', 'target'] },
};

/**
 * Oracle Health (Millennium), August 2026, as its public sandbox states itself (captured CapabilityStatement and
 * smart-configuration). 422 and 409 are documented; that an update without If-Match is answered by 412, and which
 * elements are dropped, is not: both are chosen here.
 */
export const ORACLE: Manners = {
  paths: {
    fhir: `/r4/${TENANT}`,
    issuer: OAUTH,
    authorize: `${OAUTH}/protocols/oauth2/profiles/smart-v1/personas/provider/authorize`,
    token: `${OAUTH}/hosts/localhost/protocols/oauth2/profiles/smart-v1/token`,
    revoke: `${OAUTH}/protocols/oauth2/profiles/smart-v1/token/revoke`,
    manage: `${OAUTH}/personas/provider/my-authorizations`,
    introspect: '/tokeninfo',
    jwks: '/jwk',
  },
  fhir: {
    resources: RESOURCES,
    bundles: ['batch'],
    conditionalCreate: 'refused',
    staleVersionStatus: 409,
    needsIfMatch: true,
    createAnswer: 'nothing',
    writeRules: [
      {
        kind: 'no-elements',
        names: ['modifierExtension', 'implicitRules'],
        status: 422,
        text: 'modifierExtension and implicitRules are not supported',
      },
      {
        kind: 'categories',
        type: 'DiagnosticReport',
        // Anatomic pathology and cardiology, of HL7 table 0074 and of LOINC.
        codes: ['PAT', 'SP', 'CP', 'CUS', 'EC', 'LP7839-6', 'LP29708-2'],
        status: 422,
        text: 'a DiagnosticReport is taken of cardiology and of anatomic pathology only',
      },
      {
        kind: 'one-attachment',
        type: 'DocumentReference',
        status: 422,
        text: 'a DocumentReference has exactly one attachment',
      },
      {
        kind: 'times',
        type: 'DocumentReference',
        paths: ['date', 'context.period.start', 'context.period.end'],
        status: 422,
        text: 'dates of a DocumentReference need a time',
      },
    ],
    keptElements: {
      DiagnosticReport: elements(
        'category',
        'code',
        'effectiveDateTime',
        'effectivePeriod',
        'issued',
        'performer',
        'result',
        'conclusion',
        'presentedForm',
      ),
      Observation: elements(
        'category',
        'code',
        'effectiveDateTime',
        'effectivePeriod',
        'issued',
        'performer',
        'valueQuantity',
        'valueCodeableConcept',
        'valueString',
        'dataAbsentReason',
        'interpretation',
        'note',
        'referenceRange',
        'component',
      ),
      DocumentReference: [
        'resourceType',
        'id',
        'status',
        'docStatus',
        'type',
        'category',
        'subject',
        'date',
        'author',
        'authenticator',
        'custodian',
        'description',
        'content',
        'context',
      ],
    },
  },
  oauth: {
    accessTokenSeconds: 600,
    capabilities: [
      'authorize-post',
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'client-confidential-asymmetric',
      'client-confidential-symmetric',
      'sso-openid-connect',
      'context-banner',
      'context-style',
      'context-ehr-patient',
      'context-ehr-encounter',
      'permission-patient',
      'permission-user',
      'permission-offline',
      'permission-online',
      'permission-v1',
      'permission-v2',
    ],
    scopesSupported: [
      'fhirUser',
      'launch',
      'offline_access',
      'online_access',
      'openid',
      'profile',
      ...['patient', 'system', 'user'].flatMap(resourceScopes),
    ],
    // It refreshes tokens, and does not say so here.
    grantTypes: ['authorization_code', 'client_credentials'],
    clientAuthentications: ['client_secret_basic', 'private_key_jwt'],
    assertionAlgorithms: ['RS384', 'ES384'],
    publishesAlgorithms: true,
    identityScopes: ['openid', 'fhirUser', 'profile', 'launch', 'online_access', 'offline_access'],
    unechoedScopes: [],
    grantsWildcards: false,
    tenant: TENANT,
    tellsStudy: false,
  },
  archive: 'account',
};

/** What is kept of each clinical statement. Its own `meta` has no place for security labels, nor `text` for a sender's narrative. */
function elements(...own: readonly string[]): readonly string[] {
  return ['resourceType', 'id', 'status', 'subject', 'encounter', ...own];
}

function resourceScopes(context: string): readonly string[] {
  return Object.entries(RESOURCES)
    .filter(([, { contexts }]) => contexts?.includes(context) ?? true)
    .flatMap(([type, served]) => {
      const letters = lettersOf(served);
      const write = /[cu]/.test(letters) ? [`${context}/${type}.write`] : [];
      return [`${context}/${type}.${letters}`, `${context}/${type}.read`, ...write];
    });
}
