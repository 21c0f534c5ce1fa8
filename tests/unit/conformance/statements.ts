/** Small statements made by hand: an EHR that offers all, to take away from. */
import type { Expectations } from '#lib/conformance/expectations.ts';
import { capabilityStatementSchema } from '#lib/conformance/capability-statement.ts';
import type { CheckedNeed } from '#lib/conformance/checked-need.ts';
import { smartStatementSchema } from '#lib/conformance/smart-statement.ts';

const TYPES = [
  'Patient',
  'ImagingStudy',
  'Endpoint',
  'ServiceRequest',
  'DiagnosticReport',
  'Observation',
  'Device',
  'DocumentReference',
];

export interface Served {
  readonly type: string;
  readonly interaction?: readonly { readonly code: string }[];
  readonly conditionalCreate?: boolean;
  readonly searchParam?: readonly { readonly name: string }[];
}

export const ALL_SERVED: readonly Served[] = TYPES.map((type) => ({
  type,
  interaction: ['read', 'search-type', 'create', 'update'].map((code) => ({ code })),
  conditionalCreate: true,
  searchParam: ['patient', 'identifier'].map((name) => ({ name })),
}));

export function capability(
  resource: readonly Served[] = ALL_SERVED,
  interaction = ['transaction'],
  more: object = {},
) {
  return capabilityStatementSchema.parse({
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [{ mode: 'server', resource, interaction: interaction.map((code) => ({ code })) }],
    ...more,
  });
}

/** All but some of a type's interactions. */
export function withoutInteractions(type: string, ...lacking: readonly string[]): Served[] {
  return ALL_SERVED.map((served) =>
    served.type === type
      ? { ...served, interaction: (served.interaction ?? []).filter(({ code }) => !lacking.includes(code)) }
      : served,
  );
}

export const ALL_CAPABILITIES = [
  ...['launch-ehr', 'launch-standalone', 'context-ehr-patient', 'context-standalone-patient'],
  ...['client-public', 'client-confidential-symmetric', 'client-confidential-asymmetric'],
  ...['sso-openid-connect', 'permission-online', 'permission-offline', 'permission-v1', 'permission-v2'],
];

export function smart(more: object = {}, without: readonly string[] = []) {
  return smartStatementSchema.parse({
    issuer: 'https://ehr.example',
    jwks_uri: 'https://ehr.example/jwks',
    authorization_endpoint: 'https://ehr.example/authorize',
    token_endpoint: 'https://ehr.example/token',
    revocation_endpoint: 'https://ehr.example/revoke',
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['patient/*.cruds', 'system/*.cruds'],
    capabilities: ALL_CAPABILITIES.filter((each) => !without.includes(each)),
    ...more,
  });
}

export const EXPECTED: Expectations = {
  issuer: 'https://ehr.example/r4',
  authentication: 'none',
  scopes: 'openid launch online_access patient/Patient.rs patient/DiagnosticReport.crus',
  scopeSyntax: 'v2',
  standaloneLaunch: true,
  backend: { scopes: 'system/Patient.rs' },
  access: TYPES.filter((type) => type !== 'DocumentReference').map((resource) => ({
    resource,
    actions: ['DiagnosticReport', 'Observation', 'Device'].includes(resource) ? 'crus' : 'rs',
  })),
  archiveSearch: 'by-patient',
  receivesOrders: true,
  sendsOru: true,
  filing: {},
};

/** What doesn't just work, one line each. */
export function told(needs: readonly CheckedNeed[]): string[] {
  return needs
    .filter(({ verdict }) => verdict !== 'works')
    .map(({ need, offered, verdict, ask }) => [need, offered, verdict, ...(ask ? [ask] : [])].join(' | '));
}
