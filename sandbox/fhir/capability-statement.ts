import type {
  CapabilityStatement,
  CapabilityStatementRest,
  CapabilityStatementRestResourceInteraction,
} from '@medplum/fhirtypes';
import { NOT_REAL } from './hospital-identity.ts';

const READ_TYPES = [
  'Patient',
  'ImagingStudy',
  'ServiceRequest',
  'Endpoint',
  'Encounter',
  'Practitioner',
  'Organization',
];
const WRITE_TYPES = ['DiagnosticReport', 'Observation', 'DocumentReference', 'Device', 'Provenance'];
const READ_INTERACTIONS: CapabilityStatementRestResourceInteraction['code'][] = ['read', 'search-type'];
const WRITE_INTERACTIONS: CapabilityStatementRestResourceInteraction['code'][] = [
  ...READ_INTERACTIONS,
  'create',
  'update',
];

export function buildCapabilityStatement(
  ehrUrl: string,
  fhirUrl: string,
  startedAt: string,
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: startedAt,
    kind: 'instance',
    implementation: { description: NOT_REAL, url: fhirUrl },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: describeSecurity(ehrUrl),
        resource: [
          ...READ_TYPES.map((type) => ({ type, interaction: READ_INTERACTIONS.map((code) => ({ code })) })),
          ...WRITE_TYPES.map((type) => ({
            type,
            interaction: WRITE_INTERACTIONS.map((code) => ({ code })),
            conditionalCreate: true,
          })),
        ] as NonNullable<NonNullable<CapabilityStatement['rest']>[number]['resource']>,
        interaction: [{ code: 'transaction' }],
      },
    ],
  };
}

/** The extension is SMART App Launch 1's: older clients look here and not into smart-configuration. */
function describeSecurity(ehrUrl: string): NonNullable<CapabilityStatementRest['security']> {
  const system = 'http://terminology.hl7.org/CodeSystem/restful-security-service';
  return {
    service: [{ coding: [{ system, code: 'SMART-on-FHIR' }] }],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          { url: 'authorize', valueUri: `${ehrUrl}/oauth/authorize` },
          { url: 'token', valueUri: `${ehrUrl}/oauth/token` },
        ],
      },
    ],
  };
}
